import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { partsOf } from './key-combination';
import { Keys } from './keys';

/** A key as it stands on the keyboard. Given `shortcut`, it follows the person's own mapping and hides when keys are off. */
@Component({
  selector: 'eh-key',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@for (part of parts(); track $index) {
    <kbd>{{ part }}</kbd>
  }`,
  styles: `
    :host {
      display: inline-flex;
      gap: 2px;
      vertical-align: 0.1em;
    }
    kbd {
      min-width: 1.35em;
      padding: 0.05em 0.35em;
      border: 1px solid currentColor;
      border-radius: 4px;
      font: 500 0.75rem/1.35 var(--eh-sans);
      text-align: center;
      opacity: 0.8;
    }
    @media (pointer: coarse) {
      :host(:not(.always)) {
        display: none;
      }
    }
  `,
  host: { 'aria-hidden': 'true', '[class.always]': 'isAlways()' },
})
export class KeyHint {
  private readonly keys = inject(Keys);
  readonly key = input('');
  readonly shortcut = input('');
  /** Shown on touch screens too; a hint beside a button is not. */
  readonly isAlways = input(false);

  protected readonly parts = computed(() => {
    const id = this.shortcut();
    const combination = id ? this.keys.keyOf(id) : this.key();
    if (!combination || (id && [...combination].length === 1 && !this.keys.areOn())) return [];
    return partsOf(combination, this.keys.isMac);
  });
}
