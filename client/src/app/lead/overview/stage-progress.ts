import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Overview } from '@shared/contracts/overview';
import { Texts } from '../../data/texts';
import { Cell, type Column, DataTable } from '../../ui/data-table';
import { ProgressMeter } from '../../ui/progress-meter';

type Stage = Overview['stages'][number];
const HEIGHT = 40;
const STEP = 8;

/** One stage: how much is read, by whom, at what pace, and when it may be done. */
@Component({
  selector: 'eh-stage-progress',
  imports: [Cell, DataTable, ProgressMeter, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section [attr.aria-label]="stage().name">
      <h2 class="eh-title">{{ stage().name }}</h2>
      <p class="eh-quiet">{{ sentence() }}</p>
      <eh-meter
        [label]="'overview.finished' | transloco"
        [value]="stage().total - stage().pending"
        [max]="stage().total"
        [figures]="true"
      />
      <eh-table
        [caption]="'overview.readers' | transloco: { stage: stage().name }"
        [columns]="columns()"
        [rows]="stage().readers"
        [keyOf]="keyOf"
      >
        <ng-template ehCell="decided" let-reader
          ><span class="eh-figure">{{ reader.decided }}</span></ng-template
        >
      </eh-table>
      @if (busiest() > 0) {
        <figure class="pace">
          <svg role="img" [attr.aria-label]="paceText()" [attr.viewBox]="box()" preserveAspectRatio="none">
            @for (bar of bars(); track bar.day) {
              <rect [attr.x]="bar.x" [attr.y]="bar.y" [attr.height]="bar.height" width="6">
                <title>{{ bar.day }}: {{ bar.decisions }}</title>
              </rect>
            }
          </svg>
          <figcaption class="eh-quiet eh-small">{{ 'overview.pace' | transloco }}</figcaption>
        </figure>
      }
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--eh-3);
    }
    .pace {
      max-width: 28rem;
      margin: var(--eh-2) 0 0;
    }
    .pace svg {
      display: block;
      width: 100%;
      height: 40px;
      fill: var(--eh-accent);
    }
  `,
})
export class StageProgress {
  readonly stage = input.required<Stage>();
  private readonly texts = inject(Texts);

  protected readonly keyOf = (reader: { memberId: string }): string => reader.memberId;
  protected readonly columns = computed<Column[]>(() => [
    { id: 'name', label: this.texts.of('overview.reader') },
    { id: 'decided', label: this.texts.of('overview.decided'), isNumeric: true, width: '7rem' },
    { id: 'lastSevenDays', label: this.texts.of('overview.week'), isNumeric: true, width: '8rem', isWideOnly: true },
    { id: 'remaining', label: this.texts.of('overview.remaining'), isNumeric: true, width: '7rem' },
  ]);

  /** Forecast and outcomes in one sentence; numbers are of finished citations only. */
  protected readonly sentence = computed(() => {
    const { closedAt, included, excluded, conflicts, forecast } = this.stage();
    const outcome = this.texts.of('overview.outcome', { included, excluded, conflicts });
    if (closedAt) return `${outcome} ${this.texts.of('overview.closed')}`;
    if (!forecast) return `${outcome} ${this.texts.of('overview.noForecast')}`;
    if (forecast.days === 0) return outcome;
    const key = forecast.latest === null ? 'overview.forecastOpen' : 'overview.forecast';
    return `${outcome} ${this.texts.of(key, { ...forecast })}`;
  });

  protected readonly busiest = computed(() => Math.max(0, ...this.stage().perDay.map(({ decisions }) => decisions)));
  protected readonly box = computed(() => `0 0 ${this.stage().perDay.length * STEP} ${HEIGHT}`);
  protected readonly bars = computed(() =>
    this.stage().perDay.map(({ day, decisions }, i) => {
      const height = (decisions / this.busiest()) * HEIGHT;
      return { day, decisions, x: i * STEP, y: HEIGHT - height, height };
    }),
  );
  protected readonly paceText = computed(() => {
    const made = this.stage().perDay.reduce((sum, { decisions }) => sum + decisions, 0);
    return this.texts.of('overview.paceText', { made, most: this.busiest() });
  });
}
