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
    @if (moments().length > 0) {
      <div class="choose">
        <label for="eh-flow-day">{{ 'author.past.label' | transloco }}</label>
        <input
          id="eh-flow-day"
          type="range"
          [disabled]="last() === 0"
          min="0"
          [max]="last()"
          step="1"
          [value]="at()"
          [attr.aria-valuetext]="dayText()"
          (change)="choose(+$any($event.target).value)"
        />
        <span class="eh-figure day">{{ dayText() }}</span>
        <input
          type="date"
          class="eh-input"
          [attr.aria-label]="'author.past.date' | transloco"
          [min]="moments()[0]?.day ?? ''"
          [max]="moments()[last()]?.day ?? ''"
          [value]="dayShown()"
          (change)="chosen.emit($any($event.target).value || null)"
        />
        <button matButton="text" type="button" (click)="linked.emit()">{{ 'author.past.link' | transloco }}</button>
      </div>
    }
    @if (!shown().isNow) {
      <div class="eh-strip" role="status">
        <span>
          {{ 'author.past.showing' | transloco: { seq: shown().seq } }}
          <time ehMoment [value]="shown().at"></time>,
          {{ 'author.past.version' | transloco: { version: shown().protocolVersion } }}
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
    input[type='date'] {
      width: auto;
      min-height: var(--eh-target);
    }
    input[type='range'] {
      flex: 1 1 10rem;
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
  /** What to show: the number of an event or a day; null for now. */
  readonly chosen = output<string | null>();
  /** A link to what is shown is wanted. */
  readonly linked = output();
  protected readonly last = computed(() => Math.max(0, this.moments().length - 1));
  protected readonly at = computed(() => {
    if (this.shown().isNow) return this.last();
    const at = this.moments().findIndex(({ seq }) => seq >= this.shown().seq);
    return at === -1 ? this.last() : at;
  });
  protected readonly dayShown = computed(() => (this.shown().isNow ? '' : (this.shown().at ?? '').slice(0, 10)));
  protected readonly dayText = computed(() => {
    const day = this.moments()[this.at()]?.day;
    if (!day || this.shown().isNow) return this.texts.of('author.past.live');
    const language = this.texts.language() === 'en' ? 'en-GB' : this.texts.language();
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
  });

  protected choose(at: number): void {
    const moment = at < this.last() ? this.moments()[at] : undefined;
    this.chosen.emit(moment ? String(moment.seq) : null);
  }

  protected nameOf({ key }: Difference): string {
    const own = `author.numbers.${key}`;
    if (this.texts.has(own)) return this.texts.of(own);
    return PRISMA_LABELS[key as LabelKey] ?? key;
  }
}
