import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon';
import { NumberLink } from '../../ui/number-link';
import type { FlowPart } from './flow-links';

/** What must add up, each with both sides in words; what does not yet is first. */
@Component({
  selector: 'eh-flow-identities',
  imports: [Icon, NumberLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="sum" [class]="part().check.status">
      <eh-icon [name]="icons[part().check.status]" />
      {{ 'author.flow.status.' + part().check.status | transloco }}
    </p>
    @if (open().length) {
      <ul>
        @for (one of open(); track one.id) {
          <li>
            <span [class]="one.status">{{ 'author.flow.sides.' + one.status | transloco }}</span>
            <span class="side">{{ one.left.words }} <eh-number [value]="one.left.value" /></span>
            <span class="side">{{ one.right.words }} <eh-number [value]="one.right.value" /></span>
            @if (one.note) {
              <span class="eh-quiet note">{{ one.note }}</span>
            }
          </li>
        }
      </ul>
    }
    <details>
      <summary>{{ 'author.flow.closed' | transloco: { count: closed().length } }}</summary>
      <ul>
        @for (one of closed(); track one.id) {
          <li class="eh-quiet">
            {{ one.left.words }} <eh-number [value]="one.left.value" /> {{ one.relation === '=' ? '=' : '≤' }}
            {{ one.right.words }} <eh-number [value]="one.right.value" />
          </li>
        }
      </ul>
    </details>
  `,
  styles: `
    .sum {
      display: flex;
      gap: var(--eh-2);
      align-items: center;
      font-weight: 600;
    }
    .ok {
      color: var(--eh-include);
    }
    .open {
      color: var(--eh-notice);
    }
    .violated {
      color: var(--eh-danger);
    }
    ul {
      margin-block: var(--eh-2);
      padding: 0;
      list-style: none;
      font-size: var(--eh-text-s);
    }
    li {
      padding-block: var(--eh-2);
      border-block-start: var(--eh-hair);
    }
    li > .open,
    li > .violated {
      display: block;
      font-size: var(--eh-text-xs);
      font-weight: 600;
    }
    .note {
      display: block;
    }
    .side {
      display: flex;
      gap: var(--eh-3);
      align-items: baseline;
      justify-content: space-between;
    }
    summary {
      padding-block: var(--eh-2);
      cursor: pointer;
      font-size: var(--eh-text-s);
    }
  `,
})
export class FlowIdentities {
  readonly part = input.required<FlowPart>();
  protected readonly icons = { ok: 'check', open: 'pending', violated: 'warning' } as const;
  protected readonly open = computed(() => this.part().check.identities.filter(({ status }) => status !== 'ok'));
  protected readonly closed = computed(() => this.part().check.identities.filter(({ status }) => status === 'ok'));
}
