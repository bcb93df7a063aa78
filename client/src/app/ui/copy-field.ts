import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from './icon';

/** One line to take elsewhere, such as a link: shown whole, chosen whole on focus, copied with a button. */
@Component({
  selector: 'eh-copy-field',
  imports: [Icon, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <input #line class="eh-input" readonly [attr.aria-label]="label()" [value]="value()" (focus)="line.select()" />
    <button matButton="outlined" type="button" [attr.aria-label]="act() + ': ' + label()" (click)="copy()">
      <eh-icon [name]="isCopied() ? 'check' : 'copy'" />
      {{ isCopied() ? done() : act() }}
    </button>
    <span class="eh-visually-hidden" aria-live="polite">{{ isCopied() ? done() : '' }}</span>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--eh-2);
      align-items: center;
    }
    input {
      flex: 1;
      min-width: 0;
      font-family: var(--eh-mono);
      font-size: var(--eh-text-xs);
    }
    button {
      flex: none;
    }
  `,
})
export class CopyField {
  private readonly document = inject(DOCUMENT);
  private readonly line = viewChild.required<ElementRef<HTMLInputElement>>('line');

  readonly label = input.required<string>();
  readonly value = input.required<string>();
  /** The words on the button before and after. */
  readonly act = input.required<string>();
  readonly done = input.required<string>();
  protected readonly isCopied = signal(false);

  protected async copy(): Promise<void> {
    this.isCopied.set(await copied(this.value(), this.line().nativeElement, this.document));
  }
}

/** Browsers give the clipboard to https and localhost only; elsewhere the old way, by what is selected, still works. */
async function copied(text: string, line: HTMLInputElement, document: Document): Promise<boolean> {
  try {
    await document.defaultView!.navigator.clipboard.writeText(text);
    return true;
  } catch {
    line.focus();
    line.select();
    return document.execCommand('copy');
  }
}
