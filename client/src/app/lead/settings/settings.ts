import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { ReviewsApi } from '../../data/reviews';
import { Texts } from '../../data/texts';
import { Confirm } from '../../ui/confirm';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';

/** What a review is called, and whether it is in the archive. Its kind is the protocol's to say. */
@Component({
  selector: 'eh-settings',
  imports: [FormFieldBox, InputControl, MatButton, Moment, PageHeader, RouterLink, TranslocoPipe],
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
            [readonly]="!mayEdit()"
            maxlength="500"
            [value]="title()"
            (input)="type($any($event.target).value)"
          ></textarea>
        </eh-field>
        <p class="eh-quiet">
          {{ 'kinds.' + review().kind | transloco }}.
          <a [routerLink]="['/reviews', reviewId(), 'protocol']">{{ 'overview.settings.kind' | transloco }}</a>
        </p>
        @if (problem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
        @if (mayEdit()) {
          <div class="eh-row">
            <button matButton="filled" type="submit" [disabled]="!isChanged() || isSending()">
              {{ 'ui.save' | transloco }}
            </button>
          </div>
        }
      </form>
      @if (mayArchive()) {
        <section class="eh-section eh-stack archive" aria-labelledby="eh-archive">
          <h2 id="eh-archive">{{ 'overview.archive.title' | transloco }}</h2>
          @if (review().archivedAt; as since) {
            <p>
              {{ 'overview.archive.since' | transloco }} <time ehMoment show="day" [value]="since"></time>.
              {{ 'overview.archive.backText' | transloco }}
            </p>
          } @else {
            <p>{{ 'overview.archive.text' | transloco }}</p>
          }
          <eh-field [label]="'overview.archive.reason' | transloco" [optional]="'ui.optional' | transloco">
            <input #reasonField ehInput maxlength="500" [value]="reason()" (input)="reason.set(reasonField.value)" />
          </eh-field>
          @if (archiveProblem(); as words) {
            <p class="eh-problem" role="alert">{{ words }}</p>
          }
          <div class="eh-row">
            <button matButton="outlined" type="button" [disabled]="isSending()" (click)="turn()">
              {{ (review().archivedAt ? 'overview.archive.back' : 'overview.archive.act') | transloco }}
            </button>
          </div>
        </section>
      }
    </div>
  `,
  styles: `
    .archive {
      margin-top: var(--eh-6);
    }
    .archive h2 {
      margin-bottom: 0;
    }
  `,
})
export class Settings {
  readonly reviewId = input.required<string>();
  private readonly api = inject(ReviewsApi);
  private readonly state = inject(ReviewState);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  private readonly confirm = inject(Confirm);

  protected readonly review = computed(() => this.state.review());
  /**
   * The title as typed, and the one it replaces: as it was read, or as somebody else set it meanwhile and it was shown. What
   * is being typed stays when the review is loaded anew.
   */
  private readonly draft = linkedSignal<string, { seen: string; title: string }>({
    source: () => this.review().title,
    computation: (now, before) =>
      before && before.value.title !== before.value.seen ? before.value : { seen: now, title: now },
  });
  protected readonly title = computed(() => this.draft().title);
  protected readonly isChanged = computed(() => {
    const { seen, title } = this.draft();
    return title.trim() !== '' && title.trim() !== seen;
  });
  protected readonly mayEdit = computed(() => this.state.may('review.edit'));
  protected readonly mayArchive = computed(() => this.state.may('review.archive'));
  protected readonly isSending = signal(false);
  protected readonly reason = signal('');
  protected readonly archiveProblem = signal('');
  protected readonly problem = signal('');

  protected type(title: string): void {
    this.draft.update((draft) => ({ ...draft, title }));
  }

  protected async save(): Promise<void> {
    if (!this.isChanged()) return;
    const { kind } = this.review();
    const title = this.title().trim();
    const seen = { title: this.draft().seen, kind };
    this.isSending.set(true);
    this.problem.set('');
    try {
      await this.api.describe(this.reviewId(), { id: this.api.newId(), seen, title, kind });
      this.draft.set({ seen: title, title });
      this.toasts.done(this.texts.of('overview.settings.done'));
      this.state.reload();
    } catch (error) {
      const { code, more } = problemFrom(error);
      const now = code === 'changed_meanwhile' ? (more['now'] as { title: string }) : null;
      if (now) this.draft.update((draft) => ({ ...draft, seen: now.title }));
      this.problem.set(
        now ? this.texts.of('overview.settings.overtaken', { title: now.title }) : this.problemText.of(error),
      );
    } finally {
      this.isSending.set(false);
    }
  }

  /** Into the archive after a question, out of it at once: that takes nothing from anybody. */
  protected async turn(): Promise<void> {
    const isArchived = this.state.isArchived();
    const question = {
      title: this.texts.of('overview.archive.question'),
      text: this.texts.of('overview.archive.meaning'),
      act: this.texts.of('overview.archive.act'),
    };
    if (!isArchived && !(await this.confirm.ask(question))) return;
    const turn = { id: this.api.newId(), reason: this.reason().trim() };
    this.isSending.set(true);
    this.archiveProblem.set('');
    try {
      await (isArchived ? this.api.restore(this.reviewId(), turn) : this.api.archive(this.reviewId(), turn));
      this.reason.set('');
      this.toasts.done(this.texts.of(isArchived ? 'overview.archive.restored' : 'overview.archive.done'));
    } catch (error) {
      this.archiveProblem.set(this.problemText.of(error, 'overview'));
    } finally {
      this.isSending.set(false);
      this.state.reload();
    }
  }
}
