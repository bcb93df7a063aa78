import { inject, Injectable, Injector } from '@angular/core';

/** A question before an act that reaches far. `typed` asks for a word to be typed first, for the few acts that need it. */
export interface Question {
  title: string;
  text: string;
  /** The word on the button that does it: a verb, never "OK". */
  act: string;
  isDanger?: boolean;
  typed?: string;
}

/** Asks in a dialog. The dialog's code is fetched with the first question. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly injector = inject(Injector);

  /** Whether the person said yes. */
  async ask(question: Question): Promise<boolean> {
    const { openConfirm } = await import('./confirm-dialog');
    return openConfirm(this.injector, question);
  }
}
