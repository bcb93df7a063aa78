import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable, signal } from '@angular/core';

/** Longer selections are for copying, not for marking. */
const LONGEST = 80;

/** The words that are selected in the record, if they could be marked. */
@Injectable()
export class SelectedWords {
  private readonly document = inject(DOCUMENT);
  private readonly words = signal('');
  readonly now = this.words.asReadonly();

  constructor() {
    const read = (): void => this.words.set(this.read());
    this.document.addEventListener('selectionchange', read);
    inject(DestroyRef).onDestroy(() => this.document.removeEventListener('selectionchange', read));
  }

  /** The selected words, which are then no longer selected; empty where there are none. */
  take(): string {
    const words = this.read();
    if (words) this.document.getSelection()?.removeAllRanges();
    this.words.set('');
    return words;
  }

  private read(): string {
    const selection = this.document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return '';
    const within = selection.getRangeAt(0).commonAncestorContainer;
    const element = within instanceof Element ? within : within.parentElement;
    if (!element?.closest('eh-citation')) return '';
    const words = selection.toString().trim();
    return words.length <= LONGEST && /[\p{L}\p{N}]{2}/u.test(words) ? words : '';
  }
}
