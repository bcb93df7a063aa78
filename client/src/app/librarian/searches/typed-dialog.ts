import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { TypedRecord } from '@shared/contracts/imports';
import type { Search, SearchRow } from '@shared/contracts/searches';
import { firstValueFrom } from 'rxjs';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { FormFieldBox, InputControl } from '../../ui/field';
import { LibrarianApi } from '../librarian-api';
import { emptySearch } from './search-fields';
import { SourceChoice } from './source-choice';

export interface TypedData {
  reviewId: string;
  searches: readonly SearchRow[];
}

const TYPES: readonly TypedRecord['type'][] = [
  'report',
  'article',
  'web',
  'thesis',
  'preprint',
  'conference',
  'book',
  'chapter',
  'registration',
  'dataset',
  'other',
];
const LINES = ['journal', 'publisher', 'volume', 'issue', 'pages', 'doi', 'pmid', 'url', 'language'] as const;

/** Takes in a record that no file holds; resolves to whether it was. */
export async function openTyped(injector: Injector, data: TypedData): Promise<boolean> {
  const dialog = injector.get(Dialog).open<boolean>(TypedDialog, {
    data,
    width: 'min(46rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  return (await firstValueFrom(dialog.closed)) ?? false;
}

@Component({
  selector: 'eh-typed-dialog',
  imports: [DialogFrame, FormFieldBox, InputControl, MatButton, SourceChoice, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './typed-dialog.html',
  styles: `
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--eh-4);
    }
    .whole {
      grid-column: 1 / -1;
    }
    @media (max-width: 36rem) {
      .two {
        grid-template-columns: 1fr;
      }
    }
  `,
})
export class TypedDialog {
  private readonly api = inject(LibrarianApi);
  private readonly problems = inject(ProblemText);
  private readonly texts = inject(Texts);
  protected readonly data = inject<TypedData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly types = TYPES;
  protected readonly lines = LINES;
  protected readonly searchId = signal<string | null>(null);
  protected readonly search = signal<Search>({ ...emptySearch(), sourceKind: 'organisation' });
  protected readonly record = signal<TypedRecord>({
    title: '',
    authors: [],
    year: null,
    type: 'report',
    journal: null,
    volume: null,
    issue: null,
    pages: null,
    publisher: null,
    doi: null,
    pmid: null,
    url: null,
    language: null,
    abstract: null,
    note: null,
  });
  protected readonly faults = signal<Record<string, string>>({});
  protected readonly problem = signal('');
  protected readonly isSending = signal(false);
  private readonly id = newId();

  protected set<K extends keyof TypedRecord>(name: K, value: TypedRecord[K]): void {
    this.record.update((record) => ({ ...record, [name]: value }));
  }

  protected setAuthors(text: string): void {
    this.set(
      'authors',
      text
        .split(/[;\n]/)
        .map((name) => name.trim())
        .filter(Boolean),
    );
  }

  protected setYear(text: string): void {
    this.set('year', /^\d{4}$/.test(text.trim()) ? Number(text) : null);
  }

  protected async save(): Promise<void> {
    const record = { ...this.record(), title: this.record().title.trim() };
    const search = { ...this.search(), source: this.search().source.trim() };
    const faults: Record<string, string> = {};
    if (!record.title) faults['title'] = this.texts.of('librarian.typed.titleMissing');
    if (this.searchId() === null && !search.source) {
      faults['source'] = this.texts.of('librarian.search.sourceMissing');
    }
    this.faults.set(faults);
    if (Object.keys(faults).length > 0) return;
    this.isSending.set(true);
    this.problem.set('');
    try {
      const searchId = this.searchId();
      const into = searchId === null ? { search } : { searchId };
      await this.api.addTyped(this.data.reviewId, { id: this.id, into, record });
      this.dialog.close(true);
    } catch (error) {
      this.problem.set(this.problems.of(error, 'librarian'));
    } finally {
      this.isSending.set(false);
    }
  }
}
