import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Search, SearchRow } from '@shared/contracts/searches';
import { FormFieldBox, InputControl } from '../../ui/field';
import { SOURCE_KINDS } from './search-fields';

/** Which search records belong to: a recorded one, or a new one by its source, kind and day. */
@Component({
  selector: 'eh-source-choice',
  imports: [FormFieldBox, InputControl, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (searches().length) {
      <eh-field [label]="'librarian.choice.search' | transloco">
        <select ehInput (change)="searchId.set($any($event.target).value || null)">
          <option value="" [selected]="searchId() === null">{{ 'librarian.choice.new' | transloco }}</option>
          @for (one of searches(); track one.id) {
            <option [value]="one.id" [selected]="one.id === searchId()">
              {{ one.details.source }}{{ one.details.ranOn ? ', ' + one.details.ranOn : '' }}
            </option>
          }
        </select>
      </eh-field>
    }
    @if (searchId() === null) {
      <eh-field
        [label]="'librarian.search.source' | transloco"
        [error]="fault()"
        [hint]="isRecorded() ? ('librarian.choice.recorded' | transloco: { source: search().source.trim() }) : ''"
      >
        <input ehInput maxlength="200" [value]="search().source" (input)="set({ source: $any($event.target).value })" />
      </eh-field>
      <eh-field [label]="'librarian.search.sourceKind' | transloco">
        <select ehInput (change)="set({ sourceKind: $any($event.target).value })">
          @for (kind of kinds; track kind) {
            <option [value]="kind" [selected]="kind === search().sourceKind">
              {{ 'librarian.kinds.' + kind | transloco }}
            </option>
          }
        </select>
      </eh-field>
      <eh-field [label]="'librarian.search.ranOn' | transloco">
        <input
          ehInput
          type="date"
          [value]="search().ranOn ?? ''"
          (input)="set({ ranOn: $any($event.target).value || null })"
        />
      </eh-field>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
      gap: var(--eh-3);
      align-items: start;
    }
  `,
})
export class SourceChoice {
  readonly searches = input.required<readonly SearchRow[]>();
  readonly searchId = model.required<string | null>();
  readonly search = model.required<Search>();
  readonly fault = input('');
  protected readonly kinds = SOURCE_KINDS;
  /** Whether a search of this name is recorded: two of one name are right for two searches, and a slip for two files of one. */
  protected readonly isRecorded = computed(() => {
    const name = this.search().source.trim().toLowerCase();
    return this.searches().some(({ details }) => details.source.toLowerCase() === name);
  });

  protected set(change: Partial<Search>): void {
    this.search.update((search) => ({ ...search, ...change }));
  }
}
