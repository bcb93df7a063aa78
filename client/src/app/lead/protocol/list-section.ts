import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { CRITERION_STAGES } from '@shared/domain/protocol/protocol';
import { newId } from '../../data/api';
import { Icon } from '../../ui/icon';
import { DocChoice } from './doc-choice';
import { DocText } from './doc-text';
import { valueAt } from './document-path';
import { DraftState } from './draft-state';
import { OrderedList } from './ordered-list';

interface ListField {
  field: string;
  /** Text key of the label. */
  label: string;
  lines: number;
  look?: 'plain' | 'reading';
  hint?: string;
}

interface ListKind {
  noun: string;
  make: () => object;
  fields: readonly ListField[];
  choice?: { field: string; label: string; options: readonly string[]; words: string };
}

/** What the ordered lists of the document hold. */
const LISTS: Readonly<Record<string, ListKind>> = {
  objectives: {
    noun: 'objective',
    make: () => ({ text: '' }),
    fields: [{ field: 'text', label: 'protocol.labels.objective', lines: 2, look: 'reading' }],
  },
  exclusionReasons: {
    noun: 'reason',
    make: () => ({ label: '', description: '', stage: 'both' }),
    fields: [
      { field: 'label', label: 'protocol.labels.reason', lines: 1, hint: 'protocol.hints.reason' },
      { field: 'description', label: 'protocol.labels.reasonMeans', lines: 2 },
    ],
    choice: { field: 'stage', label: 'protocol.labels.stage', options: CRITERION_STAGES, words: 'protocol.stages' },
  },
  outcomes: {
    noun: 'outcome',
    make: () => ({ name: '', kind: 'primary', measure: '', timing: '' }),
    fields: [
      { field: 'name', label: 'protocol.labels.outcome', lines: 1 },
      { field: 'measure', label: 'protocol.labels.measure', lines: 2, hint: 'protocol.hints.measure' },
      { field: 'timing', label: 'protocol.labels.timing', lines: 1, hint: 'protocol.hints.timing' },
    ],
    choice: {
      field: 'kind',
      label: 'protocol.labels.outcomeKind',
      options: ['primary', 'secondary'],
      words: 'protocol.outcomeKinds',
    },
  },
  'searchPlan.sources': {
    noun: 'source',
    make: () => ({ name: '', kind: 'database', detail: '' }),
    fields: [
      { field: 'name', label: 'protocol.labels.source', lines: 1 },
      { field: 'detail', label: 'protocol.labels.sourceDetail', lines: 2, hint: 'protocol.hints.sourceDetail' },
    ],
    choice: {
      field: 'kind',
      label: 'protocol.labels.sourceKind',
      options: ['database', 'register', 'other-method'],
      words: 'protocol.sourceKinds',
    },
  },
};

/** An ordered list of the draft: objectives, exclusion reasons, outcomes, planned sources. */
@Component({
  selector: 'eh-list-section',
  imports: [DocChoice, DocText, Icon, MatButton, OrderedList, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (items().length === 0) {
      <p class="eh-quiet none">{{ 'protocol.none.' + kind().noun | transloco }}</p>
    }
    <eh-ordered-list
      [items]="items()"
      [label]="label()"
      [noun]="'protocol.nouns.' + kind().noun | transloco"
      (moved)="state.moveIn(list(), $event)"
      (removed)="state.removeFrom(list(), $event)"
    >
      <ng-template let-at="index">
        @if (kind().choice; as choice) {
          <div class="beside">
            @if (kind().fields[0]; as first) {
              <eh-doc-text
                [path]="list() + '.' + at + '.' + first.field"
                [lines]="first.lines"
                [label]="first.label | transloco"
                [hint]="first.hint ? (first.hint | transloco) : ''"
              />
            }
            <eh-doc-choice
              [path]="list() + '.' + at + '.' + choice.field"
              [options]="choice.options"
              [words]="choice.words"
              [label]="choice.label | transloco"
            />
          </div>
        }
        @for (field of kind().choice ? kind().fields.slice(1) : kind().fields; track field.field) {
          <eh-doc-text
            [path]="list() + '.' + at + '.' + field.field"
            [lines]="field.lines"
            [look]="field.look ?? 'plain'"
            [label]="field.label | transloco"
            [hint]="field.hint ? (field.hint | transloco) : ''"
          />
        }
      </ng-template>
    </eh-ordered-list>
    <button matButton="outlined" type="button" (click)="add()">
      <eh-icon name="add" /> {{ 'protocol.add.' + kind().noun | transloco }}
    </button>
  `,
  styles: `
    :host {
      display: block;
    }
    .none {
      margin-bottom: var(--eh-3);
    }
    .beside {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 12rem;
      gap: var(--eh-3) var(--eh-4);
    }
    @media (max-width: 40rem) {
      .beside {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class ListSection {
  protected readonly state = inject(DraftState);
  /** Place of the list in the document. */
  readonly list = input.required<keyof typeof LISTS & string>();
  readonly label = input.required<string>();
  protected readonly kind = computed(() => LISTS[this.list()] as ListKind);
  protected readonly items = computed(() => (valueAt(this.state.document(), this.list()) ?? []) as { id: string }[]);

  protected add(): void {
    this.state.addTo(this.list(), { id: newId(), ...this.kind().make() });
  }
}
