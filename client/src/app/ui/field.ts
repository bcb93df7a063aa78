import { ChangeDetectionStrategy, Component, computed, Directive, inject, input } from '@angular/core';

let lastId = 0;

/**
 * A labelled control: label above, hint or error below, both read out with the control.
 *
 * `<eh-field label="Title" hint="..." [error]="..."> <input ehInput …> </eh-field>`
 */
@Component({
  selector: 'eh-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label class="label" [attr.for]="id"
      >{{ label() }}
      @if (optional()) {
        <span class="optional"> {{ optional() }}</span>
      }
    </label>
    <ng-content />
    @if (error()) {
      <p class="error" [id]="id + '-error'">{{ error() }}</p>
    } @else if (hint()) {
      <p class="hint" [id]="id + '-hint'">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .label {
      display: block;
      margin-bottom: var(--eh-1);
      font-size: var(--eh-text-s);
      font-weight: 600;
    }
    .optional {
      font-weight: 400;
      color: var(--eh-ink-2);
    }
    p {
      margin-top: var(--eh-1);
      font-size: var(--eh-text-s);
      color: var(--eh-ink-2);
    }
    .error {
      color: var(--eh-danger);
    }
  `,
})
export class FormFieldBox {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string | null | undefined>('');
  /** A word after the label, such as "optional". */
  readonly optional = input('');
  readonly id = `eh-field-${++lastId}`;
  readonly describedBy = computed(() => (this.error() ? `${this.id}-error` : this.hint() ? `${this.id}-hint` : null));
}

/** Ties a native control to the field around it; alone it only gives the look. */
@Directive({
  selector: 'input[ehInput], textarea[ehInput], select[ehInput]',
  host: {
    class: 'eh-input',
    '[attr.id]': 'field?.id ?? null',
    '[attr.aria-describedby]': 'field?.describedBy() ?? null',
    '[attr.aria-invalid]': "field?.error() ? 'true' : null",
  },
})
export class InputControl {
  protected readonly field = inject(FormFieldBox, { optional: true });
}
