import { ChangeDetectionStrategy, Component, effect, inject, Injector, isDevMode } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Outbox } from './data/outbox';
import { SessionState } from './data/session';
import { Appearance } from './shell/appearance';
import { SignInOverlay } from './shell/entrance/sign-in-overlay';
import { FocusOnNavigation } from './shell/focus-on-navigation';
import { GlobalKeys } from './shell/global-keys';
import { Unreachable } from './shell/unreachable';
import { carriesFiles } from './ui/carries-files';
import { ToastShelf } from './ui/toast-shelf';

/** What keeps the application on the device is fetched after what the first screen needs. */
const AFTER_FIRST_SCREEN_MS = 3_000;

@Component({
  selector: 'eh-root',
  imports: [RouterOutlet, SignInOverlay, ToastShelf, Unreachable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(window:dragover)': 'holdFiles($event)', '(window:drop)': 'holdFiles($event)' },
  template: `
    @if (session.unreachable(); as problem) {
      <eh-unreachable [problem]="problem" />
    } @else {
      <router-outlet />
      @if (session.hasExpired()) {
        @defer {
          <eh-sign-in-overlay />
        }
      }
    }
    <eh-toast-shelf />
  `,
})
export class App {
  private readonly injector = inject(Injector);
  protected readonly session = inject(SessionState);

  constructor() {
    inject(Appearance);
    // What was decided here before and not sent goes out wherever the person is.
    inject(Outbox);
    inject(FocusOnNavigation);
    inject(GlobalKeys);
    const signedIn = effect(() => {
      if (!this.session.account()) return;
      signedIn.destroy();
      setTimeout(() => void this.keepApplication(), AFTER_FIRST_SCREEN_MS);
    });
  }

  /** From the first signed-in screen on the application itself is kept on the device, where the browser allows it. */
  private async keepApplication(): Promise<void> {
    if (isDevMode() || !('serviceWorker' in navigator)) return;
    const { NewVersion } = await import('./shell/new-version');
    await this.injector.get(NewVersion).start();
  }

  /** A file dropped where nothing takes it: the browser would open it in place of the application. */
  protected holdFiles(event: DragEvent): void {
    if (event.defaultPrevented || !carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  }
}
