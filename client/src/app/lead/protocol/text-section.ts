import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DocText } from './doc-text';
import { TEXT_SECTIONS } from './sections';

/** A section that is nothing but texts. */
@Component({
  selector: 'eh-text-section',
  imports: [DocText, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (field of fields(); track field.path) {
      <eh-doc-text
        [path]="field.path"
        [lines]="field.lines"
        [label]="'protocol.labels.' + field.path | transloco"
        [hint]="'protocol.hints.' + field.path | transloco"
      />
    }
  `,
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: var(--eh-5);
    }
  `,
})
export class TextSection {
  readonly section = input.required<keyof typeof TEXT_SECTIONS>();
  protected readonly fields = computed(() => TEXT_SECTIONS[this.section()]);
}
