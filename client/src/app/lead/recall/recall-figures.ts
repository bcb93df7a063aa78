import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Recall } from '@shared/contracts/ranking';
import { NumberLink } from '../../ui/number-link';
import { percentOf } from '../percent';
import { inPercent } from './number-words';

/** The four figures that a lead looks for first: what can be claimed, how much is final, found, and may remain. */
@Component({
  selector: 'eh-recall-figures',
  imports: [NumberLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dl>
      <div>
        <dt>{{ 'recall.claim' | transloco: { confidence: confidence() } }}</dt>
        <dd class="eh-figure">
          @if (now().frontier > 0) {
            ≥&nbsp;{{ inPercent(now().frontier) }}&nbsp;%
          } @else {
            {{ 'recall.noClaim' | transloco }}
          }
        </dd>
      </div>
      <div>
        <dt>{{ 'recall.read' | transloco }}</dt>
        <dd>
          <eh-number [value]="now().read" /> <span class="eh-quiet">/ <eh-number [value]="now().total" /></span>
        </dd>
      </div>
      <div>
        <dt>{{ 'recall.found' | transloco }}</dt>
        <dd><eh-number [value]="now().positions.length" /></dd>
      </div>
      <div>
        <dt>{{ 'recall.remaining' | transloco }}</dt>
        <dd>
          @if (now().estimate; as estimate) {
            <eh-number [value]="round(estimate.remaining)" />
            <span class="eh-quiet eh-small">
              {{
                'recall.interval' | transloco: { lower: estimate.lower.toFixed(0), upper: estimate.upper.toFixed(0) }
              }}
            </span>
          } @else {
            <span class="eh-quiet eh-small">{{ 'recall.noEstimate' | transloco }}</span>
          }
        </dd>
      </div>
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
      margin: 0;
      border-top: var(--eh-hair);
    }
    dl > div {
      display: flex;
      flex-direction: column;
      gap: var(--eh-1);
      justify-content: space-between;
      padding: var(--eh-4) var(--eh-5) var(--eh-4) 0;
    }
    dt {
      color: var(--eh-ink-2);
      font-size: var(--eh-text-s);
      text-wrap: balance;
    }
    dd {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--eh-2);
      align-items: baseline;
      min-height: 2rem;
      margin: 0;
      font-size: var(--eh-text-xl);
    }
    @media (max-width: 30rem) {
      dl {
        grid-template-columns: 1fr;
      }
      dl > div {
        flex-direction: row;
        align-items: baseline;
        padding: var(--eh-2) 0;
      }
      dt {
        flex: 1;
      }
      dd {
        justify-content: flex-end;
        text-align: end;
        font-size: var(--eh-text-l);
      }
    }
  `,
})
export class RecallFigures {
  readonly now = input.required<Recall>();
  protected readonly confidence = computed(() => percentOf(this.now().target.confidence));
  protected readonly inPercent = inPercent;
  protected readonly round = Math.round;
}
