import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { routes } from './app.routes';
import { keptAnswers } from './data/kept-answers';
import { problems } from './data/problem.interceptor';
import { SessionState } from './data/session';
import { provideTexts, Texts } from './data/texts';
import { onNavigationError } from './shell/missing-part';
import { PageTitle } from './shell/page-title';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // No <base> element: the content policy forbids it.
    { provide: APP_BASE_HREF, useValue: '/' },
    provideHttpClient(withFetch(), withInterceptors([keptAnswers, problems])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withNavigationErrorHandler(onNavigationError),
      withRouterConfig({ paramsInheritanceStrategy: 'always' }),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
    ),
    provideTexts(),
    { provide: TitleStrategy, useExisting: PageTitle },
    provideAppInitializer(() => Promise.all([inject(Texts).start(), inject(SessionState).load()])),
  ],
};
