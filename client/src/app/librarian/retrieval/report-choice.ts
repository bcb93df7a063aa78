import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FullTextFile } from '@shared/contracts/full-texts';
import { ReviewState } from '../../data/review-state';
import { type Incoming, IncomingFiles } from './incoming-files';
import { RetrievalApi } from './retrieval-api';

interface Choice {
  citationId: string;
  ordinal: number;
  title: string | null;
  files: readonly FullTextFile[];
}

const SEARCH = '?';
const MOST_FOUND = 8;
const PAUSE_MS = 250;

/** Whose report a file is: one of the proposals, or any report that is looked for; and what becomes of its earlier file. */
@Component({
  selector: 'eh-report-choice',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <select
      class="eh-input"
      [attr.aria-label]="'retrieval.matching.reportOf' | transloco: { name: one().name }"
      (change)="choose($any($event.target).value)"
    >
      <option value="" [selected]="one().citationId === null">{{ 'retrieval.matching.none' | transloco }}</option>
      @for (choice of choices(); track choice.citationId) {
        <option [value]="choice.citationId" [selected]="one().citationId === choice.citationId">
          {{ choice.ordinal }} · {{ choice.title }}
        </option>
      }
      <option [value]="search" [selected]="isSearching()">{{ 'retrieval.matching.other' | transloco }}</option>
    </select>
    @if (ground(); as by) {
      <span class="eh-small eh-quiet">{{ 'retrieval.matching.by.' + by | transloco }}</span>
    }
    @if (isSearching()) {
      <input
        #words
        class="eh-input"
        type="search"
        maxlength="200"
        [attr.aria-label]="'retrieval.find' | transloco"
        [placeholder]="'retrieval.matching.find' | transloco"
        (input)="look(words.value)"
        (keydown.escape)="isSearching.set(false)"
      />
      <ul>
        @for (row of found(); track row.citationId) {
          <li>
            <button type="button" (click)="take(row)">
              <span class="eh-figure">{{ row.ordinal }}</span> {{ row.title }}
            </button>
          </li>
        } @empty {
          @if (looked()) {
            <li class="eh-small eh-quiet">{{ 'retrieval.matching.nothing' | transloco }}</li>
          }
        }
      </ul>
    }
    @if (held().length > 0) {
      <select
        class="eh-input"
        [attr.aria-label]="'retrieval.matching.holds' | transloco"
        (change)="incoming.replace(one().id, $any($event.target).value || null)"
      >
        <option value="" [selected]="one().replaces === null">{{ 'retrieval.matching.beside' | transloco }}</option>
        @for (file of held(); track file.fileId) {
          <option [value]="file.fileId" [selected]="one().replaces === file.fileId">
            {{ 'retrieval.matching.replaces' | transloco: { name: file.name } }}
          </option>
        }
      </select>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-1);
      min-width: 0;
    }
    select.eh-input {
      width: 100%;
      text-overflow: ellipsis;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li button {
      width: 100%;
      min-height: var(--eh-target);
      padding: 0.3rem 0.5rem;
      border: 0;
      background: none;
      color: inherit;
      text-align: start;
      cursor: pointer;
    }
    li button:hover {
      background: var(--eh-hover);
    }
  `,
})
export class ReportChoice {
  private readonly api = inject(RetrievalApi);
  private readonly state = inject(ReviewState);
  protected readonly incoming = inject(IncomingFiles);
  readonly one = input.required<Incoming>();

  private readonly wordsField = viewChild<ElementRef<HTMLInputElement>>('words');
  protected readonly search = SEARCH;
  protected readonly isSearching = signal(false);
  protected readonly looked = signal(false);
  protected readonly found = signal<readonly Choice[]>([]);
  /** Reports that were looked for and taken; the proposals come before them. */
  private readonly taken = signal<readonly Choice[]>([]);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly choices = computed<readonly Choice[]>(() => {
    const proposals = this.one().upload?.proposals ?? [];
    const known = new Set(proposals.map(({ citationId }) => citationId));
    return [...proposals, ...this.taken().filter(({ citationId }) => !known.has(citationId))];
  });
  protected readonly ground = computed(
    () => this.one().upload?.proposals.find(({ citationId }) => citationId === this.one().citationId)?.ground,
  );
  protected readonly held = computed(
    () => this.choices().find(({ citationId }) => citationId === this.one().citationId)?.files ?? [],
  );

  protected choose(value: string): void {
    this.isSearching.set(value === SEARCH);
    if (value === SEARCH) setTimeout(() => this.wordsField()?.nativeElement.focus());
    else this.incoming.choose(this.one().id, value || null);
  }

  protected look(words: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.find(words.trim()), PAUSE_MS);
  }

  protected take(choice: Choice): void {
    this.taken.update((taken) => [...taken, choice]);
    this.isSearching.set(false);
    this.incoming.choose(this.one().id, choice.citationId);
  }

  private async find(q: string): Promise<void> {
    if (q === '') return this.found.set([]);
    const { rows } = await this.api.list(this.state.id(), { q, limit: MOST_FOUND }).catch(() => ({ rows: [] }));
    this.found.set(
      rows.map(({ citation: { id, ordinal, title }, files }) => ({ citationId: id, ordinal, title, files })),
    );
    this.looked.set(true);
  }
}
