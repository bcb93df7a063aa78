import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LedgerPage, LedgerProof } from '@shared/contracts/overview';
import { LedgerApi } from '../../data/ledger-api';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { Cell, type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { InputControl, FormFieldBox } from '../../ui/field';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';

type Entry = LedgerPage['entries'][number];

/** Everything that was done in the review, newest first; what would unblind somebody is sealed until it may show. */
@Component({
  selector: 'eh-ledger',
  imports: [Cell, DataTable, EmptyState, FormFieldBox, InputControl, MatButton, Moment, PageHeader, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './ledger.html',
})
export class Ledger {
  readonly reviewId = input.required<string>();
  private readonly api = inject(LedgerApi);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);

  protected readonly type = signal('');
  protected readonly entries = signal<Entry[] | null>(null);
  protected readonly types = signal<string[]>([]);
  protected readonly next = signal<number | null>(null);
  protected readonly problem = signal('');
  protected readonly proof = signal<LedgerProof | null>(null);
  protected readonly isProving = signal(false);
  protected readonly shown = signal<Entry | null>(null);
  protected readonly shownText = computed(() => JSON.stringify(this.shown()?.payload, null, 2));
  protected readonly keyOf = (entry: Entry): string => String(entry.seq);
  protected readonly columns = computed<Column[]>(() => [
    { id: 'seq', label: this.texts.of('overview.ledger.seq'), isNumeric: true, width: '5rem' },
    { id: 'what', label: this.texts.of('overview.ledger.what') },
    { id: 'by', label: this.texts.of('overview.ledger.by'), width: '14rem', isWideOnly: true },
    { id: 'at', label: this.texts.of('overview.ledger.at'), width: '12rem' },
  ]);

  constructor() {
    effect(() => {
      this.reviewId();
      this.type();
      untracked(() => void this.load());
    });
  }

  protected nameOf(entry: Entry): string {
    return entry.isSealed
      ? this.texts.of('overview.ledger.sealed')
      : entry.type.replace('.', ': ').replaceAll('-', ' ');
  }

  protected choose(event: Event): void {
    this.type.set((event.target as HTMLSelectElement).value);
  }

  protected async load(more = false): Promise<void> {
    const before = more ? this.next() : null;
    if (!more) this.entries.set(null);
    try {
      const page = await this.api.page(this.reviewId(), { type: this.type(), before });
      this.entries.update((known) => (more && known ? [...known, ...page.entries] : page.entries));
      this.types.set(page.types);
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
