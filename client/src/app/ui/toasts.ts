import { Injectable, signal } from '@angular/core';

export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'problem';
  /** One act, such as undo, with its word. */
  act?: { label: string; run: () => void };
}

const SHOWN_MS = 6_000;
const WITH_ACT_MS = 12_000;

/**
 * Short notices at the foot of the page, read out by assistive technology. Good news goes by itself; a problem stays until
 * it is closed. Nothing is said only here that must not be missed.
 */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly shown = signal<readonly Toast[]>([]);
  private last = 0;
  readonly all = this.shown.asReadonly();

  done(text: string, act?: Toast['act']): void {
    const toast = this.show({ text, kind: 'done', ...(act ? { act } : {}) });
    setTimeout(() => this.close(toast.id), act ? WITH_ACT_MS : SHOWN_MS);
  }

  problem(text: string, act?: Toast['act']): void {
    this.show({ text, kind: 'problem', ...(act ? { act } : {}) });
  }

  close(id: number): void {
    this.shown.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  private show(toast: Omit<Toast, 'id'>): Toast {
    const shown = { ...toast, id: ++this.last };
    // The same words twice are one notice; three at once are enough.
    this.shown.update((toasts) => [...toasts.filter(({ text }) => text !== toast.text), shown].slice(-3));
    return shown;
  }
}
