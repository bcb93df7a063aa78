import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Stage } from '@shared/contracts/stages';
import { Outbox } from '../../data/outbox';
import { RefusedActs } from '../../data/screening-refused';
import { ProgressMeter } from '../../ui/progress-meter';
import { SyncState } from '../../ui/record/sync-state';
import { ScreeningDesk } from './desk';

/** Over a desk: which stage, how far its reader is, and whether everything decided is saved; then the desk's own tools. */
@Component({
  selector: 'eh-desk-head',
  imports: [ProgressMeter, SyncState, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (stages().length > 1) {
      <select
        class="eh-input stage"
        [attr.aria-label]="'screening.stage' | transloco"
        (change)="chosen.emit($any($event.target).value)"
      >
        @for (choice of stages(); track choice.id) {
          <option [value]="choice.id" [selected]="choice.id === desk.stage()?.id">
            {{ choice.name }}{{ choice.closedAt ? ' · ' + ('screening.closedMark' | transloco) : '' }}
          </option>
        }
      </select>
    } @else if (stages().length === 1) {
      <span class="name">{{ desk.stage()?.name }}</span>
    }
    <eh-meter
      class="progress"
      [label]="'screening.progress' | transloco"
      [value]="desk.progress().decided"
      [max]="desk.progress().all"
      [isTerse]="true"
    />
    <eh-sync-state
      class="sync"
      [waiting]="outbox.waiting().length"
      [isOnline]="outbox.isOnline()"
      [isDurable]="outbox.isDurable()"
      [isTerse]="true"
      [refused]="refusedActs.all()"
      (again)="refusedActs.again($event)"
      (dismissed)="refusedActs.dismiss($event)"
      (saved)="refusedActs.download()"
    />
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-2) var(--eh-5);
      align-items: center;
      min-height: 3.25rem;
      padding-block: var(--eh-2);
      border-bottom: var(--eh-hair);
    }
    .stage {
      width: auto;
      max-width: 18rem;
    }
    .name {
      font-size: var(--eh-text-s);
      font-weight: 600;
    }
    .progress {
      flex: 0 1 14rem;
    }
    .sync {
      min-width: 8.5rem;
    }
    @media (max-width: 45rem) {
      :host {
        gap: 0.25rem var(--eh-2);
      }
      .progress {
        flex: 1 1 5rem;
      }
      .sync {
        min-width: 0;
      }
      .name {
        display: none;
      }
      .stage {
        flex: 1 1 100%;
      }
    }
  `,
})
export class DeskHead {
  protected readonly outbox = inject(Outbox);
  protected readonly refusedActs = inject(RefusedActs);
  protected readonly desk = inject(ScreeningDesk);
  readonly stages = input.required<readonly Stage[]>();
  readonly chosen = output<string>();
}
