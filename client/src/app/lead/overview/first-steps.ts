import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Member } from '@shared/contracts/team';
import { mayDo } from '@shared/domain/access/roles';
import { ReviewState } from '../../data/review-state';
import { Icon } from '../../ui/icon';
import { stepsOf } from './steps';

/** What a review still needs before people can read: shown until all of it is there, the next step as the one to take. */
@Component({
  selector: 'eh-first-steps',
  imports: [Icon, MatButton, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (next(); as next) {
      <section class="eh-section" aria-labelledby="steps-title">
        <h2 class="eh-title" id="steps-title">{{ 'overview.steps.title' | transloco }}</h2>
        <ol>
          @for (step of steps(); track step.key) {
            <li [class.done]="step.isDone" [attr.aria-current]="step.key === next ? 'step' : null">
              @if (step.isDone) {
                <eh-icon name="check" [label]="'overview.steps.done' | transloco" />
              } @else {
                <span class="eh-figure number" aria-hidden="true">{{ $index + 1 }}</span>
              }
              <div>
                <h3>{{ 'overview.steps.' + step.key + '.name' | transloco }}</h3>
                @if (!step.isDone) {
                  <p class="eh-quiet">{{ 'overview.steps.' + step.key + '.text' | transloco }}</p>
                }
              </div>
              @if (!step.isDone) {
                @if (step.key === next) {
                  <a matButton="filled" [routerLink]="['/reviews', reviewId(), step.path]">{{
                    'overview.steps.' + step.key + '.act' | transloco
                  }}</a>
                } @else {
                  <a matButton="text" [routerLink]="['/reviews', reviewId(), step.path]">{{
                    'overview.steps.' + step.key + '.act' | transloco
                  }}</a>
                }
              }
            </li>
          }
        </ol>
        <p class="eh-quiet">{{ 'overview.steps.rule' | transloco }}</p>
      </section>
    }
  `,
  styles: `
    ol {
      max-width: 46rem;
      margin-block: var(--eh-3);
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: 1.5rem 1fr auto;
      gap: var(--eh-3);
      align-items: start;
      padding-block: var(--eh-4);
      border-top: var(--eh-hair);
    }
    h3 {
      font-size: var(--eh-text-m);
      font-weight: 600;
    }
    .number,
    .done h3 {
      color: var(--eh-ink-2);
    }
    .done h3 {
      font-weight: 400;
    }
    eh-icon {
      margin-top: 0.15em;
      color: var(--eh-include);
    }
    @media (max-width: 30rem) {
      li {
        grid-template-columns: 1.5rem 1fr;
      }
      li > a {
        grid-column: 2;
        justify-self: start;
      }
    }
  `,
})
export class FirstSteps {
  readonly reviewId = input.required<string>();
  /** Records that are in the review, duplicates too. */
  readonly records = input.required<number>();
  private readonly state = inject(ReviewState);
  private readonly team = httpResource<Member[]>(() => `/api/reviews/${this.reviewId()}/members`);

  protected readonly steps = computed(() => {
    if (!this.team.hasValue()) return [];
    const readers = this.team.value().filter(({ leftAt, roles }) => !leftAt && mayDo(roles, 'screening.decide'));
    return stepsOf({
      protocolVersion: this.state.review().protocolVersion,
      readers: readers.length,
      records: this.records(),
    });
  });
  protected readonly next = computed(() => this.steps().find(({ isDone }) => !isDone)?.key ?? null);
}
