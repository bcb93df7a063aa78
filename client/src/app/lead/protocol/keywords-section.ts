import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FormFieldBox, InputControl } from '../../ui/field';
import { DraftState } from './draft-state';

const LISTS = ['include', 'exclude', 'neutral'] as const;

/** One list of words, a word or phrase a line. Empty lines are the writer's own and are not kept. */
@Component({
  selector: 'eh-word-list',
  imports: [FormFieldBox, InputControl],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-field [label]="label()" [hint]="hint()">
      <textarea ehInput rows="6" [value]="typed()" (input)="set($any($event.target).value)"></textarea>
    </eh-field>
  `,
})
export class WordList {
  private readonly state = inject(DraftState);
  readonly list = input.required<(typeof LISTS)[number]>();
  readonly label = input.required<string>();
  readonly hint = input('');
  private readonly kept = computed(() => this.state.document()?.keywords[this.list()] ?? []);
  /** What stands in the box: one's own blanks and line ends, until the list changes elsewhere. */
  protected readonly typed = linkedSignal<readonly string[], string>({
    source: this.kept,
    computation: (kept, previous) =>
      previous && isSame(wordsOf(previous.value), kept) ? previous.value : kept.join('\n'),
  });

  protected set(text: string): void {
    this.typed.set(text);
    if (!isSame(wordsOf(text), this.kept())) this.state.setAt(`keywords.${this.list()}`, wordsOf(text));
  }
}

/** Words to mark in titles and abstracts, in the three colours readers see them in. */
@Component({
  selector: 'eh-keywords-section',
  imports: [TranslocoPipe, WordList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="eh-quiet">{{ 'protocol.keywords.lead' | transloco }}</p>
    <div class="lists">
      @for (list of lists; track list) {
        <eh-word-list
          [class]="list"
          [list]="list"
          [label]="'protocol.keywords.' + list | transloco"
          [hint]="'protocol.keywords.hint' | transloco"
        />
      }
    </div>
  `,
  styles: `
    .lists {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
      gap: var(--eh-4);
      margin-top: var(--eh-4);
    }
    eh-word-list {
      padding-top: var(--eh-3);
      border-top: 3px solid var(--eh-mark-found);
    }
    .include {
      border-color: var(--eh-mark-for);
    }
    .exclude {
      border-color: var(--eh-mark-against);
    }
  `,
})
export class KeywordsSection {
  protected readonly lists = LISTS;
}

const wordsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');
