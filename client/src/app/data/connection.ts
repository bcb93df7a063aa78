import { DOCUMENT } from '@angular/common';
import { computed, effect, inject, Injectable, signal } from '@angular/core';

/** How long something may wait to be sent before it is said. */
const PATIENCE_MS = 3000;

/** Whether the server can be reached, as far as the browser and the last request tell, and what still waits to be sent. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly network = signal(this.window?.navigator.onLine ?? true);
  private readonly answered = signal(true);

  readonly isOnline = computed(() => this.network() && this.answered());
  /** Writes kept on this device until they can be sent; an outbox keeps this number. */
  readonly waiting = signal(0);

  private readonly isWaiting = computed(() => this.waiting() > 0);
  /** Whether something has been waiting for a while: a vote that is sent at once is not worth a word. */
  readonly isSlow = signal(false);

  constructor() {
    effect((onCleanup) => {
      if (!this.isWaiting()) return this.isSlow.set(false);
      const timer = setTimeout(() => this.isSlow.set(true), PATIENCE_MS);
      onCleanup(() => clearTimeout(timer));
    });
    this.window?.addEventListener('online', () => {
      this.network.set(true);
      this.answered.set(true);
    });
    this.window?.addEventListener('offline', () => this.network.set(false));
  }

  succeeded(): void {
    this.answered.set(true);
    this.network.set(true);
  }

  failed(): void {
    this.answered.set(false);
  }
}
