import {
  ApplicationRef,
  createEnvironmentInjector,
  effect,
  EnvironmentInjector,
  inject,
  Injectable,
} from '@angular/core';
import { provideServiceWorker, SwUpdate } from '@angular/service-worker';
import { Connection } from '../data/connection';
import { VersionState } from './version-state';

const WORKER = '/ngsw-worker.js';
const HOUR_MS = 3_600_000;
const SETTLED_MS = 1_000;

/**
 * The service worker: it keeps the application itself on the device, so that it opens without a network, and goes on
 * serving the version that is open until the person loads another. It never sees what the API answers.
 */
@Injectable({ providedIn: 'root' })
export class NewVersion {
  private readonly state = inject(VersionState);
  private readonly connection = inject(Connection);
  private readonly application = inject(ApplicationRef);
  private readonly injector = inject(EnvironmentInjector);

  /** Registers the worker and looks for a new version every hour and whenever the network comes back. */
  async start(): Promise<void> {
    await this.application.whenStable();
    // A browser that allows none (a private window, an untrusted certificate) works as before, with a network.
    const registered = navigator.serviceWorker.register(WORKER, { scope: '/', updateViaCache: 'none' });
    if (!(await registered.catch(() => null))) return;
    const updates = createEnvironmentInjector([provideServiceWorker(WORKER)], this.injector).get(SwUpdate);
    updates.versionUpdates.subscribe(({ type }) => {
      if (type === 'VERSION_READY') this.state.offered.set('ready');
    });
    updates.unrecoverable.subscribe(() => this.state.offered.set('broken'));
    const look = (): void => void updates.checkForUpdate().catch(() => undefined);
    setInterval(look, HOUR_MS);
    // A server that was away may have come back as another version. It is asked once it answers, not at the first sign.
    const follow = (): void => {
      if (this.connection.isOnline()) setTimeout(look, SETTLED_MS);
    };
    effect(follow, { injector: this.injector });
  }
}
