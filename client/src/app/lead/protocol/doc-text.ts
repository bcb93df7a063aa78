import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { ProtocolProblem } from '@shared/domain/protocol/problems';
import { ProblemText } from '../../data/problem-text';
import { FormFieldBox, InputControl } from '../../ui/field';
import { DraftState } from './draft-state';

/** One text of the draft, typed straight into it. What is wrong with it is said once the person has been there. */
@Component({
  selector: 'eh-doc-text',
  imports: [FormFieldBox, InputControl],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-field [label]="label()" [hint]="hint()" [error]="error()">
      @if (lines() === 1) {
        <input ehInput autocomplete="off" [value]="text()" (input)="set($any($event.target).value)" (blur)="leave()" />
      } @else {
        <textarea
          ehInput
          [class]="'as-' + look()"
          [rows]="lines()"
          [style.min-height.lh]="lines()"
          [value]="text()"
          (input)="set($any($event.target).value)"
          (blur)="leave()"
        ></textarea>
      }
    </eh-field>
    @if (warning(); as words) {
      <p class="warning">{{ words }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    textarea {
      padding-block: 0.5rem;
    }
    .as-reading {
      font: 400 var(--eh-reading) / var(--eh-reading-leading) var(--eh-serif);
    }
    .as-code {
      font: 400 var(--eh-text-s) / 1.5 var(--eh-mono);
    }
    .warning {
      margin-top: var(--eh-1);
      font-size: var(--eh-text-s);
      color: var(--eh-notice);
    }
  `,
})
export class DocText {
  private readonly state = inject(DraftState);
  private readonly problemText = inject(ProblemText);
  readonly path = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly lines = input(3);
  readonly look = input<'plain' | 'reading' | 'code'>('plain');

  private readonly wasLeft = signal(false);
  protected readonly text = computed(() => this.state.text(this.path()));
  private readonly problem = computed(() =>
    this.wasLeft() || this.state.showsAll() ? this.state.problemAt(this.path()) : null,
  );
  protected readonly error = computed(() => {
    const problem = this.problem();
    return problem?.severity === 'error' ? this.sentence(problem) : '';
  });
  protected readonly warning = computed(() => {
    const problem = this.problem();
    return problem?.severity === 'warning' ? this.sentence(problem) : '';
  });

  private sentence(problem: ProtocolProblem): string {
    return this.problemText.ofFault({ ...problem, detail: `${problem.cause} ${problem.remedy}` }, 'protocol');
  }

  protected set(text: string): void {
    this.state.setAt(this.path(), text);
  }

  protected leave(): void {
    this.wasLeft.set(true);
  }
}
