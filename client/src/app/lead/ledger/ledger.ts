import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LedgerPage, LedgerProof } from '@shared/contracts/overview';
import type { Member } from '@shared/contracts/team';
import { LedgerApi, type LedgerFilter } from '../../data/ledger-api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { Cell, type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { InputControl, FormFieldBox } from '../../ui/field';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { DECISIONS, ENTRY_GROUPS } from './entry-kinds';

export type Entry = LedgerPage['entries'][number];

/**
 * Everything that was done in the review, newest first; what would unblind somebody is sealed until it may show. The
 * filters are in the address, so that a filtered ledger can be kept and sent.
 */
@Component({
  selector: 'eh-ledger',
  imports: [Cell, DataTable, EmptyState, FormFieldBox, InputControl, MatButton, Moment, PageHeader, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './ledger.html',
  styleUrl: './ledger.scss',
})
export class Ledger {
  readonly reviewId = input.required<string>();
  readonly type = input<string>();
  readonly memberId = input<string>();
  readonly citationId = input<string>();
  readonly version = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  private readonly api = inject(LedgerApi);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly review = inject(ReviewState);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);

  protected readonly groups = ENTRY_GROUPS;
  protected readonly decisions = DECISIONS;
  private readonly team = httpResource<Member[]>(() => `/api/reviews/${this.reviewId()}/members`);
  protected readonly members = computed(() => (this.team.hasValue() ? this.team.value() : []));
  protected readonly versions = computed(() =>
    Array.from({ length: this.review.review().protocolVersion }, (_, at) => String(at + 1)).reverse(),
  );
  private readonly filter = computed<LedgerFilter>(() => ({
    type: this.type(),
    memberId: this.memberId(),
    citationId: this.citationId(),
    version: this.version(),
    from: this.from(),
    to: this.to(),
  }));
  protected readonly isFiltered = computed(() => Object.values(this.filter()).some(Boolean));

  protected readonly entries = signal<Entry[] | null>(null);
  protected readonly next = signal<number | null>(null);
  protected readonly problem = signal('');
  protected readonly proof = signal<LedgerProof | null>(null);
  protected readonly isProving = signal(false);
  protected readonly keyOf = (entry: Entry): string => String(entry.seq);
  protected readonly columns = computed<Column[]>(() => [
    { id: 'seq', label: this.texts.of('overview.ledger.seq'), isNumeric: true, width: '5rem' },
    { id: 'what', label: this.texts.of('overview.ledger.what') },
    { id: 'by', label: this.texts.of('overview.ledger.by'), width: '14rem', isWideOnly: true },
    {
      id: 'protocolVersion',
      label: this.texts.of('overview.ledger.protocol'),
      isNumeric: true,
      width: '9rem',
      isWideOnly: true,
    },
    { id: 'at', label: this.texts.of('overview.ledger.at'), width: '11rem' },
  ]);

  constructor() {
    effect(() => {
      this.reviewId();
      this.filter();
      untracked(() => void this.load());
    });
  }

  protected nameOf(entry: Entry): string {
    if (entry.isSealed) return this.texts.of('overview.ledger.sealed');
    const key = `overview.ledger.types.${entry.type}`;
    return this.texts.has(key) ? this.texts.of(key) : entry.type;
  }

  protected narrow(change: LedgerFilter): void {
    const queryParams = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value || null]));
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected clear(): void {
    void this.router.navigate([], { queryParams: {} });
  }

  protected async open(entry: Entry): Promise<void> {
    const { openEntry } = await import('./entry-dialog');
    openEntry(this.injector, { reviewId: this.reviewId(), entry, name: this.nameOf(entry) });
  }

  protected async load(more = false): Promise<void> {
    const filter = this.filter();
    if (!more) this.entries.set(null);
    try {
      const page = await this.api.page(this.reviewId(), filter, more ? this.next() : null);
      // An answer to filters that were changed meanwhile comes too late.
      if (filter !== this.filter()) return;
      this.entries.update((known) => (more && known ? [...known, ...page.entries] : page.entries));
      this.next.set(page.next);
      this.problem.set('');
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'overview'));
    }
  }

  protected async prove(): Promise<void> {
    this.isProving.set(true);
    try {
      this.proof.set(await this.api.prove(this.reviewId()));
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'overview'));
    } finally {
      this.isProving.set(false);
    }
  }
}
