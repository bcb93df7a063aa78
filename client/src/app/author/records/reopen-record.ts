import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Toasts } from '../../ui/toasts';
import { AuthorApi } from '../author-api';

/** Opens a settled record again, with the reason. */
@Component({
  selector: 'eh-reopen-record',
  imports: [FormFieldBox, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" (submit)="reopen($event, why.value, clear.checked)">
      <eh-field [label]="'author.record.reopenWhy' | transloco" [error]="problem()">
        <input #why ehInput type="text" required maxlength="2000" />
      </eh-field>
      <label class="eh-check">
        <input #clear type="checkbox" />
        <span>{{ 'author.record.reopenClear' | transloco }}</span>
      </label>
      <div>
        <button matButton="filled" type="submit">{{ 'author.record.reopenAct' | transloco }}</button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
      max-width: 34rem;
      padding-block: var(--eh-3);
    }
  `,
})
export class ReopenRecord {
  private readonly api = inject(AuthorApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  readonly citationId = input.required<string>();
  readonly stageId = input.required<string>();
  readonly done = output();
  protected readonly problem = signal('');

  protected async reopen(event: Event, why: string, clear: boolean): Promise<void> {
    event.preventDefault();
    this.problem.set('');
    const body = { id: newId(), citationId: this.citationId(), stageId: this.stageId(), reason: why.trim(), clear };
    try {
      await this.api.reopen(this.reviewId(), body);
      this.toasts.done(this.texts.of('author.record.reopened'));
      this.done.emit();
    } catch (error) {
      this.problem.set(this.problems.of(error, 'author'));
    }
  }
}
