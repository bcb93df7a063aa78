import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatchReason } from '@shared/contracts/duplicates';
import { Icon } from '../../ui/icon';

const ORDER: readonly MatchReason['verdict'][] = ['differs', 'similar', 'same'];

/** Why two records were taken for one, what speaks against it first. */
@Component({
  selector: 'eh-match-reasons',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul class="reasons">
      @for (reason of sorted(); track $index) {
        <li>
          <eh-icon
            [name]="reason.verdict === 'same' ? 'check' : reason.verdict === 'similar' ? 'more' : 'close'"
            [label]="'librarian.verdicts.' + reason.verdict | transloco"
          />
          <span>{{ reason.note }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    .reasons {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
      gap: var(--eh-1) var(--eh-5);
      font-size: var(--eh-text-s);
      color: var(--eh-ink-2);
    }
    li {
      display: flex;
      gap: var(--eh-2);
    }
    eh-icon {
      margin-top: 0.15em;
    }
  `,
})
export class MatchReasons {
  readonly reasons = input.required<readonly MatchReason[]>();
  protected readonly sorted = computed(() =>
    [...this.reasons()]
      .filter(({ verdict }) => verdict !== 'missing')
      .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)),
  );
}
