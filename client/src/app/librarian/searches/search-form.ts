import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Search } from '@shared/contracts/searches';
import { FormFieldBox, InputControl } from '../../ui/field';
import { FIELDS, SOURCE_KINDS } from './search-fields';

/** The items of PRISMA-S for one search. */
@Component({
  selector: 'eh-search-form',
  imports: [FormFieldBox, InputControl, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="two">
      <eh-field [label]="'librarian.search.source' | transloco" [error]="faults()['source']">
        <input ehInput maxlength="200" [value]="search().source" (input)="set('source', $any($event.target).value)" />
      </eh-field>
      <eh-field [label]="'librarian.search.sourceKind' | transloco">
        <select ehInput (change)="set('sourceKind', $any($event.target).value)">
          @for (kind of kinds; track kind) {
            <option [value]="kind" [selected]="kind === search().sourceKind">
              {{ 'librarian.kinds.' + kind | transloco }}
            </option>
          }
        </select>
      </eh-field>
      @for (field of fields; track field.name) {
        <eh-field
          [class.whole]="field.kind === 'text'"
          [label]="'librarian.search.' + field.name | transloco"
          [hint]="'librarian.searchHints.' + field.name | transloco"
          [optional]="field.item ? ('librarian.search.item' | transloco: { item: field.item }) : ''"
          [error]="faults()[field.name]"
        >
          @if (field.kind === 'text') {
            <textarea
              ehInput
              [class.strategy]="field.name === 'strategy'"
              [value]="search()[field.name] ?? ''"
              (input)="set(field.name, $any($event.target).value || null)"
            ></textarea>
          } @else if (field.kind === 'number') {
            <input
              ehInput
              inputmode="numeric"
              [value]="search()[field.name] ?? ''"
              (input)="set(field.name, numberOf($any($event.target).value))"
            />
          } @else {
            <input
              ehInput
              [type]="field.kind === 'day' ? 'date' : 'text'"
              [value]="search()[field.name] ?? ''"
              (input)="set(field.name, $any($event.target).value || null)"
            />
          }
        </eh-field>
      }
      <eh-field [label]="'librarian.search.cycle' | transloco" [hint]="'librarian.searchHints.cycle' | transloco">
        <input
          ehInput
          type="number"
          min="1"
          max="999"
          [value]="search().cycle"
          (input)="set('cycle', numberOf($any($event.target).value) ?? 1)"
        />
      </eh-field>
    </div>
  `,
  styles: `
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--eh-4);
    }
    .whole {
      grid-column: 1 / -1;
    }
    .strategy {
      min-height: 9rem;
      font-family: var(--eh-mono);
      font-size: var(--eh-text-s);
    }
    @media (max-width: 36rem) {
      .two {
        grid-template-columns: 1fr;
      }
    }
  `,
})
export class SearchForm {
  readonly search = model.required<Search>();
  /** Messages by field. */
  readonly faults = input<Readonly<Record<string, string>>>({});
  protected readonly kinds = SOURCE_KINDS;
  protected readonly fields = FIELDS;

  protected set<K extends keyof Search>(name: K, value: Search[K]): void {
    this.search.update((search) => ({ ...search, [name]: value }));
  }

  /** "12,345" and "12 345" are numbers, too; anything else is none. */
  protected numberOf(text: string): number | null {
    const digits = text.replace(/[\s,.'’]/g, '');
    return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
  }
}
