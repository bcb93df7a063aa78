import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { PreviousVersion } from '@shared/contracts/flow';
import { newId } from '../../data/api';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Toasts } from '../../ui/toasts';
import { AuthorApi } from '../author-api';

/** What the version that this review updates had included: it gives the diagram its first column and its totals. */
@Component({
  selector: 'eh-previous-version',
  imports: [FormFieldBox, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" (submit)="save($event, studies.value, reports.value, note.value)">
      <p class="eh-quiet eh-small">{{ 'author.previous.text' | transloco }}</p>
      <div class="eh-row numbers">
        <eh-field [label]="'author.previous.studies' | transloco" [error]="faults()['studies']">
          <input #studies ehInput type="number" min="0" required [value]="previous()?.studies ?? ''" />
        </eh-field>
        <eh-field [label]="'author.previous.reports' | transloco" [error]="faults()['reports']">
          <input #reports ehInput type="number" min="0" required [value]="previous()?.reports ?? ''" />
        </eh-field>
      </div>
      <eh-field [label]="'author.previous.note' | transloco" [optional]="'ui.optional' | transloco">
        <input #note ehInput type="text" maxlength="2000" [value]="previous()?.note ?? ''" />
      </eh-field>
      <div>
        <button matButton="outlined" type="submit">{{ 'author.previous.save' | transloco }}</button>
      </div>
    </form>
  `,
  styles: `
    .numbers {
      align-items: flex-start;
    }
    .numbers eh-field {
      flex: 1 1 8rem;
    }
  `,
})
export class PreviousVersionForm {
  private readonly api = inject(AuthorApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  readonly recorded = output();
  private readonly resource = httpResource<{ previous: PreviousVersion | null }>(
    () => `/api/reviews/${this.reviewId()}/flow/previous-version`,
  );
  protected readonly faults = signal<Record<string, string>>({});

  protected previous(): PreviousVersion | null {
    return this.resource.hasValue() ? this.resource.value().previous : null;
  }

  protected async save(event: Event, studies: string, reports: string, note: string): Promise<void> {
    event.preventDefault();
    this.faults.set({});
    const body = { id: newId(), studies: Number(studies), reports: Number(reports), note: note.trim() || null };
    try {
      await this.api.recordPreviousVersion(this.reviewId(), body);
      this.toasts.done(this.texts.of('author.previous.saved'));
      this.resource.reload();
      this.recorded.emit();
    } catch (error) {
      const { fields } = problemFrom(error);
      this.faults.set(fields);
      if (Object.keys(fields).length === 0) this.toasts.problem(this.problems.of(error, 'author'));
    }
  }
}
