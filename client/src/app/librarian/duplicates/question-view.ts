import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ComparedRecord, QuestionRow } from '@shared/contracts/duplicates';
import { Texts } from '../../data/texts';
import { FieldDiff } from '../../ui/field-diff';
import { comparedFields } from './compared-fields';
import { MatchReasons } from './reasons';

/** Two records side by side, and why they may be one. */
@Component({
  selector: 'eh-question',
  imports: [FieldDiff, MatchReasons, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-match-reasons [reasons]="question().why" />
    <eh-field-diff
      [caption]="'librarian.question.caption' | transloco"
      [beforeLabel]="nameOf(question().a)"
      [afterLabel]="nameOf(question().b)"
      [fields]="fields()"
    />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--eh-4);
    }
  `,
})
export class QuestionView {
  private readonly texts = inject(Texts);
  readonly question = input.required<Pick<QuestionRow, 'a' | 'b' | 'why'>>();
  protected readonly fields = computed(() =>
    comparedFields(this.question().a, this.question().b).map(({ name, before, after }) => ({
      label: this.texts.of(`librarian.fields.${name}`),
      before,
      after,
    })),
  );

  protected nameOf({ source, ordinal, copies }: ComparedRecord): string {
    return this.texts.of(copies > 0 ? 'librarian.question.sideWithCopies' : 'librarian.question.side', {
      source,
      ordinal,
      copies,
    });
  }
}
