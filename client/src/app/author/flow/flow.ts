import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { layoutFor } from '@shared/domain/prisma/box-content';
import type { Flow, FlowMoments, FlowOptions, FlowQuery } from '@shared/contracts/flow';
import { newId } from '../../data/api';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { FormFieldBox, InputControl } from '../../ui/field';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { AuthorApi } from '../author-api';
import { FlowCheck } from './flow-check';
import { FlowDrawing } from './flow-drawing';
import { FlowFiles } from './flow-files';
import { FlowIdentities } from './flow-identities';
import { differences } from './flow-links';
import { FlowOptionsPanel } from './flow-options';
import { FlowPast } from './flow-past';
import { PreviousVersionForm } from './previous-version';

type Structure = FlowQuery['structure'];
const STRUCTURES: readonly Structure[] = ['combined', 'each-separate', 'base-and-updates', 'earlier-and-latest'];
function structureOf(value: string | undefined): Structure {
  return STRUCTURES.find((name) => name === value) ?? 'combined';
}
/** Many events in a row make one reload. */
const RELOAD_AFTER_MS = 800;

/** The PRISMA 2020 flow diagram, live or as of any past moment, with what must add up beside it. */
@Component({
  selector: 'eh-flow',
  imports: [
    EmptyState,
    FlowCheck,
    FlowDrawing,
    FlowFiles,
    FlowIdentities,
    FlowOptionsPanel,
    FlowPast,
    FormFieldBox,
    InputControl,
    MatButton,
    PageHeader,
    PreviousVersionForm,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './flow.html',
  styleUrl: './flow.scss',
})
export class FlowScreen {
  private readonly state = inject(ReviewState);
  private readonly api = inject(AuthorApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  private readonly router = inject(Router);
  readonly reviewId = input.required<string>();
  protected readonly structures = STRUCTURES;
  /** From the address, so that a link opens what is shown: an event's number, a day or an instant; now when absent. */
  readonly asOf = input<string>();
  readonly structure = input('combined', { transform: structureOf });
  private readonly base = computed(() => `/api/reviews/${this.reviewId()}/flow`);
  protected readonly query = computed((): Record<string, string> => {
    const asOf = this.asOf();
    return { structure: this.structure(), ...(asOf ? { asOf } : {}) };
  });
  protected readonly resource = httpResource<Flow>(() => ({ url: this.base(), params: this.query() }));
  /** What holds now, to say what changed since the moment shown. */
  private readonly now = httpResource<Flow>(() =>
    !this.asOf() ? undefined : { url: this.base(), params: { structure: this.structure() } },
  );
  protected readonly moments = httpResource<FlowMoments>(() => `${this.base()}/moments`);

  /** Kept while another moment loads, so that the drawing does not go away in between. */
  protected readonly flow = linkedSignal<Flow | null, Flow | null>({
    source: () => (this.resource.hasValue() ? this.resource.value() : null),
    computation: (found, before) => found ?? before?.value ?? null,
  });
  protected readonly options = linkedSignal(() => this.flow()?.options ?? null);
  protected readonly shown = computed((): Flow | null => {
    const [flow, options] = [this.flow(), this.options()];
    return flow && options ? { ...flow, options } : null;
  });
  protected readonly isEmpty = computed(
    () => this.flow()?.parts.every(({ flow }) => flow.databases.identified + flow.other.identified === 0) ?? false,
  );
  /** A diagram of four columns takes the whole page; what stands beside it goes below. */
  protected readonly isWide = computed(() => {
    const shown = this.shown();
    return shown?.parts.some(({ flow }) => layoutFor(flow, shown.options.layout) !== 'new-v1') ?? false;
  });
  protected readonly changes = computed(() => {
    const now = this.now.hasValue() ? this.now.value() : null;
    return !this.asOf() || !now ? [] : differences(this.flow()?.parts.at(-1), now.parts.at(-1));
  });
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problems.of(error, 'author') : '';
  });
  protected readonly mayRecord = computed(() => this.state.may('studies.edit'));

  constructor() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    effect((onCleanup) => {
      const stop = this.state.stream()?.on('*', () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.refresh(), RELOAD_AFTER_MS);
      });
      onCleanup(() => stop?.());
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  protected refresh(): void {
    if (!this.asOf()) this.resource.reload();
    else this.now.reload();
    this.moments.reload();
  }

  protected show(change: { asOf?: string | null; structure?: Structure }): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl: true });
  }

  /** The address of exactly these numbers: by the number of the entry, since more may be recorded on the same day. */
  protected async copyLink(seq: number): Promise<void> {
    const tree = this.router.createUrlTree(['/reviews', this.reviewId(), 'flow'], {
      queryParams: { asOf: seq, structure: this.structure() === 'combined' ? null : this.structure() },
    });
    const address = new URL(this.router.serializeUrl(tree), document.baseURI).href;
    try {
      await navigator.clipboard.writeText(address);
      this.toasts.done(this.texts.of('author.past.copied', { seq }));
    } catch {
      this.toasts.problem(this.texts.of('author.past.notCopied', { address }));
    }
  }

  protected partTitle(cycles: readonly number[]): string {
    const [first, last] = [cycles[0] ?? 1, cycles.at(-1) ?? 1];
    return first === last
      ? this.texts.of('author.flow.cycle', { cycle: first })
      : this.texts.of('author.flow.cycles', { first, last });
  }

  /** Drawn at once, kept on the server; taken back when that fails. */
  protected async saveOptions(options: FlowOptions): Promise<void> {
    const before = this.options();
    this.options.set(options);
    try {
      await this.api.saveFlowOptions(this.reviewId(), newId(), options);
    } catch (error) {
      this.options.set(before);
      this.toasts.problem(this.problems.of(error, 'author'));
    }
  }
}
