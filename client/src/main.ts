import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { trustOwnWorkers } from './app/data/trusted-scripts';

trustOwnWorkers();
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
