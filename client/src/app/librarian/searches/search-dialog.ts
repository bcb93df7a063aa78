import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Search } from '@shared/contracts/searches';
import { firstValueFrom } from 'rxjs';
import { newId } from '../../data/api';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { DialogFrame } from '../../ui/dialog-frame';
import { LibrarianApi } from '../librarian-api';
import { emptySearch } from './search-fields';
import { SearchForm } from './search-form';

export interface SearchData {
  reviewId: string;
  /** The search to correct, or null for a new one. */
  searchId: string | null;
  search: Search | null;
}

/** Records or corrects a search; resolves to whether anything was written. */
export async function openSearch(injector: Injector, data: SearchData): Promise<boolean> {
  const dialog = injector.get(Dialog).open<boolean>(SearchDialog, {
    data,
    width: 'min(46rem, calc(100vw - 2rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
  });
  return (await firstValueFrom(dialog.closed)) ?? false;
}

@Component({
  selector: 'eh-search-dialog',
  imports: [DialogFrame, MatButton, SearchForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <eh-dialog-frame [title]="title" (closed)="dialog.close(false)">
      <div class="eh-stack">
        <p class="eh-quiet">{{ 'librarian.search.lead' | transloco }}</p>
        <eh-search-form [(search)]="search" [faults]="faults()" />
        @if (problem(); as words) {
          <p class="eh-problem" role="alert">{{ words }}</p>
        }
      </div>
      <ng-container acts>
        <button matButton="text" type="button" (click)="dialog.close(false)">{{ 'ui.cancel' | transloco }}</button>
        <button matButton="filled" type="button" [disabled]="isSending()" (click)="save()">
          {{ 'ui.save' | transloco }}
        </button>
      </ng-container>
    </eh-dialog-frame>
  `,
})
export class SearchDialog {
  private readonly api = inject(LibrarianApi);
  private readonly problems = inject(ProblemText);
  private readonly texts = inject(Texts);
  protected readonly data = inject<SearchData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly title = this.texts.of(this.data.searchId ? 'librarian.search.correct' : 'librarian.search.record');
  protected readonly search = signal<Search>(this.data.search ?? emptySearch());
  protected readonly faults = signal<Record<string, string>>({});
  protected readonly problem = signal('');
  protected readonly isSending = signal(false);
  private readonly id = newId();

  protected async save(): Promise<void> {
    const search = { ...this.search(), source: this.search().source.trim() };
    this.faults.set(search.source ? {} : { source: this.texts.of('librarian.search.sourceMissing') });
    if (!search.source) return;
    this.isSending.set(true);
    this.problem.set('');
    try {
      const { reviewId, searchId, search: seen } = this.data;
      if (searchId && seen) await this.api.correctSearch(reviewId, searchId, { id: this.id, seen, search });
      else await this.api.recordSearch(reviewId, { id: this.id, search });
      this.dialog.close(true);
    } catch (error) {
      this.problem.set(problemFrom(error).detail || this.problems.of(error, 'librarian'));
    } finally {
      this.isSending.set(false);
    }
  }
}
