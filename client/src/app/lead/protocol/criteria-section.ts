import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Criterion, CRITERION_STAGES, criteriaInOrder } from '@shared/domain/protocol/protocol';
import { newId } from '../../data/api';
import { Icon } from '../../ui/icon';
import { DocChoice } from './doc-choice';
import { DocText } from './doc-text';
import { DraftState } from './draft-state';
import { withMoved } from './moved';
import { OrderedList } from './ordered-list';

const KINDS = ['inclusion', 'exclusion'] as const;

/** Eligibility criteria in reading order, those for inclusion before those for exclusion. */
@Component({
  selector: 'eh-criteria-section',
  imports: [DocChoice, DocText, Icon, MatButton, OrderedList, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (group of groups(); track group.kind) {
      <section [attr.aria-labelledby]="'eh-criteria-' + group.kind">
        <h3 [id]="'eh-criteria-' + group.kind">{{ 'protocol.criteria.' + group.kind | transloco }}</h3>
        @if (group.criteria.length === 0) {
          <p class="eh-quiet none">{{ 'protocol.criteria.none.' + group.kind | transloco }}</p>
        }
        <eh-ordered-list
          [items]="group.criteria"
          [label]="'protocol.criteria.' + group.kind | transloco"
          [noun]="'protocol.nouns.criterion' | transloco"
          (moved)="move(group.kind, $event)"
          (removed)="remove(group.criteria[$event])"
        >
          <ng-template let-criterion>
            <eh-doc-text
              [path]="pathOf(criterion) + '.text'"
              [lines]="2"
              look="reading"
              [label]="'protocol.labels.criterion' | transloco"
            />
            <div class="beside">
              <eh-doc-text
                [path]="pathOf(criterion) + '.guidance'"
                [lines]="2"
                [label]="'protocol.labels.guidance' | transloco"
                [hint]="'protocol.hints.guidance' | transloco"
              />
              <eh-doc-choice
                [path]="pathOf(criterion) + '.stage'"
                [options]="stages"
                words="protocol.stages"
                [label]="'protocol.labels.stage' | transloco"
              />
            </div>
          </ng-template>
        </eh-ordered-list>
        <button matButton="outlined" type="button" (click)="add(group.kind)">
          <eh-icon name="add" /> {{ 'protocol.add.' + group.kind | transloco }}
        </button>
      </section>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-6);
    }
    h3 {
      margin-bottom: var(--eh-2);
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
export class CriteriaSection {
  private readonly state = inject(DraftState);
  protected readonly stages = CRITERION_STAGES;
  private readonly ordered = computed(() => criteriaInOrder(this.state.document()?.criteria ?? []));
  protected readonly groups = computed(() =>
    KINDS.map((kind) => ({ kind, criteria: this.ordered().filter((criterion) => criterion.kind === kind) })),
  );

  protected pathOf({ id }: Criterion): string {
    return `criteria.${this.state.document()?.criteria.findIndex((criterion) => criterion.id === id) ?? -1}`;
  }

  protected add(kind: Criterion['kind']): void {
    const criterion: Criterion = { id: newId(), kind, stage: 'both', text: '', guidance: '', order: 0 };
    this.store(kind, (group) => [...group, criterion]);
  }

  protected move(kind: Criterion['kind'], { from, to }: { from: number; to: number }): void {
    this.store(kind, (group) => withMoved(group, from, to));
  }

  protected remove(criterion: Criterion | undefined): void {
    const at = this.state.document()?.criteria.findIndex(({ id }) => id === criterion?.id) ?? -1;
    if (at >= 0) this.state.removeFrom('criteria', at);
  }

  /** Numbers all criteria anew, so that the order on the screen is the order in the document. */
  private store(kind: Criterion['kind'], how: (group: Criterion[]) => Criterion[]): void {
    const all = this.groups().flatMap((group) => (group.kind === kind ? how(group.criteria) : group.criteria));
    this.state.setAt(
      'criteria',
      all.map((criterion, at) => ({ ...criterion, order: at + 1 })),
    );
  }
}
