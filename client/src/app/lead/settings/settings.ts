import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { ReviewsApi } from '../../data/reviews';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';

/** What a review is called. Its kind is the protocol's to say. */
@Component({
  selector: 'eh-settings',
  imports: [FormFieldBox, InputControl, MatButton, PageHeader, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page eh-page-narrow">
      <eh-page-header [title]="'navigation.settings' | transloco" help="overview.settings.help" />
      <form class="eh-stack" (submit)="$event.preventDefault(); save()">
        <eh-field
          [label]="'newReview.reviewTitle' | transloco"
          [hint]="'overview.settings.titleHint' | transloco"
          [error]="title().trim() ? '' : ('errors.required' | transloco)"
        >
          <textarea
            ehInput
            rows="2"
            maxlength="500"
            [value]="title()"
            (input)="title.set($any($event.target).value)"
          ></textarea>
        </eh-field>
        <p class="eh-quiet">
          {{ 'kinds.' + review().kind | transloco }}.
          <a [routerLink]="['/reviews', reviewId(), 'protocol']">{{ 'overview.settings.kind' | transloco }}</a>
        </p>
        @if (problem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
        <div class="eh-row">
          <button matButton="filled" type="submit" [disabled]="!isChanged() || isSending()">
            {{ 'ui.save' | transloco }}
          </button>
        </div>
      </form>
    </div>
  `,
})
export class Settings {
  readonly reviewId = input.required<string>();
  private readonly api = inject(ReviewsApi);
  private readonly state = inject(ReviewState);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected readonly review = computed(() => this.state.review());
  /** The title that a new one replaces: as it was read, or as somebody else set it meanwhile and it was shown. */
  private readonly seen = linkedSignal(() => this.review().title);
  protected readonly title = linkedSignal(() => this.review().title);
  protected readonly isChanged = computed(() => {
    const title = this.title().trim();
    return title !== '' && title !== this.seen();
  });
  protected readonly isSending = signal(false);
  protected readonly problem = signal('');

  protected async save(): Promise<void> {
    if (!this.isChanged()) return;
    const { kind } = this.review();
    const seen = { title: this.seen(), kind };
    this.isSending.set(true);
    this.problem.set('');
    try {
      await this.api.describe(this.reviewId(), { id: this.api.newId(), seen, title: this.title().trim(), kind });
      this.toasts.done(this.texts.of('overview.settings.done'));
      this.state.reload();
    } catch (error) {
      const { code, more } = problemFrom(error);
      const now = code === 'changed_meanwhile' ? (more['now'] as { title: string }) : null;
      if (now) this.seen.set(now.title);
      this.problem.set(
        now ? this.texts.of('overview.settings.overtaken', { title: now.title }) : this.problemText.of(error),
      );
    } finally {
      this.isSending.set(false);
    }
  }
}
