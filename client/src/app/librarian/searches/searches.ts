import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, Injector, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ImportRow, SearchRow, Searches } from '@shared/contracts/searches';
import { newId } from '../../data/api';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { Confirm } from '../../ui/confirm';
import { EmptyState } from '../../ui/empty-state';
import { FileDrop } from '../../ui/file-drop';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { NumberLink } from '../../ui/number-link';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { JobWatch } from '../job-watch';
import { LibrarianApi } from '../librarian-api';
import { ImportLine } from './import-line';
import { IncomingFiles } from './incoming';
import { IncomingFile } from './incoming-file';
import { missingItems } from './search-fields';

/** Searches with what came of each; files are dropped here, looked at, and taken in. */
@Component({
  selector: 'eh-searches',
  imports: [
    EmptyState,
    FileDrop,
    Icon,
    ImportLine,
    IncomingFile,
    MatButton,
    Moment,
    NumberLink,
    PageHeader,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [IncomingFiles, JobWatch],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './searches.html',
  styleUrl: './searches.scss',
})
export class SearchesScreen {
  private readonly api = inject(LibrarianApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly problemText = inject(ProblemText);
  private readonly state = inject(ReviewState);
  private readonly injector = inject(Injector);
  protected readonly incoming = inject(IncomingFiles);
  protected readonly jobs = inject(JobWatch);
  readonly reviewId = input.required<string>();

  private readonly resource = httpResource<Searches>(() => `/api/reviews/${this.reviewId()}/searches`);
  /** The last list stays while a newer one loads. */
  protected readonly data = linkedSignal<Searches | null, Searches | null>({
    source: () => (this.resource.hasValue() ? this.resource.value() : null),
    computation: (now, before) => now ?? before?.value ?? null,
  });
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problemText.of(error, 'librarian') : '';
  });
  protected readonly searches = computed(() => this.data()?.searches ?? []);
  protected readonly mayEdit = computed(() => this.state.may('searches.edit'));
  protected readonly records = computed(() => ['/reviews', this.reviewId(), 'records']);
  protected readonly lead = computed(() => {
    const data = this.data();
    if (!data || data.totals.records === 0) return '';
    const { records, duplicates } = data.totals;
    return this.texts.of('librarian.searches.lead', { records, duplicates, searches: data.searches.length });
  });

  constructor() {
    this.jobs.onChange(() => this.resource.reload());
  }

  protected take(files: File[]): void {
    this.incoming.take(this.reviewId(), files);
  }

  protected async begin(id: string): Promise<void> {
    if (await this.incoming.begin(id)) this.resource.reload();
  }

  protected async beginAll(): Promise<void> {
    for (const { id } of this.incoming.ready()) await this.begin(id);
  }

  protected missing(search: SearchRow): string {
    const names = missingItems(search.details).map((name) => this.texts.of(`librarian.search.${name}`));
    return names.length > 0 ? this.texts.of('librarian.searches.missing', { items: names.join(', ') }) : '';
  }

  protected async edit(search: SearchRow | null): Promise<void> {
    const { openSearch } = await import('./search-dialog');
    const data = { reviewId: this.reviewId(), searchId: search?.id ?? null, search: search?.details ?? null };
    if (await openSearch(this.injector, data)) this.resource.reload();
  }

  protected async typeIn(): Promise<void> {
    const { openTyped } = await import('./typed-dialog');
    if (!(await openTyped(this.injector, { reviewId: this.reviewId(), searches: this.searches() }))) return;
    this.toasts.done(this.texts.of('librarian.typed.added'));
    this.resource.reload();
  }

  /** What people decided and labelled in another tool, where the file says so. */
  protected async judge({ id, fileName }: ImportRow): Promise<void> {
    const { openJudgements } = await import('./judgements-dialog');
    const mayDecide = this.state.may('decisions.import');
    await openJudgements(this.injector, { reviewId: this.reviewId(), importId: id, fileName, mayDecide });
  }

  /** The server says what would go; it is done only after the person has seen that. */
  protected async withdraw(row: ImportRow): Promise<void> {
    const id = newId();
    try {
      await this.api.withdraw(this.reviewId(), row.id, { id, reason: null, confirm: false });
    } catch (error) {
      const problem = problemFrom(error);
      if (problem.code !== 'confirm_withdrawal') return this.toasts.problem(this.problemText.of(error, 'librarian'));
      const { records, duplicates, settled } = problem.more;
      const isSure = await this.confirm.ask({
        title: this.texts.of('librarian.withdraw.title', { name: row.fileName }),
        text: this.texts.of('librarian.withdraw.text', { records, duplicates, settled }),
        act: this.texts.of('librarian.import.withdraw'),
        isDanger: true,
      });
      if (!isSure) return;
      await this.act(() => this.api.withdraw(this.reviewId(), row.id, { id, reason: null, confirm: true }));
      this.toasts.done(this.texts.of('librarian.withdraw.done', { records }), {
        label: this.texts.of('librarian.import.restore'),
        run: () => void this.restore(row),
      });
    }
  }

  protected restore(row: ImportRow): Promise<void> {
    return this.act(() => this.api.restore(this.reviewId(), row.id, newId()));
  }

  protected cancel(row: ImportRow): Promise<void> {
    return this.act(() => (row.jobId ? this.api.cancelJob(this.reviewId(), row.jobId, newId()) : Promise.resolve()));
  }

  protected retry(row: ImportRow): Promise<void> {
    return this.act(() => (row.jobId ? this.api.retryJob(this.reviewId(), row.jobId, newId()) : Promise.resolve()));
  }

  private async act(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toasts.problem(this.problemText.of(error, 'librarian'));
    }
    this.resource.reload();
  }
}
