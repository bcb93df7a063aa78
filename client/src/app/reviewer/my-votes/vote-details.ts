import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { exclusionReasonsAt, type ExclusionReason } from '@shared/domain/protocol/protocol';
import type { Quotation } from '@shared/domain/screening/quotation';
import type { Stage } from '@shared/contracts/stages';
import { ReviewState } from '../../data/review-state';
import { ScreeningApi } from '../../data/screening-api';
import { Icon } from '../../ui/icon';
import { CitationView } from '../../ui/record/citation-view';
import { QuotationList } from '../../ui/record/quotation-list';
import { ReasonList } from '../../ui/record/reason-list';
import { choiceOf, type Draft, missingFor, type Verdict } from '../screening/desk-rows';
import type { Vote } from './my-votes';

export interface EditedVote {
  verdict: Verdict;
  reasons: readonly string[];
  tags: readonly string[];
  note: string | null;
  quotations: readonly Quotation[];
}

/** One vote opened: the record, what went with the vote, and where it is open the means to change it. */
@Component({
  selector: 'eh-vote-details',
  imports: [CitationView, Icon, MatButton, QuotationList, ReasonList, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (vote().isUnseen) {
      <p class="eh-quiet eh-small">{{ 'screening.mine.unseen' | transloco }}</p>
    } @else {
      <eh-citation [citation]="vote().citation" />
    }
    <div class="edit">
      @if (vote().lockedWhy; as why) {
        <p class="locked"><eh-icon name="lock" /> {{ why }}</p>
      }
      @if (vote().isImported) {
        <p class="locked"><eh-icon name="info" /> {{ 'screening.mine.imported' | transloco }}</p>
      }
      <div class="verdicts" role="group" [attr.aria-label]="'screening.vote' | transloco">
        @for (choice of verdicts; track choice) {
          <button
            type="button"
            [class]="choice"
            [attr.aria-pressed]="verdict() === choice"
            [disabled]="!!vote().lockedWhy"
            (click)="verdict.set(choice)"
          >
            <eh-icon [name]="choice" />{{ 'verdicts.' + choice | transloco }}
          </button>
        }
      </div>
      <eh-reasons
        [reasons]="reasons()"
        [ticked]="draft().reasons"
        [disabled]="!!vote().lockedWhy"
        [isWanted]="missing().includes('reason')"
        (toggled)="toggle($event)"
      />
      <label class="field">
        <span class="eh-label">{{ 'screening.mine.tagsLabel' | transloco }}</span>
        <input
          #tags
          class="eh-input"
          [value]="draft().tags.join(', ')"
          [disabled]="!!vote().lockedWhy"
          (change)="setTags(tags.value)"
        />
      </label>
      <label class="field">
        <span class="eh-label">{{ 'screening.mine.noteLabel' | transloco }}</span>
        <textarea
          #note
          class="eh-input"
          rows="2"
          maxlength="5000"
          [value]="draft().note"
          [disabled]="!!vote().lockedWhy"
          (input)="patch({ note: note.value })"
        ></textarea>
      </label>
      @if (draft().quotations.length) {
        <eh-quotations
          [quotations]="draft().quotations"
          [reasons]="reasons()"
          [isOpenable]="false"
          [mayEdit]="!vote().lockedWhy"
          (edited)="patch({ quotations: $event })"
        />
      }
      @if (!vote().lockedWhy) {
        <p class="acts">
          <button matButton="filled" type="button" [disabled]="missing().length > 0" (click)="save()">
            {{ 'screening.mine.save' | transloco }}
          </button>
          <button matButton="text" type="button" (click)="withdrawn.emit()">
            {{ 'screening.mine.withdraw' | transloco }}
          </button>
        </p>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(15rem, 20rem);
      gap: var(--eh-6);
      padding-block: var(--eh-3) var(--eh-5);
    }
    .edit {
      display: flex;
      flex-direction: column;
      gap: var(--eh-4);
    }
    .locked {
      display: flex;
      gap: var(--eh-2);
      color: var(--eh-ink-2);
      font-size: var(--eh-text-s);
    }
    .verdicts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-1);
    }
    .verdicts button {
      display: flex;
      flex: 1;
      gap: 0.3rem;
      align-items: center;
      justify-content: center;
      min-height: max(2.25rem, var(--eh-target));
      border: 1px solid var(--_hue);
      border-radius: var(--eh-radius);
      background: none;
      color: var(--_hue);
      font-weight: 600;
      cursor: pointer;
    }
    .verdicts button[aria-pressed='true'] {
      background: var(--_hue);
      color: var(--eh-ground);
    }
    .verdicts button:disabled {
      opacity: 0.65;
      cursor: default;
    }
    .include {
      --_hue: var(--eh-include);
    }
    .maybe {
      --_hue: var(--eh-maybe);
    }
    .exclude {
      --_hue: var(--eh-exclude);
    }
    .field .eh-label {
      display: block;
      margin-bottom: var(--eh-1);
    }
    .acts {
      display: flex;
      gap: var(--eh-2);
    }
    @media (max-width: 52rem) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class VoteDetails {
  private readonly api = inject(ScreeningApi);
  private readonly state = inject(ReviewState);
  readonly vote = input.required<Vote>();
  readonly stage = input.required<Stage | null>();
  readonly changed = output<EditedVote>();
  readonly withdrawn = output();

  protected readonly verdicts: readonly Verdict[] = ['include', 'maybe', 'exclude'];
  protected readonly reasons = signal<readonly ExclusionReason[]>([]);
  protected readonly verdict = linkedSignal<Verdict>(() => this.vote().verdict);
  protected readonly draft = linkedSignal<Draft>(() => ({
    reasons: this.vote().reasons,
    tags: this.vote().tags,
    note: this.vote().note ?? '',
    quotations: this.vote().quotations,
  }));
  protected readonly missing = computed(() => {
    const stage = this.stage();
    return stage ? missingFor(this.verdict(), this.draft(), stage.rule.required) : [];
  });

  constructor() {
    effect(() => {
      const stage = this.stage();
      untracked(() => void this.readReasons(stage));
    });
  }

  protected patch(patch: Partial<Draft>): void {
    this.draft.update((draft) => ({ ...draft, ...patch }));
  }

  protected toggle(id: string): void {
    const ticked = new Set(this.draft().reasons);
    if (!ticked.delete(id)) ticked.add(id);
    this.patch({ reasons: this.reasons().flatMap((reason) => (ticked.has(reason.id) ? [reason.id] : [])) });
  }

  protected setTags(words: string): void {
    this.patch({
      tags: [
        ...new Set(
          words
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
        ),
      ],
    });
  }

  protected save(): void {
    const stage = this.stage();
    if (!stage) return;
    const { note, ...choice } = choiceOf(this.verdict(), this.draft(), stage.rule.required);
    this.changed.emit({ ...choice, note: note || null });
  }

  private async readReasons(stage: Stage | null): Promise<void> {
    const isFullText = stage?.kind === 'full-text' || stage?.sample?.of === 'full-text';
    const { current } = await this.api.protocol(this.state.id());
    this.reasons.set(current ? exclusionReasonsAt(current.document, isFullText ? 'full-text' : 'title-abstract') : []);
  }
}
