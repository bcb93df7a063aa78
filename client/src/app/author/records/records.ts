import { httpResource } from '@angular/common/http';
import {
  afterNextRender,
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
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { Flow } from '@shared/contracts/flow';
import type { RecordRow, Records as RecordsPage } from '@shared/contracts/screening';
import { PLACES, type Place } from '@shared/domain/screening/place';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { Cell, type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FormFieldBox, InputControl } from '../../ui/field';
import { type ListPlace, ListPlaces } from '../../ui/list-places';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';
import { AuthorApi } from '../author-api';
import { RemoveRecords } from './remove-records';

const PAGE = 50;
const SHOWN = PLACES.filter((place) => place !== 'withdrawn');

/** All records, or those behind a number: by where they are, source, reason or words. */
@Component({
  selector: 'eh-records',
  imports: [
    Cell,
    DataTable,
    EmptyState,
    FormFieldBox,
    InputControl,
    MatButton,
    PageHeader,
    RemoveRecords,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './records.html',
  styleUrl: './records.scss',
})
export class Records {
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  private readonly api = inject(AuthorApi);
  private readonly state = inject(ReviewState);
  private readonly injector = inject(Injector);
  readonly reviewId = input.required<string>();
  /** The filter, from the address, so that every list can be linked to. */
  readonly place = input<string>();
  readonly arm = input<string>();
  readonly sourceKind = input<string>();
  readonly searchId = input<string>();
  readonly importId = input<string>();
  readonly reason = input<string>();
  readonly cycle = input<string>();
  /** With a version: what was settled at the stage under it or an older one. */
  readonly stageId = input<string>();
  readonly upToVersion = input<string>();
  readonly tag = input<string>();
  readonly usedIn = input<string>();
  /** An entry of the ledger: the records as they stood after it. */
  readonly asOf = input<string>();
  readonly q = input<string>();

  protected readonly filter = computed(() => {
    const all = {
      place: this.place(),
      arm: this.arm(),
      sourceKind: this.sourceKind(),
      searchId: this.searchId(),
      importId: this.importId(),
      reason: this.reason(),
      cycle: this.cycle(),
      stageId: this.stageId(),
      upToVersion: this.upToVersion(),
      tag: this.tag(),
      usedIn: this.usedIn(),
      asOf: this.asOf(),
      q: this.q(),
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Record<string, string>;
  });
  private readonly after = signal(0);
  private readonly resource = httpResource<RecordsPage>(() => ({
    url: `/api/reviews/${this.reviewId()}/records`,
    params: { ...this.filter(), after: this.after(), limit: PAGE },
  }));
  /** Names of sources and reasons. */
  private readonly flow = httpResource<Flow>(() => `/api/reviews/${this.reviewId()}/flow`);
  protected readonly sources = computed(() => (this.flow.hasValue() ? this.flow.value().sources : []));
  protected readonly reasons = computed(() => (this.flow.hasValue() ? this.flow.value().reasons : []));
  protected readonly rows = signal<readonly RecordRow[] | null>(null);
  protected readonly total = signal<number | null>(null);
  protected readonly next = signal<number | null>(null);
  protected readonly isIncomplete = computed(() => this.resource.hasValue() && this.resource.value().isIncomplete);
  protected readonly selected = signal<ReadonlySet<string>>(new Set());
  protected readonly places = SHOWN;
  protected readonly mayEdit = computed(() => !this.asOf() && this.state.may('records.edit'));
  protected readonly keyOf = (row: RecordRow): string => row.citation.id;
  protected readonly nameOf = ({ citation }: RecordRow): string =>
    `${citation.ordinal} ${citation.title ?? this.texts.of('author.records.noTitle')}`;
  protected readonly isRemoving = signal(false);
  private readonly listPlaces = inject(ListPlaces);
  private comesBack = this.listPlaces.comesBack();
  /** Where the list stood when it was left; null once it stands there again, and where somebody came another way. */
  private returnsTo: ListPlace | null = null;
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problems.of(error, 'author') : '';
  });
  protected readonly columns = computed((): Column[] => [
    { id: 'ordinal', label: this.texts.of('author.records.number'), isNumeric: true, width: '4rem' },
    { id: 'title', label: this.texts.of('author.records.record') },
    { id: 'place', label: this.texts.of('author.records.place'), width: '13rem', isBelow: true },
    { id: 'source', label: this.texts.of('author.records.source'), width: '11rem', isWideOnly: true },
  ]);
  /** One place of the select, or the several of a number's link. */
  protected readonly severalPlaces = computed(() => (this.place() ?? '').includes(','));
  protected readonly isFiltered = computed(() => Object.keys(this.filter()).length > 0);
  protected readonly heading = computed(() => {
    const total = this.total();
    return total === null ? '' : this.texts.of('author.records.total', { count: total });
  });
  protected readonly chosenRows = computed(() =>
    (this.rows() ?? []).filter(({ citation }) => this.selected().has(citation.id)),
  );
  protected readonly removed = computed(() =>
    this.chosenRows().filter(({ place }) => place === 'removed-automation' || place === 'removed-other'),
  );

  constructor() {
    effect(() => {
      this.filter();
      untracked(() => {
        this.returnsTo = this.comesBack ? this.listPlaces.placeOf(this.address) : null;
        this.comesBack = false;
        this.restart();
      });
    });
    effect(() => {
      if (!this.resource.hasValue()) return;
      const page = this.resource.value();
      untracked(() => this.take(page));
    });
    // Once the list is taken off the page, where it was scrolled to is gone.
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationStart) {
        this.listPlaces.keep(this.address, { rows: this.rows()?.length ?? 0, top: window.scrollY });
      }
    });
  }

  protected narrow(change: Record<string, string | null>): void {
    const queryParams = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value || null]));
    void this.router.navigate(['/reviews', this.reviewId(), 'records'], {
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected clear(): void {
    void this.router.navigate(['/reviews', this.reviewId(), 'records']);
  }

  protected open(row: RecordRow): void {
    const queryParams = this.asOf() ? { asOf: this.asOf() } : {};
    void this.router.navigate(['/reviews', this.reviewId(), 'records', row.citation.id], { queryParams });
  }

  protected more(): void {
    const next = this.next();
    if (next !== null && !this.resource.isLoading()) this.after.set(next);
  }

  protected placeOf(place: Place): string {
    return this.texts.of(`author.places.${place}`);
  }

  protected meta({ citation }: RecordRow): string {
    const people = citation.authors?.slice(0, 3).join(', ') ?? '';
    const more = (citation.authors?.length ?? 0) > 3 ? ' …' : '';
    return [`${people}${more}`, citation.journal, citation.year].filter(Boolean).join(' · ');
  }

  /** The undo lives here, since the form is gone by then. */
  protected told(citationIds: string[]): void {
    this.toasts.done(this.texts.of('author.records.removed', { count: citationIds.length }), {
      label: this.texts.of('author.records.undo'),
      run: () => void this.bringBack(citationIds),
    });
    this.restart();
  }

  protected async bringBack(citationIds = this.removed().map(({ citation }) => citation.id)): Promise<void> {
    try {
      await this.api.bringBack(this.reviewId(), { id: newId(), citationIds, reason: null });
      this.toasts.done(this.texts.of('author.records.broughtBack', { count: citationIds.length }));
      this.restart();
    } catch (error) {
      this.toasts.problem(this.problems.of(error, 'author'));
    }
  }

  protected restart(): void {
    this.isRemoving.set(false);
    this.selected.set(new Set());
    this.rows.set(null);
    this.total.set(null);
    this.next.set(null);
    if (this.after() === 0) this.resource.reload();
    else this.after.set(0);
  }

  private take(page: RecordsPage): void {
    if (this.after() === 0) {
      this.rows.set(page.rows);
      this.total.set(page.total);
    } else {
      const known = new Set((this.rows() ?? []).map(this.keyOf));
      this.rows.update((rows) => [...(rows ?? []), ...page.rows.filter((row) => !known.has(row.citation.id))]);
    }
    this.next.set(page.next);
    this.goBack();
  }

  /** Loads on until as many rows stand as when the list was left, and then scrolls to where it stood. */
  private goBack(): void {
    const place = this.returnsTo;
    if (!place) return;
    if ((this.rows()?.length ?? 0) < place.rows && this.next() !== null) {
      this.after.set(this.next() ?? 0);
      return;
    }
    this.returnsTo = null;
    afterNextRender(() => window.scrollTo({ top: place.top, behavior: 'instant' }), { injector: this.injector });
  }

  private get address(): string {
    return `records ${this.reviewId()} ${JSON.stringify(this.filter())}`;
  }
}
