import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Problem } from '@shared/contracts/imports';
import { Texts } from '../../data/texts';
import { Icon } from '../../ui/icon';

/** What reading a file met, with the line to look at. */
@Component({
  selector: 'eh-problem-list',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul class="problems">
      @for (problem of problems(); track $index) {
        <li>
          <eh-icon
            [name]="problem.severity === 'note' ? 'info' : 'warning'"
            [class.eh-danger]="problem.severity === 'error'"
            [label]="'librarian.severity.' + problem.severity | transloco"
          />
          <span>
            @if (problem.line !== null) {
              <b class="eh-figure">{{ 'librarian.line' | transloco: { line: problem.line } }}</b>
            } @else if (problem.record !== null) {
              <b class="eh-figure">{{ 'librarian.record' | transloco: { record: problem.record } }}</b>
            }
            {{ wordsOf(problem) }}
          </span>
        </li>
      }
    </ul>
  `,
  styles: `
    .problems {
      max-height: 18rem;
      overflow: auto;
      font-size: var(--eh-text-s);
    }
    li {
      display: flex;
      gap: var(--eh-2);
      padding-block: var(--eh-1);
    }
    eh-icon {
      margin-top: 0.15em;
      color: var(--eh-ink-2);
    }
    b {
      margin-inline-end: 0.25em;
      font-weight: 600;
    }
  `,
})
export class ProblemList {
  private readonly texts = inject(Texts);
  readonly problems = input.required<readonly Problem[]>();

  /** The sentence in the screen's language; as the reader worded it where an earlier version kept no more. */
  protected wordsOf({ wording, params, message }: Problem): string {
    return wording === null ? message : this.texts.of(`librarian.reading.${wording}`, { ...params });
  }
}
