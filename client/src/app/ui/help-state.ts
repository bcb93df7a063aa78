import { Injectable, signal } from '@angular/core';

/** Which text the help panel shows: the open screen's, named by its page header. */
@Injectable({ providedIn: 'root' })
export class HelpState {
  /** Text key of the open screen's help; paragraphs are parted by an empty line. */
  readonly topic = signal<string | null>(null);
  readonly isOpen = signal(false);
}
