import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { type Highlighter, partsOf } from './highlights';

/** A title or paragraph with italics, sub- and superscripts, and marked words: a tint and an underline of each list's own. */
@Component({
  selector: 'eh-marked',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@for (part of parts(); track $index) {
    @switch (part.style) {
      @case ('i') {
        <i [class]="part.mark">{{ part.text }}</i>
      }
      @case ('b') {
        <b [class]="part.mark">{{ part.text }}</b>
      }
      @case ('sub') {
        <sub [class]="part.mark">{{ part.text }}</sub>
      }
      @case ('sup') {
        <sup [class]="part.mark">{{ part.text }}</sup>
      }
      @default {
        @if (part.mark) {
          <mark [class]="part.mark">{{ part.text }}</mark>
        } @else {
          <span>{{ part.text }}</span>
        }
      }
    }
  }`,
  styles: `
    mark {
      background: none;
    }
    sub,
    sup {
      line-height: 0;
      font-size: 0.74em;
    }
    .include,
    .exclude,
    .neutral {
      padding-block: 0.08em;
      border-radius: 2px;
      text-decoration: underline;
      text-decoration-thickness: 1.5px;
      text-underline-offset: 0.2em;
    }
    .include {
      background: var(--eh-mark-for);
      text-decoration-color: var(--eh-include);
    }
    .exclude {
      background: var(--eh-mark-against);
      text-decoration-color: var(--eh-exclude);
      text-decoration-style: dashed;
    }
    .neutral {
      background: var(--eh-mark-found);
      text-decoration-color: var(--eh-maybe);
      text-decoration-style: dotted;
    }
  `,
})
export class MarkedText {
  readonly text = input.required<string>();
  /** Null leaves the words unmarked. */
  readonly highlighter = input<Highlighter | null>(null);
  protected readonly parts = computed(() => partsOf(this.text(), this.highlighter()));
}
