import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AgreementStages, StageAgreement } from '@shared/contracts/exports';
import { ProblemText } from '../../data/problem-text';
import { EmptyState } from '../../ui/empty-state';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { NumberLink } from '../../ui/number-link';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { PairView } from './pair-view';
import { Coefficient } from './coefficient';

/** How far readers agreed before anything was settled: the tables first, then the coefficients side by side. */
@Component({
  selector: 'eh-agreement',
  imports: [
    Coefficient,
    EmptyState,
    FormFieldBox,
    Icon,
    InputControl,
    NumberLink,
    PageHeader,
    PairView,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page">
      <eh-page-header
        [title]="'author.agreement.title' | transloco"
        [lead]="'author.agreement.lead' | transloco"
        help="author.agreement.help"
      />
      @if (stages(); as all) {
        @if (all.length) {
          <div class="eh-row top">
            <eh-field [label]="'author.agreement.stage' | transloco">
              <select ehInput (change)="stageId.set($any($event.target).value)">
                @for (stage of all; track stage.stageId) {
                  <option [value]="stage.stageId" [selected]="stage.stageId === stageId()">{{ stage.name }}</option>
                }
              </select>
            </eh-field>
            <a class="eh-end file" [href]="file()" download>
              <eh-icon name="download" />{{ 'author.agreement.file' | transloco }}
            </a>
          </div>
        } @else {
          <eh-empty
            [title]="'author.agreement.noStage' | transloco"
            [text]="'author.agreement.noStageText' | transloco"
          />
        }
      }
      @if (problem()) {
        <p class="eh-problem" role="alert">{{ problem() }}</p>
      } @else if (agreement(); as found) {
        @if (found.withheld) {
          <eh-empty [title]="'author.agreement.withheld' | transloco" [text]="found.withheld" />
        } @else {
          @for (pair of found.pairs; track pair.reviewers.join()) {
            <section class="eh-section"><eh-pair [pair]="pair" /></section>
          }
          @if (found.all; as all) {
            @if (all.reviewers > 2) {
              <section class="eh-section">
                <h2>{{ 'author.agreement.all' | transloco: { count: all.reviewers } }}</h2>
                <dl class="eh-terms">
                  <dt>{{ 'author.agreement.citations' | transloco }}</dt>
                  <dd><eh-number [value]="all.citations" /></dd>
                  <dt>{{ 'author.agreement.everyone' | transloco }}</dt>
                  <dd><eh-coefficient [value]="all.everyoneAgrees" [isShare]="true" /></dd>
                  <dt>{{ 'author.agreement.alpha' | transloco }}</dt>
                  <dd><eh-coefficient [value]="all.alpha" /></dd>
                  <dt>{{ 'author.agreement.ac1' | transloco }}</dt>
                  <dd><eh-coefficient [value]="all.ac1" /></dd>
                </dl>
              </section>
            }
          }
          <section class="eh-section eh-reading explain">
            <h2>{{ 'author.agreement.reading' | transloco }}</h2>
            <p>{{ 'author.agreement.explainKappa' | transloco }}</p>
            <p>{{ 'author.agreement.explainSpecific' | transloco }}</p>
            <p>{{ 'author.agreement.explainAc1' | transloco }}</p>
          </section>
        }
      } @else if (stageId()) {
        <eh-skeleton [lines]="8" />
      }
    </div>
  `,
  styles: `
    .top {
      align-items: flex-end;
      margin-bottom: var(--eh-5);
    }
    .file {
      display: inline-flex;
      gap: var(--eh-2);
      align-items: center;
      min-height: var(--eh-target);
    }
    .explain p + p {
      margin-top: var(--eh-3);
    }
    .explain h2 {
      font-family: var(--eh-sans);
    }
  `,
})
export class Agreement {
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  private readonly stagesResource = httpResource<AgreementStages>(
    () => `/api/reviews/${this.reviewId()}/agreement/stages`,
  );
  protected readonly stages = computed(() => (this.stagesResource.hasValue() ? this.stagesResource.value() : null));
  protected readonly stageId = linkedSignal<string | null>(
    () => (this.stages()?.find(({ kind }) => kind === 'title-abstract') ?? this.stages()?.[0])?.stageId ?? null,
  );
  private readonly resource = httpResource<StageAgreement>(() => {
    const stageId = this.stageId();
    return stageId ? { url: `/api/reviews/${this.reviewId()}/agreement`, params: { stageId } } : undefined;
  });
  protected readonly agreement = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  protected readonly problem = computed(() => {
    const error = this.stagesResource.error() ?? this.resource.error();
    return error ? this.problems.of(error, 'author') : '';
  });
  protected readonly file = computed(
    () => `/api/reviews/${this.reviewId()}/agreement/file?stageId=${encodeURIComponent(this.stageId() ?? '')}`,
  );
}
