import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { RecordRow } from '@shared/contracts/screening';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { FormFieldBox, InputControl } from '../../ui/field';
import { AuthorApi } from '../author-api';

/** Takes records out before screening, with the reason that PRISMA counts them under. */
@Component({
  selector: 'eh-remove-records',
  imports: [FormFieldBox, InputControl, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="eh-stack" (submit)="remove($event, why.value)">
      <fieldset>
        <legend class="eh-visually-hidden">{{ 'author.records.remove' | transloco }}</legend>
        @for (kind of kinds; track kind) {
          <label class="eh-check">
            <input type="radio" name="as" [checked]="kindOf() === kind" (change)="kindOf.set(kind)" />
            <span>{{ 'author.records.as.' + kind | transloco }}</span>
          </label>
        }
      </fieldset>
      @if (kindOf() === 'automation') {
        <eh-field [label]="'author.records.tool' | transloco" [hint]="'author.records.toolHint' | transloco">
          <input
            ehInput
            type="text"
            maxlength="300"
            required
            [value]="tool()"
            (input)="tool.set($any($event.target).value)"
          />
        </eh-field>
      }
      <eh-field [label]="'author.records.why' | transloco" [error]="problem()">
        <input #why ehInput type="text" maxlength="2000" required />
      </eh-field>
      <div>
        <button matButton="filled" type="submit" [disabled]="isSending()">
          {{ 'author.records.removeAct' | transloco: { count: rows().length } }}
        </button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
      max-width: 34rem;
      margin-bottom: var(--eh-5);
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
  `,
})
export class RemoveRecords {
  private readonly api = inject(AuthorApi);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  readonly rows = input.required<readonly RecordRow[]>();
  /** Ids of the records that were removed. */
  readonly done = output<string[]>();
  protected readonly kinds = ['other', 'automation'] as const;
  protected readonly kindOf = signal<'other' | 'automation'>('other');
  protected readonly tool = signal('');
  protected readonly problem = signal('');
  protected readonly isSending = signal(false);

  protected async remove(event: Event, why: string): Promise<void> {
    event.preventDefault();
    this.problem.set('');
    this.isSending.set(true);
    const citationIds = this.rows().map(({ citation }) => citation.id);
    const named = this.kindOf() === 'automation' ? this.tool().trim() || null : null;
    try {
      const body = { id: newId(), citationIds, as: this.kindOf(), reason: why.trim(), tool: named };
      await this.api.remove(this.reviewId(), body);
      this.done.emit(citationIds);
    } catch (error) {
      this.problem.set(this.problems.of(error, 'author'));
    } finally {
      this.isSending.set(false);
    }
  }
}
