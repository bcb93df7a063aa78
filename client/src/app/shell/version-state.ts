import { Injectable, signal } from '@angular/core';

/** Whether a newer version than the open one lies ready, or parts of the open one can no longer be had. */
@Injectable({ providedIn: 'root' })
export class VersionState {
  readonly offered = signal<'ready' | 'broken' | null>(null);

  /** Opens the page anew, in the newer version. Votes that wait are kept by the outbox, notes by the desk. */
  load(): void {
    location.reload();
  }
}
