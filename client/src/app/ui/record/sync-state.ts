import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../icon';
import { VerdictBadge, type VerdictName } from '../verdict-badge';

/** An act that the server would not take, in words. */
export interface RefusedAct {
  seq: number;
  title: string;
  ordinal: number;
  verdict: VerdictName | null;
  /** What happened, what was kept and what to do. */
  why: string;
  mayRetry: boolean;
}

/** Whether everything is with the server, how much still waits here, and what was refused. It never stands in the way. */
@Component({
  selector: 'eh-sync-state',
  imports: [Icon, TranslocoPipe, VerdictBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="now eh-small" [class.warn]="!isDurable()">
      @if (!isDurable()) {
        <eh-icon name="warning" />
        <span>{{ 'screening.sync.notDurable' | transloco: { count: waiting() } }}</span>
      } @else if (waiting() && !isOnline()) {
        <eh-icon name="offline" />
        <span>{{ 'screening.sync.offline' | transloco: { count: waiting() } }}</span>
      } @else if (waiting()) {
        <eh-icon name="pending" />
        <span>{{ 'screening.sync.waiting' | transloco: { count: waiting() } }}</span>
      } @else if (!isOnline()) {
        <eh-icon name="offline" />
        <span>{{ 'screening.sync.offlineSaved' | transloco }}</span>
      } @else {
        <eh-icon name="check" />
        <span [class.terse]="isTerse()">{{ 'screening.sync.saved' | transloco }}</span>
      }
    </span>
    @if (refused().length) {
      <button type="button" class="refused" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
        <eh-icon name="warning" />{{ 'screening.sync.refused' | transloco: { count: refused().length } }}
      </button>
      @if (isOpen()) {
        <section
          class="panel"
          [attr.aria-label]="'screening.sync.refusedTitle' | transloco"
          (keydown.escape)="isOpen.set(false)"
        >
          <h2>{{ 'screening.sync.refusedTitle' | transloco }}</h2>
          <ul class="acts">
            @for (act of refused(); track act.seq) {
              <li>
                <p class="about">
                  @if (act.verdict) {
                    <eh-verdict [verdict]="act.verdict" />
                  }
                  <b>{{ act.title }}</b>
                </p>
                <p class="eh-small">{{ act.why }}</p>
                <p class="choices">
                  @if (act.mayRetry) {
                    <button type="button" class="link" (click)="again.emit(act.seq)">
                      {{ 'ui.again' | transloco }}
                    </button>
                  }
                  <button type="button" class="link" (click)="dismissed.emit(act.seq)">
                    {{ 'screening.sync.dismiss' | transloco }}
                  </button>
                </p>
              </li>
            }
          </ul>
          <button type="button" class="link" (click)="saved.emit()">{{ 'screening.sync.download' | transloco }}</button>
        </section>
      }
    }
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      gap: var(--eh-2);
      align-items: center;
    }
    .now {
      display: inline-flex;
      gap: 0.3rem;
      align-items: center;
      color: var(--eh-ink-2);
      white-space: nowrap;
    }
    .warn,
    .refused {
      color: var(--eh-notice);
    }
    .refused {
      display: inline-flex;
      gap: 0.3rem;
      align-items: center;
      min-height: var(--eh-target);
      padding: 0 var(--eh-2);
      border: 0;
      border-radius: var(--eh-radius);
      background: var(--eh-notice-soft);
      font-size: var(--eh-text-s);
      cursor: pointer;
      white-space: nowrap;
    }
    .panel {
      position: absolute;
      inset-block-start: calc(100% + 0.25rem);
      inset-inline-end: 0;
      z-index: 25;
      width: min(30rem, calc(100vw - 2rem));
      max-height: 60dvh;
      overflow: auto;
      padding: var(--eh-4);
      border: var(--eh-hair);
      border-radius: 6px;
      background: var(--eh-surface);
      box-shadow: 0 6px 24px var(--eh-shadow);
    }
    h2 {
      font: 600 var(--eh-text-l) / 1.3 var(--eh-sans);
    }
    .acts li {
      padding-block: var(--eh-3);
      border-top: var(--eh-hair);
    }
    .acts {
      margin-top: var(--eh-3);
    }
    .about {
      display: flex;
      gap: var(--eh-2);
      align-items: baseline;
      font-family: var(--eh-serif);
    }
    .choices {
      display: flex;
      gap: var(--eh-4);
    }
    .link {
      min-height: var(--eh-target);
      padding: 0;
      border: 0;
      background: none;
      color: var(--eh-accent);
      font-size: var(--eh-text-s);
      font-weight: 600;
      cursor: pointer;
    }
    @media (max-width: 45rem) {
      .panel {
        position: fixed;
        inset: auto 1rem 8rem;
      }
      .terse {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
})
export class SyncState {
  readonly waiting = input.required<number>();
  readonly isOnline = input.required<boolean>();
  readonly isDurable = input(true);
  /** Whether on a phone the mark alone shows that everything is saved; the word is still read out. */
  readonly isTerse = input(false);
  readonly refused = input<readonly RefusedAct[]>([]);
  readonly again = output<number>();
  readonly dismissed = output<number>();
  /** The refused and unsent acts as a file. */
  readonly saved = output();
  protected readonly isOpen = signal(false);
}
