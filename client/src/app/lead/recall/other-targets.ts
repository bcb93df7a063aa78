import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Recall } from '@shared/contracts/ranking';
import { confirmationSize } from '@shared/domain/ranking/sample-estimate';
import { stoppingTest } from '@shared/domain/ranking/stopping';
import { NumberLink } from '../../ui/number-link';
import { percentOf } from '../percent';
import { chance } from './number-words';

const RECALLS = [0.8, 0.9, 0.95, 0.98];

/** What would change with another target: for some recalls, whether the criterion is met and how large a sample confirms it. */
@Component({
  selector: 'eh-other-targets',
  imports: [NumberLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <table>
      <caption class="eh-small eh-quiet">
        {{
          'recall.others.caption' | transloco: { confidence: percentOf(now().target.confidence) }
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ 'recall.others.recall' | transloco }}</th>
          <th scope="col">{{ 'recall.others.p' | transloco }}</th>
          <th scope="col">{{ 'recall.others.criterion' | transloco }}</th>
          <th scope="col">{{ 'recall.others.sample' | transloco }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.recall) {
          <tr [class.chosen]="row.isChosen">
            <th scope="row" class="eh-figure">
              {{ percentOf(row.recall) }}&nbsp;%
              @if (row.isChosen) {
                <span class="eh-visually-hidden">{{ 'recall.others.chosen' | transloco }}</span>
              }
            </th>
            <td class="eh-figure">{{ row.p === null ? '–' : chance(row.p) }}</td>
            <td>{{ (row.isMet ? 'recall.others.met' : 'recall.others.notMet') | transloco }}</td>
            <td><eh-number [value]="row.sample" /></td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    table {
      border-collapse: collapse;
      font-variant-numeric: tabular-nums lining-nums;
    }
    caption {
      margin-block-end: var(--eh-2);
      text-align: start;
      text-wrap: balance;
    }
    th,
    td {
      padding: var(--eh-2) var(--eh-5) var(--eh-2) 0;
      border-top: var(--eh-hair);
      font-weight: 400;
      text-align: end;
    }
    thead th {
      border-top: 0;
      color: var(--eh-ink-2);
      font-size: var(--eh-text-xs);
      font-weight: 600;
      vertical-align: bottom;
    }
    th:first-child,
    td:nth-child(3),
    th:nth-child(3) {
      text-align: start;
    }
    .chosen th,
    .chosen td {
      font-weight: 600;
    }
    @media (max-width: 30rem) {
      th,
      td {
        padding-inline-end: var(--eh-3);
      }
    }
  `,
})
export class OtherTargets {
  readonly now = input.required<Recall>();
  protected readonly percentOf = percentOf;
  protected readonly chance = chance;

  protected readonly rows = computed(() => {
    const { total, read, positions, target } = this.now();
    const recalls = [...new Set([...RECALLS, target.recall])].sort((a, b) => a - b);
    return recalls.map((recall) => {
      const wanted = { recall, confidence: target.confidence };
      const sample = confirmationSize(total - read, positions.length, wanted);
      return {
        recall,
        isChosen: recall === target.recall,
        sample,
        ...stoppingTest({ total, read, positions }, wanted),
      };
    });
  });
}
