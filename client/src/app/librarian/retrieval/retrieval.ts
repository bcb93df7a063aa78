import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { REPORT_STATES, type ReportRow, type Reports, type ReportState } from '@shared/contracts/full-texts';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { Confirm } from '../../ui/confirm';
import { Cell, type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FileDrop } from '../../ui/file-drop';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/keys';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';
import { IncomingFiles } from './incoming-files';
import { Matching } from './matching';
import { RetrievalApi } from './retrieval-api';

const STATES = ['sought', 'not-retrieved', 'retrieved', 'awaiting', 'ongoing'] as const satisfies typeof REPORT_STATES;
const REASONS = ['unavailable', 'noAnswer', 'cost', 'notExisting'] as const;

/** Reports on their way: links to follow, files to drop, and what could not be had with its reason. */
@Component({
  selector: 'eh-retrieval',
  imports: [Cell, DataTable, EmptyState, FileDrop, Icon, MatButton, Matching, PageHeader, TranslocoPipe],
  providers: [IncomingFiles],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './retrieval.html',
  styleUrl: './retrieval.scss',
})
export class Retrieval {
  private readonly api = inject(RetrievalApi);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  protected readonly state = inject(ReviewState);
  protected readonly incoming = inject(IncomingFiles);

  protected readonly states = STATES;
  protected readonly reasons = REASONS;
  protected readonly shown = signal<ReportState>('sought');
  protected readonly words = signal('');
  protected readonly reports = signal<Reports | null>(null);
  protected readonly selected = signal<ReadonlySet<string>>(new Set());
  protected readonly why = signal('');
  protected readonly isAsking = signal(false);
  protected readonly problem = signal('');
  private asked = 0;

  protected readonly mayEdit = computed(() => this.state.may('full-text.edit'));
  protected readonly rows = computed(() => this.reports()?.rows ?? null);
  protected readonly keyOf = (row: ReportRow): string => row.citation.id;
  protected readonly nameOf = ({ citation }: ReportRow): string =>
    `${citation.ordinal} ${citation.title ?? this.texts.of('retrieval.untitled')}`;
  protected readonly columns = computed<Column[]>(() => [
    { id: 'number', label: this.texts.of('retrieval.columns.number'), isNumeric: true, width: '4.5rem' },
    { id: 'report', label: this.texts.of('retrieval.columns.report') },
    { id: 'links', label: this.texts.of('retrieval.columns.links'), width: '14rem', isBelow: true },
    { id: 'files', label: this.texts.of('retrieval.columns.files'), width: '14rem', isBelow: true },
  ]);

  constructor() {
    effect(() => {
      const [reviewId] = [this.state.id(), this.shown(), this.words()];
      untracked(() => {
        this.selected.set(new Set());
        void this.load(reviewId);
      });
    });
    effect(() => {
      const reviewId = this.state.id();
      if (this.mayEdit()) untracked(() => void this.incoming.open(reviewId).catch((error) => this.fail(error)));
    });
    const key = (id: string, on: string, run: () => void) => ({
      id: `retrieval.${id}`,
      key: on,
      labelKey: `retrieval.keys.${id}`,
      run,
      when: () => this.mayEdit() && this.selected().size > 0,
    });
    inject(Keys).bind([
      key('retrieved', 'r', () => void this.record('retrieved', null)),
      key('requested', 's', () => void this.record('sought', null)),
      key('notRetrieved', 'x', () => this.isAsking.set(true)),
    ]);
  }

  protected async record(status: 'sought' | 'retrieved' | 'not-retrieved', reason: string | null): Promise<void> {
    await this.act(() => this.api.record(this.state.id(), { id: newId(), citationIds: this.chosen(), status, reason }));
    this.isAsking.set(false);
    this.why.set('');
  }

  protected async classify(as: 'awaiting' | 'ongoing' | null): Promise<void> {
    await this.act(() =>
      this.api.classify(this.state.id(), { id: newId(), citationIds: this.chosen(), as, reason: null }),
    );
  }

  protected async attach(): Promise<void> {
    try {
      const count = await this.incoming.attach();
      if (count > 0) this.toasts.done(this.texts.of('retrieval.said.attached', { count }));
    } catch (error) {
      this.fail(error);
    }
    await this.load(this.state.id());
  }

  protected async detach(fileId: string, name: string): Promise<void> {
    const isMeant = await this.confirm.ask({
      title: this.texts.of('retrieval.detaching.title', { name }),
      text: this.texts.of('retrieval.detaching.text'),
      act: this.texts.of('retrieval.detaching.act'),
      isDanger: true,
    });
    if (!isMeant) return;
    try {
      await this.api.detach(this.state.id(), fileId);
      this.toasts.done(this.texts.of('retrieval.said.detached', { name }));
    } catch (error) {
      this.fail(error);
    }
    await this.load(this.state.id());
  }

  protected async keepResolver(address: string): Promise<void> {
    const openUrlBase = address.trim() === '' ? null : address.trim();
    try {
      await this.api.saveSettings(this.state.id(), { id: newId(), openUrlBase });
      this.toasts.done(this.texts.of('retrieval.said.resolver'));
      await this.load(this.state.id());
    } catch (error) {
      this.fail(error);
    }
  }

  protected fileAddress(fileId: string): string {
    return `/api/reviews/${encodeURIComponent(this.state.id())}/full-texts/${encodeURIComponent(fileId)}`;
  }

  protected async more(): Promise<void> {
    const before = this.reports();
    if (!before?.next) return;
    const page = await this.api.list(this.state.id(), { ...this.query(), after: before.next });
    if (this.reports() === before) this.reports.set({ ...page, rows: [...before.rows, ...page.rows] });
  }

  private chosen(): string[] {
    return [...this.selected()];
  }

  private query() {
    return { state: this.shown(), q: this.words(), limit: 50 };
  }

  private async act(work: () => Promise<{ changed: number }>): Promise<void> {
    if (this.selected().size === 0) return;
    try {
      const { changed } = await work();
      this.toasts.done(this.texts.of('retrieval.said.recorded', { count: changed }));
      this.selected.set(new Set());
      this.problem.set('');
    } catch (error) {
      this.fail(error);
    }
    await this.load(this.state.id());
  }

  private async load(reviewId: string): Promise<void> {
    const asked = ++this.asked;
    try {
      const reports = await this.api.list(reviewId, this.query());
      if (asked === this.asked) this.reports.set(reports);
    } catch (error) {
      if (asked === this.asked) this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.problem.set(this.problemText.of(error, 'retrieval'));
  }
}
