import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Citation } from '@shared/contracts/screening';
import { Icon } from '../../ui/icon';
import { HIGHLIGHT_LISTS, type HighlightList, markCounts } from '../../ui/record/highlights';
import { Reading } from './reading';

/** The marked words: how often each list stands in this record, the protocol's words, and the reader's own. */
@Component({
  selector: 'eh-highlight-panel',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="panel" [attr.aria-label]="'screening.marks.title' | transloco" (keydown.escape)="closed.emit()">
      <header>
        <h2>{{ 'screening.marks.title' | transloco }}</h2>
        <button type="button" class="eh-icon-button" [attr.aria-label]="'ui.close' | transloco" (click)="closed.emit()">
          <eh-icon name="close" />
        </button>
      </header>
      <label class="eh-check">
        <input type="checkbox" [checked]="reading.isMarking()" (change)="reading.toggleMarks()" />
        {{ 'screening.marks.show' | transloco }}
      </label>
      @for (list of lists; track list) {
        <h3 class="eh-label">
          <span [class]="'sample ' + list">{{ 'screening.marks.' + list | transloco }}</span>
          <span class="eh-figure">{{ 'screening.marks.here' | transloco: { count: counts()[list] } }}</span>
        </h3>
        <p class="words">
          @for (word of reading.shared()[list]; track word) {
            <span class="word">{{ word }}</span>
          }
          @for (word of reading.own()[list]; track word) {
            <span class="word own"
              >{{ word
              }}<button
                type="button"
                [attr.aria-label]="'screening.marks.remove' | transloco: { word }"
                (click)="reading.remove(word)"
              >
                <eh-icon name="close" /></button
            ></span>
          }
          @if (!reading.shared()[list].length && !reading.own()[list].length) {
            <span class="eh-quiet">{{ 'ui.none' | transloco }}</span>
          }
        </p>
      }
      <form class="add" (submit)="add(word.value); word.value = ''; $event.preventDefault()">
        <input
          #word
          class="eh-input"
          autocomplete="off"
          maxlength="120"
          [attr.aria-label]="'screening.marks.word' | transloco"
          [placeholder]="'screening.marks.word' | transloco"
        />
        <select
          class="eh-input"
          [attr.aria-label]="'screening.marks.list' | transloco"
          (change)="list.set($any($event.target).value)"
        >
          @for (choice of lists; track choice) {
            <option [value]="choice" [selected]="choice === list()">
              {{ 'screening.marks.' + choice | transloco }}
            </option>
          }
        </select>
        <button type="submit" class="eh-icon-button" [attr.aria-label]="'screening.marks.add' | transloco">
          <eh-icon name="add" />
        </button>
      </form>
      <p class="eh-small eh-quiet">{{ 'screening.marks.help' | transloco }}</p>
      @if (!reading.isKept()) {
        <p class="eh-small eh-danger">{{ 'screening.marks.notKept' | transloco }}</p>
      }
    </section>
  `,
  styles: `
    .panel {
      width: min(24rem, calc(100vw - 2rem));
      max-height: min(34rem, 70dvh);
      overflow: auto;
      padding: var(--eh-3) var(--eh-4) var(--eh-4);
      border: var(--eh-hair);
      border-radius: 6px;
      background: var(--eh-surface);
      box-shadow: 0 6px 24px var(--eh-shadow);
    }
    header {
      display: flex;
      justify-content: space-between;
      align-items: center;
    }
    h2 {
      font: 600 var(--eh-text-l) / 1.3 var(--eh-sans);
    }
    h3 {
      display: flex;
      justify-content: space-between;
      margin-block: var(--eh-3) var(--eh-1);
    }
    .sample {
      padding-inline: 0.2rem;
      border-radius: 2px;
      text-decoration: underline;
      text-decoration-thickness: 1.5px;
      text-underline-offset: 0.2em;
    }
    .sample.include {
      background: var(--eh-mark-for);
      text-decoration-color: var(--eh-include);
    }
    .sample.exclude {
      background: var(--eh-mark-against);
      text-decoration: underline dashed var(--eh-exclude);
    }
    .sample.neutral {
      background: var(--eh-mark-found);
      text-decoration: underline dotted var(--eh-maybe);
    }
    .words {
      display: flex;
      flex-wrap: wrap;
      gap: 0.1rem var(--eh-3);
      font-size: var(--eh-text-s);
    }
    .own {
      font-weight: 600;
    }
    .own button {
      display: inline-grid;
      place-items: center;
      min-width: 24px;
      min-height: 24px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--eh-ink-2);
      font-size: 0.8em;
      cursor: pointer;
    }
    .add {
      display: grid;
      grid-template-columns: 1fr 8.5rem auto;
      gap: var(--eh-1);
      align-items: center;
      margin-block: var(--eh-4) var(--eh-2);
    }
  `,
})
export class HighlightPanel {
  protected readonly reading = inject(Reading);
  protected readonly lists = HIGHLIGHT_LISTS;
  readonly citation = input.required<Citation | null>();
  readonly closed = output();
  protected readonly list = signal<HighlightList>('include');
  protected readonly counts = computed(() => {
    const citation = this.citation();
    const texts = citation ? [citation.title, citation.abstract, ...citation.keywords] : [];
    return markCounts(texts, this.reading.lists());
  });

  protected add(word: string): void {
    void this.reading.add(this.list(), word);
  }
}
