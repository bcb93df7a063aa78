import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FormFieldBox, InputControl } from '../../ui/field';
import { DraftState } from './draft-state';

/** One choice of the draft. The words of the options are `<words>.<option>`. */
@Component({
  selector: 'eh-doc-choice',
  imports: [FormFieldBox, InputControl, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-field [label]="label()">
      <select ehInput (change)="state.setAt(path(), $any($event.target).value)">
        @for (option of options(); track option) {
          <option [value]="option" [selected]="option === chosen()">{{ words() + '.' + option | transloco }}</option>
        }
      </select>
    </eh-field>
  `,
})
export class DocChoice {
  protected readonly state = inject(DraftState);
  readonly path = input.required<string>();
  readonly label = input.required<string>();
  readonly options = input.required<readonly string[]>();
  readonly words = input.required<string>();
  protected readonly chosen = computed(() => this.state.text(this.path()));
}
