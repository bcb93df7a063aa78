import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { NewReview } from '@shared/contracts/reviews';
import { REVIEW_KINDS } from '@shared/domain/protocol/review-kind';
import { FieldErrors } from '../../data/field-errors';
import { ProblemText } from '../../data/problem-text';
import { ReviewsApi } from '../../data/reviews';
import { FormFieldBox, InputControl } from '../../ui/field';
import { PageHeader } from '../../ui/page-header';

/** A title and a kind are enough to begin; all else is the protocol's. */
@Component({
  selector: 'eh-new-review',
  imports: [FormField, FormFieldBox, FormRoot, InputControl, MatButton, PageHeader, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-review.html',
  styleUrl: './new-review.scss',
})
export class NewReviewPage {
  private readonly api = inject(ReviewsApi);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);
  protected readonly errors = inject(FieldErrors);
  protected readonly kinds = REVIEW_KINDS;
  protected readonly problem = signal('');
  private readonly id = this.api.newId();
  private readonly model = signal<{ title: string; kind: NewReview['kind'] }>({ title: '', kind: 'systematic' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.title);
      maxLength(path.title, 500);
    },
    { submission: { action: () => this.create() } },
  );

  private async create(): Promise<undefined> {
    this.problem.set('');
    try {
      const { title, kind } = this.model();
      const review = await this.api.create({ id: this.id, title: title.trim(), kind });
      await this.router.navigate(['/reviews', review.id]);
    } catch (error) {
      this.problem.set(this.problemText.of(error));
    }
  }
}
