import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { Flow, FlowMoments } from '@shared/contracts/flow';
import { PRISMA_LABELS, type LabelKey } from '@shared/domain/prisma/labels';
import { Texts } from '../../data/texts';
import { Moment } from '../../ui/moment';
import { NumberLink } from '../../ui/number-link';
import type { Difference } from './flow-links';

/** Chooses a moment of the review's past, and says what has changed since. */
@Component({
  selector: 'eh-flow-past',
  imports: [MatButton, Moment, NumberLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (moments().length > 1) {
      <div class="choose">
        <label for="eh-flow-day">{{ 'author.past.label' | transloco }}</label>
        <input
          id="eh-flow-day"
          type="range"
          min="0"
          [max]="last()"
          step="1"
          [value]="at()"
          [attr.aria-valuetext]="dayText()"
          (change)="choose(+$any($event.target).value)"
        />
        <span class="eh-figure day">{{ dayText() }}</span>
      </div>
    }
    @if (!shown().isNow) {
      <div class="eh-strip" role="status">
        <span>
          {{ 'author.past.showing' | transloco: { seq: shown().seq } }}
          <time ehMoment [value]="shown().at"></time>
        </span>
        <button matButton="text" type="button" (click)="chosen.emit(null)">{{ 'author.past.now' | transloco }}</button>
      </div>
      @if (changes().length) {
        <details class="changes">
          <summary>{{ 'author.past.changed' | transloco: { count: changes().length } }}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{{ 'author.past.number' | transloco }}</th>
                <th scope="col" class="numeric">{{ 'author.past.then' | transloco }}</th>
                <th scope="col" class="numeric">{{ 'author.past.today' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (one of changes(); track one.key) {
                <tr>
                  <th scope="row">{{ nameOf(one) }}</th>
                  <td class="numeric"><eh-number [value]="one.before" /></td>
                  <td class="numeric"><eh-number [value]="one.after" /></td>
                </tr>
              }
            </tbody>
          </table>
        </details>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--eh-4);
    }
    .choose {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-2) var(--eh-3);
      align-items: center;
      font-size: var(--eh-text-s);
    }
    label {
      font-weight: 600;
    }
    input {
      flex: 1 1 12rem;
      max-width: 26rem;
      min-height: var(--eh-target);
      accent-color: var(--eh-accent);
    }
    .day {
      min-width: 7rem;
    }
    .changes {
      margin-block: var(--eh-3);
      font-size: var(--eh-text-s);
    }
    summary {
      padding-block: var(--eh-1);
      cursor: pointer;
    }
    table {
      border-collapse: collapse;
    }
    tbody tr {
      border-block-start: var(--eh-hair);
    }
    th,
    td {
      padding: var(--eh-1) var(--eh-4) var(--eh-1) 0;
      text-align: start;
      font-weight: 400;
    }
    thead th {
      font-weight: 600;
    }
    .numeric {
      text-align: end;
    }
  `,
})
export class FlowPast {
  private readonly texts = inject(Texts);
  readonly moments = input.required<FlowMoments>();
  readonly shown = input.required<Flow['asOf']>();
  readonly changes = input.required<readonly Difference[]>();
  /** Number of the event to show; null for now. */
  readonly chosen = output<number | null>();
  protected readonly last = computed(() => Math.max(0, this.moments().length - 1));
  protected readonly at = computed(() => {
    if (this.shown().isNow) return this.last();
    const at = this.moments().findIndex(({ seq }) => seq >= this.shown().seq);
    return at === -1 ? this.last() : at;
  });
  protected readonly dayText = computed(() => {
    const day = this.moments()[this.at()]?.day;
    if (!day || this.shown().isNow) return this.texts.of('author.past.live');
    const language = this.texts.language() === 'en' ? 'en-GB' : this.texts.language();
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
  });

  protected choose(at: number): void {
    this.chosen.emit(at >= this.last() ? null : (this.moments()[at]?.seq ?? null));
  }

  protected nameOf({ key }: Difference): string {
    const own = `author.numbers.${key}`;
    if (this.texts.has(own)) return this.texts.of(own);
    return PRISMA_LABELS[key as LabelKey] ?? key;
  }
}
