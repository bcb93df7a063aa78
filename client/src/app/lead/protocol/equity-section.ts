import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { PROGRESS_PLUS } from '@shared/domain/protocol/progress-plus';
import { newId } from '../../data/api';
import { InputControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { DocText } from './doc-text';
import { DraftState } from './draft-state';

/** The equity question: who counts as disadvantaged, by which mechanism effects may differ, and along which dimensions. */
@Component({
  selector: 'eh-equity-section',
  imports: [DocText, Icon, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-doc-text
      path="equity.definitionOfDisadvantage"
      [lines]="3"
      [label]="'protocol.labels.disadvantage' | transloco"
      [hint]="'protocol.hints.disadvantage' | transloco"
    />
    <eh-doc-text
      path="equity.mechanism"
      [lines]="3"
      [label]="'protocol.labels.mechanism' | transloco"
      [hint]="'protocol.hints.mechanism' | transloco"
    />
    <table>
      <caption>
        {{
          'protocol.equity.table' | transloco
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ 'protocol.equity.letter' | transloco }}</th>
          <th scope="col">{{ 'protocol.equity.dimension' | transloco }}</th>
          <th scope="col">{{ 'protocol.equity.ofInterest' | transloco }}</th>
          <th scope="col">{{ 'protocol.equity.howDefined' | transloco }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.key; let at = $index) {
          <tr [class.off]="!row.ofInterest">
            <td class="letter" [attr.data-label]="'protocol.equity.letter' | transloco">{{ row.letter }}</td>
            <th scope="row">
              @if (row.isOwn) {
                <span class="own">
                  <input
                    ehInput
                    [attr.aria-label]="'protocol.equity.dimension' | transloco"
                    [value]="row.label"
                    (input)="state.setAt('equity.dimensions.' + at + '.label', $any($event.target).value)"
                  />
                  <button
                    type="button"
                    class="eh-icon-button"
                    [attr.aria-label]="'protocol.equity.remove' | transloco: { label: row.label }"
                    (click)="state.removeFrom('equity.dimensions', at)"
                  >
                    <eh-icon name="delete" />
                  </button>
                </span>
              } @else {
                {{ 'protocol.dimensions.' + row.key | transloco }}
                <span class="eh-quiet eh-small hint">{{ 'protocol.dimensionHints.' + row.key | transloco }}</span>
              }
            </th>
            <td class="interest">
              <label class="eh-check">
                <input
                  type="checkbox"
                  [checked]="row.ofInterest"
                  (change)="state.setAt('equity.dimensions.' + at + '.ofInterest', $any($event.target).checked)"
                />
                <span class="eh-visually-hidden">{{
                  'protocol.equity.ofInterestOf' | transloco: { label: row.label }
                }}</span>
                <span class="phone" aria-hidden="true">{{ 'protocol.equity.ofInterest' | transloco }}</span>
              </label>
            </td>
            <td>
              @if (row.ofInterest) {
                <textarea
                  ehInput
                  rows="1"
                  [attr.aria-label]="'protocol.equity.howDefinedOf' | transloco: { label: row.label }"
                  [placeholder]="'protocol.equity.howDefinedHint' | transloco"
                  [value]="row.howDefined"
                  (input)="state.setAt('equity.dimensions.' + at + '.howDefined', $any($event.target).value)"
                ></textarea>
              }
            </td>
          </tr>
        }
      </tbody>
    </table>
    <div>
      <button matButton="outlined" type="button" (click)="add()">
        <eh-icon name="add" /> {{ 'protocol.add.dimension' | transloco }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-5);
    }
    table {
      width: 100%;
    }
    caption {
      padding-bottom: var(--eh-2);
      font-size: var(--eh-text-s);
      font-weight: 600;
      text-align: start;
    }
    th,
    td {
      padding: var(--eh-2) var(--eh-3) var(--eh-2) 0;
      border-top: var(--eh-hair);
      font-weight: 400;
      text-align: start;
      vertical-align: top;
    }
    thead th {
      border-top: 0;
      font-size: var(--eh-text-xs);
      font-weight: 600;
      color: var(--eh-ink-2);
    }
    tbody th {
      width: 17rem;
      line-height: 1.35;
    }
    tr:not(.off) th {
      font-weight: 600;
    }
    .hint {
      display: block;
      font-weight: 400;
    }
    .letter {
      width: 2.5rem;
      color: var(--eh-ink-2);
    }
    .interest {
      width: 5.5rem;
    }
    .own {
      display: flex;
      gap: var(--eh-1);
    }
    textarea {
      min-height: 2.375rem;
    }
    .phone {
      display: none;
    }
    @media (max-width: 44rem) {
      table,
      tbody,
      caption {
        display: block;
      }
      thead {
        display: none;
      }
      tr {
        display: grid;
        grid-template-columns: 2rem minmax(0, 1fr);
        padding-block: var(--eh-3);
        border-top: var(--eh-hair);
      }
      th,
      td,
      tbody th {
        width: auto;
        padding: 0 0 var(--eh-1);
        border: 0;
      }
      td.interest,
      td:last-child {
        grid-column: 2;
        width: auto;
      }
      .phone {
        display: inline;
      }
    }
  `,
})
export class EquitySection {
  protected readonly state = inject(DraftState);
  protected readonly rows = computed(() =>
    (this.state.document()?.equity.dimensions ?? []).map((dimension) => {
      const known = PROGRESS_PLUS.find(({ key }) => key === dimension.key);
      return { ...dimension, isOwn: !known, letter: known ? known.letter.charAt(0) : '+' };
    }),
  );

  protected add(): void {
    this.state.addTo('equity.dimensions', { key: newId(), label: '', ofInterest: true, howDefined: '' });
  }
}
