import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  model,
  resource,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { RankingApi } from '../../data/ranking-api';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';

/**
 * Why a record comes now: its own words that weigh most in the reader's order, for and against. Nothing is asked for
 * while it is closed, and nothing is shown that could not be learned: a mistaken reason is worse than none.
 */
@Component({
  selector: 'eh-why-this-one',
  imports: [Icon, KeyHint, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button type="button" class="open" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
      <eh-icon [name]="isOpen() ? 'down' : 'right'" />
      {{ 'screening.why.title' | transloco }}
      <eh-key shortcut="screen.why" />
    </button>
    @if (isTeamOrder()) {
      <p class="team">{{ 'screening.why.team' | transloco }}</p>
    }
    @if (isOpen()) {
      <div class="answer" aria-live="polite">
        @if (answer(); as why) {
          @if (bars().length) {
            <ul>
              @for (bar of bars(); track bar.term) {
                <li [class.against]="!bar.isFor">
                  <span class="term">{{ bar.term }}</span>
                  <span class="eh-visually-hidden">
                    {{ (bar.isFor ? 'screening.why.for' : 'screening.why.against') | transloco }}
                  </span>
                  <span class="bar" aria-hidden="true"><span [style.width.%]="bar.share"></span></span>
                  <span class="side" aria-hidden="true">{{ bar.isFor ? '+' : '−' }}</span>
                </li>
              }
            </ul>
          } @else {
            <p>{{ (why.isTrained ? 'screening.why.noWords' : 'screening.why.byProtocol') | transloco }}</p>
          }
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-top: var(--eh-5);
      scroll-margin-block-end: 6rem;
      font: 400 var(--eh-text-s) / 1.45 var(--eh-sans);
      color: var(--eh-ink-2);
    }
    .open {
      display: inline-flex;
      align-items: center;
      gap: var(--eh-1);
      min-height: 2rem;
      padding: 0;
      border: 0;
      background: none;
      font: inherit;
      color: inherit;
      cursor: pointer;
    }
    .open:hover {
      color: var(--eh-ink);
    }
    ul {
      display: grid;
      grid-template-columns: fit-content(14rem) 6rem 1rem;
      gap: var(--eh-1) var(--eh-3);
      margin: var(--eh-1) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      align-items: center;
    }
    .term {
      overflow-wrap: anywhere;
      color: var(--eh-ink);
    }
    .bar {
      height: 0.375rem;
    }
    .bar span {
      display: block;
      height: 100%;
      border-radius: 2px;
      background: var(--eh-include);
    }
    .against .bar span {
      background: var(--eh-exclude);
    }
    @media (max-width: 45rem) {
      :host {
        scroll-margin-block-end: 9rem;
      }
    }
  `,
})
export class WhyThisOne {
  private readonly api = inject(RankingApi);
  readonly reviewId = input.required<string>();
  readonly stageId = input.required<string>();
  readonly citationId = input.required<string>();
  /** Whether all readers share the order: they are told so, without asking. */
  readonly isTeamOrder = input(false);
  readonly isOpen = model(false);

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** Whether it was opened on this record and has not been brought into view. */
  private isToBeShown = false;
  private wasOpen: boolean | null = null;

  constructor() {
    // Opened by its key it may lie below the fold. On the next record, where it stays open, nothing scrolls by itself.
    effect(() => {
      const isOpen = this.isOpen();
      this.isToBeShown = isOpen && (this.isToBeShown || this.wasOpen === false);
      this.wasOpen = isOpen;
    });
    afterRenderEffect(() => {
      if (!this.answer() || !this.isToBeShown) return;
      this.isToBeShown = false;
      this.host.scrollIntoView?.({ block: 'nearest' });
    });
  }

  private readonly found = resource({
    params: () =>
      this.isOpen() ? { reviewId: this.reviewId(), stageId: this.stageId(), citationId: this.citationId() } : undefined,
    loader: ({ params }) => this.api.why(params.reviewId, params.stageId, params.citationId),
  });
  protected readonly answer = computed(() => (this.found.hasValue() ? this.found.value() : null));
  /** The heaviest word fills the bar. */
  protected readonly bars = computed(() => {
    const terms = this.answer()?.terms ?? [];
    const most = Math.max(...terms.map(({ weight }) => Math.abs(weight)));
    return terms
      .filter(({ weight }) => weight !== 0)
      .map(({ term, weight }) => ({ term, isFor: weight > 0, share: (Math.abs(weight) / most) * 100 }));
  });
}
