import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FlowOptions } from '@shared/contracts/flow';
import { type LabelKey, PRISMA_LABELS } from '@shared/domain/prisma/labels';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';

const LAYOUTS: readonly FlowOptions['layout'][] = ['auto', 'new-v1', 'new-v2', 'updated-v1', 'updated-v2'];
const SWITCHES = [
  'perSourceCounts',
  'titleAbstractReasons',
  'hideReportsLine',
  'hideEmptyLines',
  'hideMoment',
  'hideCitation',
  'appraisalBox',
  'metaAnalysisBox',
] as const;
/** The words in the boxes; the rest of the template's words hardly ever change. */
const EDITABLE = (Object.keys(PRISMA_LABELS) as LabelKey[]).filter((key) => !/^(note_|pending_|in_progress)/.test(key));

/** How the diagram is drawn. Words may be changed, numbers may not. */
@Component({
  selector: 'eh-flow-options',
  imports: [FormFieldBox, InputControl, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-stack">
      <eh-field [label]="'author.flow.layout' | transloco">
        <select ehInput [value]="options().layout" (change)="set({ layout: $any($event.target).value })">
          @for (layout of layouts; track layout) {
            <option [value]="layout" [selected]="options().layout === layout">
              {{ 'author.flow.layouts.' + layout | transloco }}
            </option>
          }
        </select>
      </eh-field>
      <div>
        @for (name of switches; track name) {
          <label class="eh-check">
            <input type="checkbox" [checked]="options()[name]" (change)="turn(name, $any($event.target).checked)" />
            <span>{{ 'author.flow.switches.' + name | transloco }}</span>
          </label>
        }
        <label class="eh-check">
          <input
            type="checkbox"
            [checked]="options().otherMethodsScreening === 'box'"
            (change)="set({ otherMethodsScreening: $any($event.target).checked ? 'box' : 'footnote' })"
          />
          <span>{{ 'author.flow.switches.otherBox' | transloco }}</span>
        </label>
      </div>
      <details>
        <summary>
          {{ 'author.flow.words' | transloco }}
          @if (changed()) {
            <span class="eh-quiet eh-small">{{ 'author.flow.wordsChanged' | transloco: { count: changed() } }}</span>
          }
        </summary>
        <p class="eh-quiet eh-small note">{{ 'author.flow.wordsText' | transloco }}</p>
        <div class="eh-stack words">
          @for (key of editable; track key) {
            <eh-field [label]="usual[key]" [error]="problems()[key] ?? ''">
              <input
                ehInput
                type="text"
                maxlength="300"
                [value]="options().labels[key] ?? ''"
                [placeholder]="usual[key]"
                (change)="word(key, $any($event.target).value)"
              />
            </eh-field>
          }
        </div>
      </details>
    </div>
  `,
  styles: `
    summary {
      padding-block: var(--eh-2);
      cursor: pointer;
      font-weight: 600;
    }
    .note {
      margin-bottom: var(--eh-3);
    }
    .words {
      --eh-stack: var(--eh-3);

      max-height: 26rem;
      padding: var(--eh-1) var(--eh-2) var(--eh-2) var(--eh-1);
      overflow-y: auto;
    }
  `,
})
export class FlowOptionsPanel {
  private readonly texts = inject(Texts);
  readonly options = input.required<FlowOptions>();
  readonly changedOptions = output<FlowOptions>();
  protected readonly layouts = LAYOUTS;
  protected readonly switches = SWITCHES;
  protected readonly editable = EDITABLE;
  protected readonly usual: Readonly<Record<LabelKey, string>> = PRISMA_LABELS;
  protected readonly problems = signal<Partial<Record<LabelKey, string>>>({});
  protected readonly changed = computed(() => Object.values(this.options().labels).filter(Boolean).length);

  protected turn(name: (typeof SWITCHES)[number], isOn: boolean): void {
    this.set({ [name]: isOn });
  }

  protected set(change: Partial<FlowOptions>): void {
    this.changedOptions.emit({ ...this.options(), ...change });
  }

  protected word(key: LabelKey, text: string): void {
    const hasCount = /\bn\s*=\s*[\d.,]*/i.test(text);
    this.problems.update((all) => ({ ...all, [key]: hasCount ? this.texts.of('author.flow.noCounts') : '' }));
    if (hasCount) return;
    this.set({ labels: { ...this.options().labels, [key]: text.trim() } });
  }
}
