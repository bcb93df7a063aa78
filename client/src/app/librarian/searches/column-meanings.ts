import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ColumnMeanings, PreviewColumn } from '@shared/contracts/imports';
import { COLUMN_FIELDS } from '@shared/domain/references/formats/column-fields';

type Meaning = ColumnMeanings['columns'][number];

/** The columns of a table with some of their values, and what each is taken for: a person can say otherwise. */
@Component({
  selector: 'eh-column-meanings',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="eh-quiet eh-small">{{ 'librarian.columns.lead' | transloco }}</p>
    <ul>
      @for (row of rows(); track row.header; let at = $index) {
        <li>
          <label class="name" [attr.for]="idOf(at)">{{ row.header }}</label>
          <select
            class="eh-input"
            [id]="idOf(at)"
            [disabled]="isBusy()"
            (change)="say(row.header, $any($event.target).value)"
          >
            <option value="" [selected]="row.field === null">
              {{ (row.label ? 'librarian.columns.label' : 'librarian.columns.aside') | transloco }}
            </option>
            @for (field of fields; track field) {
              <option [value]="field" [selected]="field === row.field">
                {{ 'librarian.columns.fields.' + field | transloco }}
              </option>
            }
          </select>
          <span class="samples eh-quiet eh-small">{{ row.samples.join(' · ') }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      list-style: none;
      margin: var(--eh-3) 0 0;
      padding: 0;
    }
    li {
      display: grid;
      grid-template-columns: minmax(8rem, 1fr) minmax(10rem, 14rem) minmax(0, 2fr);
      gap: var(--eh-1) var(--eh-4);
      align-items: center;
      padding-block: var(--eh-2);
      border-block-start: var(--eh-hair);
    }
    .name {
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .samples {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    @media (max-width: 40rem) {
      li {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class ColumnMeaningsForm {
  readonly columns = input.required<readonly PreviewColumn[]>();
  /** What was said before, which outweighs what the reader took the columns for. */
  readonly said = input.required<readonly Meaning[] | null>();
  readonly isBusy = input(false);
  /** Tells the list apart from those of other files on the page. */
  readonly prefix = input.required<string>();
  readonly changed = output<Meaning[]>();

  protected readonly fields = COLUMN_FIELDS;
  protected readonly rows = computed(() => {
    const said = new Map(this.said()?.map(({ header, field }) => [header, field]));
    return this.columns().map((column) => ({
      ...column,
      field: said.has(column.header) ? (said.get(column.header) ?? null) : column.field,
    }));
  });

  protected idOf(at: number): string {
    return `${this.prefix()}-column-${at}`;
  }

  /** All that was said so far, with this; columns nobody spoke of keep what the reader took them for. */
  protected say(header: string, value: string): void {
    const field = COLUMN_FIELDS.find((one) => one === value) ?? null;
    const others = (this.said() ?? []).filter((one) => one.header !== header);
    this.changed.emit([...others, { header, field }]);
  }
}
