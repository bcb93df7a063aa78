import { httpResource } from '@angular/common/http';
import { DecimalPipe } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SetMember, SetRow, Sets } from '@shared/contracts/duplicates';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { LibrarianApi } from '../librarian-api';
import { MatchReasons } from './reasons';

const PAGE = 20;

/** Sets of records that are one, with the evidence; any record can be taken out again. */
@Component({
  selector: 'eh-set-list',
  imports: [DecimalPipe, EmptyState, FormFieldBox, InputControl, MatButton, MatchReasons, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './set-list.html',
  styleUrl: './set-list.scss',
})
export class SetList {
  private readonly api = inject(LibrarianApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  readonly mayEdit = input(false);
  readonly version = input(0);
  readonly changed = output();

  protected readonly words = signal('');
  protected readonly by = signal<'' | 'machine' | 'person'>('');
  private readonly shown = signal(PAGE);
  private readonly resource = httpResource<Sets>(() => ({
    url: `/api/reviews/${this.reviewId()}/duplicates/sets`,
    params: {
      limit: Math.min(this.shown(), 100),
      ...(this.words() ? { q: this.words() } : {}),
      ...(this.by() ? { by: this.by() } : {}),
    },
  }));
  protected readonly rows = computed(() => (this.resource.hasValue() ? this.resource.value().rows : null));
  protected readonly total = computed(() => (this.resource.hasValue() ? this.resource.value().total : 0));
  protected readonly hasMore = computed(() => this.shown() < 100 && (this.rows()?.length ?? 0) < this.total());
  /** Ticked records by set. */
  protected readonly ticked = signal<ReadonlyMap<string, ReadonlySet<string>>>(new Map());

  constructor() {
    effect(() => {
      if (this.version() > 0) untracked(() => this.resource.reload());
    });
  }

  protected search(words: string): void {
    this.shown.set(PAGE);
    this.words.set(words.trim());
  }

  protected more(): void {
    this.shown.update((shown) => shown + PAGE);
  }

  protected isTicked(set: SetRow, member: SetMember): boolean {
    return this.ticked().get(set.citationId)?.has(member.id) ?? false;
  }

  protected countOf(set: SetRow): number {
    return this.ticked().get(set.citationId)?.size ?? 0;
  }

  protected tick(set: SetRow, member: SetMember): void {
    this.ticked.update((ticked) => {
      const members = new Set(ticked.get(set.citationId));
      if (!members.delete(member.id)) members.add(member.id);
      return new Map(ticked).set(set.citationId, members);
    });
  }

  protected async split(set: SetRow): Promise<void> {
    const memberIds = [...(this.ticked().get(set.citationId) ?? [])];
    try {
      await this.api.split(this.reviewId(), { id: newId(), citationId: set.citationId, memberIds, reason: null });
      this.ticked.update((ticked) => new Map([...ticked].filter(([id]) => id !== set.citationId)));
      this.toasts.done(this.texts.of('librarian.sets.split', { count: memberIds.length }));
      this.changed.emit();
    } catch (error) {
      this.toasts.problem(this.problems.of(error, 'librarian'));
    }
    this.resource.reload();
  }

  protected meta({ authors, journal, year, volume, pages }: SetMember): string {
    const people = `${authors.slice(0, 3).join(', ')}${authors.length > 3 ? ' …' : ''}`;
    return [people, journal, year, volume, pages].filter(Boolean).join(' · ');
  }
}
