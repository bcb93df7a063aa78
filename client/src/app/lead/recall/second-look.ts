import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SecondLook } from '@shared/contracts/ranking';
import type { Stages } from '@shared/contracts/stages';
import { ProblemText } from '../../data/problem-text';
import { FormFieldBox, InputControl } from '../../ui/field';
import { PageHeader } from '../../ui/page-header';
import { ProgressMeter } from '../../ui/progress-meter';
import { Skeleton } from '../../ui/skeleton';
import { OddRecords } from './odd-records';

/** How often one looks while the model is at it. */
const POLL_MS = 1500;

/** Final records that look as if they had been decided the other way, for a lead to look at again. */
@Component({
  selector: 'eh-second-look',
  imports: [FormFieldBox, InputControl, OddRecords, PageHeader, ProgressMeter, RouterLink, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page">
      <eh-page-header
        [title]="'recall.secondLook.title' | transloco"
        [lead]="'recall.secondLook.lead' | transloco"
        help="recall.secondLook.help"
      />
      <p>
        <a [routerLink]="base() + '/recall'">{{ 'recall.secondLook.back' | transloco }}</a>
      </p>
      @if (problem(); as words) {
        <p class="eh-problem" role="alert">{{ words }}</p>
      }
      @if (stages(); as all) {
        @if (all.length > 1) {
          <eh-field class="stage" [label]="'recall.secondLook.stage' | transloco">
            <select ehInput (change)="stageId.set($any($event.target).value)">
              @for (one of all; track one.id) {
                <option [value]="one.id" [selected]="one.id === stageId()">{{ one.name }}</option>
              }
            </select>
          </eh-field>
        }
      }
      @if (look(); as found) {
        @if (found.isReady) {
          <section class="eh-section">
            <h2>{{ 'recall.secondLook.excluded' | transloco }}</h2>
            <eh-odd-records
              [caption]="'recall.secondLook.excluded' | transloco"
              [rows]="found.excluded"
              [base]="base()"
              speaks="for"
            />
          </section>
          <section class="eh-section">
            <h2>{{ 'recall.secondLook.included' | transloco }}</h2>
            <eh-odd-records
              [caption]="'recall.secondLook.included' | transloco"
              [rows]="found.included"
              [base]="base()"
              speaks="against"
            />
          </section>
        } @else {
          <eh-meter class="busy" [label]="'recall.secondLook.looking' | transloco" [value]="0" [max]="null" />
        }
      } @else if (!problem()) {
        <eh-skeleton [lines]="8" />
      }
    </div>
  `,
  styles: `
    .stage {
      display: block;
      max-width: 20rem;
      margin-block: var(--eh-4);
    }
    .busy {
      display: block;
      max-width: 34rem;
      margin-block: var(--eh-5);
    }
  `,
})
export class SecondLookScreen {
  private readonly problemText = inject(ProblemText);
  readonly reviewId = input.required<string>();
  /** The stage to begin with, from the address. */
  readonly stage = input<string>();

  protected readonly base = computed(() => `/reviews/${this.reviewId()}`);
  private readonly list = httpResource<Stages>(() => `/api/reviews/${this.reviewId()}/stages`);
  protected readonly stages = computed(() => (this.list.hasValue() ? this.list.value().stages : null));
  protected readonly stageId = linkedSignal(
    () => this.stages()?.find(({ id }) => id === this.stage())?.id ?? this.stages()?.[0]?.id ?? '',
  );
  private readonly found = httpResource<SecondLook>(() =>
    this.stageId() ? `/api/reviews/${this.reviewId()}/stages/${this.stageId()}/second-look` : undefined,
  );
  protected readonly look = computed(() => (this.found.hasValue() ? this.found.value() : null));
  protected readonly problem = computed(() => {
    const error = this.list.error() ?? this.found.error();
    return error ? this.problemText.of(error, 'recall') : '';
  });

  constructor() {
    effect((onCleanup) => {
      if (this.look()?.isReady !== false) return;
      const timer = setTimeout(() => this.found.reload(), POLL_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
