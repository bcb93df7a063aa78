import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Recall } from '@shared/contracts/ranking';
import { inPercent } from './number-words';

/** What the records that are handed out by chance say of recall: an estimate with its limits, drawn on one line. */
@Component({
  selector: 'eh-audit-estimate',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let audit = of();
    <p class="eh-reading">
      {{
        'recall.audit.read'
          | transloco: { share: audit.share, members: audit.members, final: audit.final, count: audit.relevant }
      }}
      @if (audit.estimate; as estimate) {
        {{
          'recall.audit.says'
            | transloco
              : {
                  value: inPercent(estimate.recall.value),
                  lower: inPercent(estimate.recall.lower),
                  upper: inPercent(estimate.recall.upper),
                  all: estimate.all.value.toFixed(0),
                  least: estimate.all.lower,
                  most: estimate.all.upper,
                }
        }}
      } @else {
        {{ 'recall.audit.tooEarly' | transloco }}
      }
    </p>
    @if (audit.estimate; as estimate) {
      <div class="line" aria-hidden="true">
        <span
          class="limits"
          [style.inset-inline-start.%]="estimate.recall.lower * 100"
          [style.inset-inline-end.%]="100 - estimate.recall.upper * 100"
        ></span>
        <span class="value" [style.inset-inline-start.%]="estimate.recall.value * 100"></span>
      </div>
      <div class="ends eh-small eh-quiet" aria-hidden="true"><span>0 %</span><span>50 %</span><span>100 %</span></div>
    }
  `,
  styles: `
    .line {
      position: relative;
      max-width: 34rem;
      height: 1.25rem;
      margin: var(--eh-4) 0 var(--eh-1);
      border-bottom: 1px solid var(--eh-line-strong, var(--eh-ink-3));
    }
    .limits {
      position: absolute;
      bottom: 0.4375rem;
      height: 3px;
      background: var(--eh-accent);
    }
    .value {
      position: absolute;
      bottom: 0.0625rem;
      width: 0.875rem;
      height: 0.875rem;
      margin-inline-start: -0.4375rem;
      border: 2px solid var(--eh-surface);
      border-radius: 50%;
      background: var(--eh-accent);
    }
    .ends {
      display: flex;
      justify-content: space-between;
      max-width: 34rem;
    }
  `,
})
export class AuditEstimate {
  readonly of = input.required<NonNullable<Recall['audit']>>();
  protected readonly inPercent = inPercent;
}
