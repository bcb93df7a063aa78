import { computed, inject, Injectable, signal } from '@angular/core';
import type { ColumnMeanings, Upload } from '@shared/contracts/imports';
import type { Search } from '@shared/contracts/searches';
import { newId } from '../../data/api';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { LibrarianApi } from '../librarian-api';
import { emptySearch } from './search-fields';

/** A file on its way in. `searchId` is the recorded search it belongs to, or null for the new one in `search`. */
export interface Incoming {
  id: string;
  file: File;
  state: 'waiting' | 'sending' | 'read' | 'beginning' | 'refused';
  upload: Upload | null;
  problem: string;
  /** Whether sending it again, unchanged, may succeed. */
  mayPass: boolean;
  searchId: string | null;
  search: Search;
  /** Whether the same bytes shall be taken in a second time. */
  again: boolean;
}

/** Files read at once on the server; more would only wait for each other. */
const SENT_AT_ONCE = 2;

/** The files that were dropped: sent and read at once, imported when somebody says so. */
@Injectable()
export class IncomingFiles {
  private readonly api = inject(LibrarianApi);
  private readonly problems = inject(ProblemText);
  private readonly list = signal<readonly Incoming[]>([]);
  private reviewId = '';

  readonly all = this.list.asReadonly();
  /** Those that can be imported as they stand. */
  readonly ready = computed(() => this.list().filter(isReady));

  take(reviewId: string, files: readonly File[]): void {
    this.reviewId = reviewId;
    const added = files.map((file): Incoming => {
      const rest = { upload: null, problem: '', mayPass: false, searchId: null, search: emptySearch(), again: false };
      return { id: newId(), file, state: 'waiting', ...rest };
    });
    this.list.update((list) => [...list, ...added]);
    this.sendNext();
  }

  change(id: string, change: Partial<Incoming>): void {
    this.list.update((list) => list.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  leave(id: string): void {
    this.list.update((list) => list.filter((one) => one.id !== id));
  }

  /** Reads a table again with what somebody says its columns mean. */
  async mean(id: string, columns: ColumnMeanings['columns']): Promise<void> {
    const one = this.list().find((candidate) => candidate.id === id);
    if (!one?.upload) return;
    const { upload } = one;
    this.change(id, { state: 'beginning', problem: '' });
    try {
      this.change(id, { state: 'read', upload: await this.api.mean(this.reviewId, upload.uploadId, { columns }) });
    } catch (error) {
      this.change(id, { state: 'read', problem: this.problems.of(error, 'librarian') });
    }
  }

  sendAgain(id: string): void {
    this.change(id, { state: 'waiting', problem: '' });
    this.sendNext();
  }

  /** Begins the import; answers whether it was begun. A file that began leaves the list: it stands below from then on. */
  async begin(id: string): Promise<boolean> {
    const one = this.list().find((candidate) => candidate.id === id);
    if (!one?.upload || !isReady(one)) return false;
    this.change(id, { state: 'beginning', problem: '' });
    try {
      await this.api.beginImport(this.reviewId, {
        id,
        uploadId: one.upload.uploadId,
        into: one.searchId === null ? { search: one.search } : { searchId: one.searchId },
        again: one.again,
      });
      this.leave(id);
      return true;
    } catch (error) {
      this.change(id, { state: 'read', problem: this.problems.of(error, 'librarian') });
      return false;
    }
  }

  private sendNext(): void {
    const list = this.list();
    const sending = list.filter(({ state }) => state === 'sending').length;
    for (const one of list.filter(({ state }) => state === 'waiting').slice(0, SENT_AT_ONCE - sending)) {
      void this.send(one);
    }
  }

  private async send({ id, file }: Incoming): Promise<void> {
    this.change(id, { state: 'sending' });
    try {
      const upload = await this.api.upload(this.reviewId, newId(), file);
      const { source, sourceKind, platform } = upload.guess;
      const search = { ...emptySearch(), source: source ?? '', sourceKind, platform };
      this.change(id, { state: 'read', upload, search });
    } catch (error) {
      const problem = problemFrom(error);
      const text = this.problems.of(error, 'librarian');
      this.change(id, {
        state: 'refused',
        problem: problem.mayPass ? text : problem.detail || text,
        mayPass: problem.mayPass || problem.code === 'upload_cut' || problem.code === 'disk_full',
      });
    }
    this.sendNext();
  }
}

function isReady({ state, upload, searchId, search, again }: Incoming): boolean {
  const isNamed = searchId !== null || search.source.trim() !== '';
  return state === 'read' && upload !== null && isNamed && (upload.earlier === null || again);
}
