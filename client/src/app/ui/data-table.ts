import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChildren,
  Directive,
  effect,
  ElementRef,
  inject,
  input,
  model,
  output,
  signal,
  TemplateRef,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from './icon';
import { Skeleton } from './skeleton';

export interface Column {
  id: string;
  label: string;
  /** Numbers stand right, with figures of one width. */
  isNumeric?: boolean;
  /** Whether its head sorts; the screen does the sorting, or asks the server to. */
  sorts?: boolean;
  /** A CSS width; the rest is shared. */
  width?: string;
  /** Left out on a phone. */
  isWideOnly?: boolean;
  /** On a phone it stands beneath the column that shares the rest, instead of taking room beside it. */
  isBelow?: boolean;
}

export interface Sorting {
  column: string;
  direction: 'ascending' | 'descending';
}

/** A cell's content: `<ng-template ehCell="title" let-row>…</ng-template>`. A column without one shows `row[id]`. */
@Directive({ selector: 'ng-template[ehCell]' })
export class Cell {
  readonly column = input.required<string>({ alias: 'ehCell' });
  readonly template = inject<TemplateRef<{ $implicit: unknown; index: number }>>(TemplateRef);
}

/**
 * A dense table with a head that stays. Rows are walked with the arrow keys, Home and End, opened with Enter or a click, and
 * ticked with Space where `isSelectable`. Give it pages: it shows what it gets, and asks for more at its end.
 */
@Component({
  selector: 'eh-table',
  imports: [Icon, NgTemplateOutlet, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './data-table.html',
  styleUrl: './data-table.scss',
})
export class DataTable {
  /** Says what the table holds; read out, and shown where `showsCaption`. */
  readonly caption = input.required<string>();
  readonly showsCaption = input(false);
  readonly columns = input.required<readonly Column[]>();
  /** The rows, or null while they are loading. */
  readonly rows = input.required<readonly unknown[] | null>();
  readonly keyOf = input<(row: never) => string>((row: { id: string }) => row.id);
  readonly sorting = model<Sorting | null>(null);
  /** Whether Enter or a click opens a row. */
  readonly opens = input(false);
  readonly isSelectable = input(false);
  /** What a row is called, read out with its tick: the record's number and title. */
  readonly nameOf = input<(row: never) => string>(() => '');
  /** Keys of the ticked rows. */
  readonly selected = model<ReadonlySet<string>>(new Set());
  readonly hasMore = input(false);
  readonly opened = output<never>();
  readonly more = output();

  private readonly cells = contentChildren(Cell);
  private readonly body = viewChild<ElementRef<HTMLElement>>('body');
  private readonly end = viewChild<ElementRef<HTMLElement>>('end');
  /** Which row the Tab key reaches. */
  protected readonly at = signal(0);
  protected readonly templates = computed(() => new Map(this.cells().map((cell) => [cell.column(), cell.template])));
  protected readonly keyed = computed(() => {
    const keyOf = this.keyOf() as (row: unknown) => string;
    const nameOf = this.nameOf() as (row: unknown) => string;
    return (this.rows() ?? []).map((row) => ({ row, key: keyOf(row), name: nameOf(row) }));
  });
  /** On a phone rows with something beneath them are grids: the tick, then each column that stays beside. */
  protected readonly tracks = computed(() => {
    if (!this.columns().some(({ isBelow }) => isBelow)) return null;
    const beside = this.columns().filter(({ isBelow, isWideOnly }) => !isBelow && !isWideOnly);
    return [...(this.isSelectable() ? ['2rem'] : []), ...beside.map(({ width }) => width ?? 'minmax(0, 1fr)')].join(
      ' ',
    );
  });
  protected readonly areAllSelected = computed(
    () => this.keyed().length > 0 && this.keyed().every(({ key }) => this.selected().has(key)),
  );
  protected readonly areSomeSelected = computed(
    () => !this.areAllSelected() && this.keyed().some(({ key }) => this.selected().has(key)),
  );

  constructor() {
    effect(() => {
      const last = this.keyed().length - 1;
      if (untracked(this.at) > last) this.at.set(Math.max(0, last));
    });
    effect((onCleanup) => {
      const end = this.end()?.nativeElement;
      if (!end || !this.hasMore() || typeof IntersectionObserver === 'undefined') return;
      const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && this.more.emit(), {
        rootMargin: '600px',
      });
      observer.observe(end);
      onCleanup(() => observer.disconnect());
    });
  }

  protected textOf(row: unknown, column: string): string {
    const value = (row as Record<string, unknown>)[column];
    return value === null || value === undefined ? '–' : String(value);
  }

  protected sortingOf(column: Column): 'ascending' | 'descending' | null {
    const sorting = this.sorting();
    return sorting?.column === column.id ? sorting.direction : null;
  }

  protected sort(column: Column): void {
    const direction = this.sortingOf(column) === 'ascending' ? 'descending' : 'ascending';
    this.sorting.set({ column: column.id, direction });
  }

  protected toggle(key: string): void {
    const selected = new Set(this.selected());
    if (!selected.delete(key)) selected.add(key);
    this.selected.set(selected);
  }

  protected toggleAll(): void {
    this.selected.set(this.areAllSelected() ? new Set() : new Set(this.keyed().map(({ key }) => key)));
  }

  protected open(row: unknown, event: Event): void {
    const isOwnControl = (event.target as Element).closest('a, button, input, select, label') !== null;
    const isReading = (getSelection()?.toString() ?? '') !== '';
    if (this.opens() && !isOwnControl && !isReading) this.opened.emit(row as never);
  }

  protected walk(event: KeyboardEvent, index: number): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.keyed().length - 1;
    const target = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: last,
      PageDown: index + 10,
      PageUp: index - 10,
    }[event.key];
    const current = this.keyed()[index];
    if (target !== undefined) {
      event.preventDefault();
      this.focus(Math.min(last, Math.max(0, target)));
    } else if (event.key === 'Enter' && current && this.opens()) {
      event.preventDefault();
      this.opened.emit(current.row as never);
    } else if (event.key === ' ' && current && this.isSelectable()) {
      event.preventDefault();
      this.toggle(current.key);
    }
  }

  private focus(index: number): void {
    this.at.set(index);
    const row = this.body()?.nativeElement.children[index];
    if (row instanceof HTMLElement) row.focus();
  }
}
