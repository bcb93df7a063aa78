import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FullTextFiles } from '@shared/contracts/full-texts';
import type { Stage } from '@shared/contracts/stages';
import type { Quotation } from '@shared/domain/screening/quotation';
import { isUnreachable } from '../../data/kept-answers';
import { type Problem, problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { ScreeningApi } from '../../data/screening-api';
import { SessionState } from '../../data/session';
import { EmptyState } from '../../ui/empty-state';
import { HelpState } from '../../ui/help-state';
import { KeyHint } from '../../ui/key-hint';
import { Keys, type Shortcut } from '../../ui/keys';
import type { PageSelection } from '../../ui/pdf/page-boxes';
import { ReportView } from '../../ui/pdf/report-view';
import { CitationView } from '../../ui/record/citation-view';
import { CriteriaList } from '../../ui/record/criteria-list';
import { QuotationList } from '../../ui/record/quotation-list';
import { Skeleton } from '../../ui/skeleton';
import { SplitPane } from '../../ui/split-pane';
import { DecisionPanel } from '../screening/decision-panel';
import { ScreeningDesk } from '../screening/desk';
import { DeskActs } from '../screening/desk-acts';
import { DeskFoot } from '../screening/desk-foot';
import { DeskHead } from '../screening/desk-head';
import type { Verdict } from '../screening/desk-rows';
import { DeskSupply } from '../screening/desk-supply';
import { Reading } from '../screening/reading';
import { Voting } from '../screening/voting';
import { fullTextKeys } from './full-text-keys';

/** Stages whose reports are read whole, pilots on them included. */
const isFullText = ({ kind, sample }: Stage): boolean =>
  kind === 'full-text' || (kind === 'pilot' && sample?.of === 'full-text');

type DeskState = 'reading' | 'failed' | 'offline' | 'no-stage' | 'loading' | 'closed' | 'done' | 'archived';

/** The reader's desk at full text: the PDF, and the decision with its criteria and reasons beside it. */
@Component({
  selector: 'eh-full-text',
  imports: [
    CitationView,
    CriteriaList,
    DecisionPanel,
    DeskFoot,
    DeskHead,
    EmptyState,
    KeyHint,
    MatButton,
    QuotationList,
    ReportView,
    RouterLink,
    Skeleton,
    SplitPane,
    TranslocoPipe,
  ],
  providers: [DeskActs, DeskSupply, Reading, ScreeningDesk, Voting],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './full-text.html',
  styleUrl: './full-text.scss',
})
export class FullText {
  private readonly api = inject(ScreeningApi);
  private readonly session = inject(SessionState);
  private readonly problemText = inject(ProblemText);
  protected readonly state = inject(ReviewState);
  protected readonly desk = inject(ScreeningDesk);
  protected readonly voting = inject(Voting);
  protected readonly reading = inject(Reading);

  protected readonly stages = signal<readonly Stage[] | null>(null);
  protected readonly failed = signal<Problem | null>(null);
  private readonly panel = viewChild(DecisionPanel);
  private readonly report = viewChild(ReportView);
  private readonly quotationsSection = viewChild<ElementRef<HTMLElement>>('quotations');
  private readonly beside = viewChild<ElementRef<HTMLElement>>('beside');

  private readonly fileList = httpResource<FullTextFiles>(() => {
    const id = this.desk.citation()?.id;
    return id ? `${this.base()}/citations/${encodeURIComponent(id)}/full-texts` : undefined;
  });
  protected readonly files = computed(() => (this.fileList.hasValue() ? this.fileList.value().files : null));
  protected readonly isUnreachable = computed(() => this.fileList.error() !== undefined);
  protected readonly fileIds = computed(() => this.files()?.map(({ fileId }) => fileId) ?? null);
  protected readonly addressOf = computed(() => {
    const base = this.base();
    return (fileId: string): string => `${base}/full-texts/${encodeURIComponent(fileId)}`;
  });
  protected readonly stateOf = computed<DeskState>(() => {
    if (this.state.isArchived()) return 'archived';
    if (this.desk.row()) return 'reading';
    const problem = this.failed() ?? this.desk.problem();
    if (problem) return isUnreachable(problem) ? 'offline' : 'failed';
    if (this.stages()?.length === 0) return 'no-stage';
    if (!this.stages() || this.desk.isLoading()) return 'loading';
    return this.desk.stage()?.closedAt ? 'closed' : 'done';
  });
  protected readonly problem = computed(() => {
    const problem = this.failed() ?? this.desk.problem();
    return problem ? this.problemText.of(problem, 'screening') : '';
  });

  constructor() {
    this.voting.kind.set('full-text');
    effect(() => {
      const reviewId = this.state.id();
      untracked(() => void this.open(reviewId));
    });
    const help = inject(HelpState);
    help.topic.set('full-text.help');
    inject(DestroyRef).onDestroy(() => help.topic.set(null));
    inject(Keys).bind(fullTextKeys(this) satisfies Shortcut[]);
  }

  vote(verdict: Verdict): void {
    if (this.state.isArchived()) return;
    const voted = this.voting.vote(verdict);
    if (voted === 'note') this.toNote();
    if (voted === 'tag') this.toTags();
  }

  confirm(): void {
    const asked = this.voting.asked();
    if (asked) this.vote(asked.verdict);
  }

  undo(): void {
    this.voting.undo();
  }

  redo(): void {
    this.voting.redo();
  }

  move(by: 1 | -1): void {
    this.voting.move(by);
  }

  tick(number: number): void {
    this.voting.tick(number);
  }

  toNote(): void {
    this.panel()?.focusNote();
  }

  toTags(): void {
    this.panel()?.focusTags();
  }

  toSearch(): void {
    this.report()?.pdf()?.focusSearch();
  }

  turn(by: 1 | -1): void {
    this.report()?.pdf()?.turn(by);
  }

  resize(by: 1 | -1): void {
    this.report()?.pdf()?.resize(by);
  }

  /** Keeps the words that are selected in the PDF. */
  quote(): void {
    const selection = this.report()?.pdf()?.takeSelection();
    if (selection) this.keep(selection);
    else this.voting.say('full-text.quotations.nothingSelected');
  }

  escape(): void {
    this.voting.asked.set(null);
  }

  isReading(): boolean {
    return this.stateOf() === 'reading';
  }

  hasAsked(): boolean {
    return this.voting.asked() !== null;
  }

  /** The words go with the reason that was ticked, where it is the only one. */
  protected keep(selection: PageSelection): void {
    const fileId = this.report()?.file()?.fileId;
    if (!fileId) return;
    const { reasons, quotations } = this.desk.draft();
    const reason = reasons.length === 1 ? (reasons[0] ?? null) : null;
    this.setQuotations([...quotations, { ...selection, fileId, reason }]);
    this.voting.say('full-text.quotations.kept', { page: selection.page });
    setTimeout(() => this.bringUpQuotations());
  }

  /** Scrolls the pane beside the report and nothing else: the page, and a phone's reader, stay where they are. */
  private bringUpQuotations(): void {
    const [section, pane] = [this.quotationsSection()?.nativeElement, this.beside()?.nativeElement];
    if (!section || !pane) return;
    const below = section.getBoundingClientRect().bottom - pane.getBoundingClientRect().bottom;
    if (below > 0) pane.scrollTop += below;
  }

  /** A quotation that is put to a reason ticks it. */
  protected setQuotations(quotations: readonly Quotation[]): void {
    const named = new Set([...this.desk.draft().reasons, ...quotations.flatMap(({ reason }) => reason ?? [])]);
    const reasons = this.voting.reasons().flatMap(({ id }) => (named.has(id) ? [id] : []));
    this.voting.edit({ quotations, reasons });
  }

  protected show(quotation: Quotation): void {
    this.report()?.show(quotation);
  }

  protected retry(): void {
    this.failed.set(null);
    if (this.stages()) void this.desk.lookAgain();
    else void this.open(this.state.id());
  }

  protected reloadFiles(): void {
    this.fileList.reload();
  }

  protected choose(stageId: string): void {
    const stage = this.stages()?.find(({ id }) => id === stageId);
    if (stage) this.openStage(stage);
  }

  private base(): string {
    return `/api/reviews/${encodeURIComponent(this.state.id())}`;
  }

  private async open(reviewId: string): Promise<void> {
    try {
      const [{ stages }] = await Promise.all([this.api.stages(reviewId), this.reading.open(reviewId)]);
      const own = stages.filter(isFullText).sort((a, b) => a.position - b.position);
      this.stages.set(own);
      const first = own.find(({ closedAt }) => !closedAt) ?? own[0];
      if (first) this.openStage(first);
    } catch (error) {
      this.failed.set(problemFrom(error));
    }
  }

  private openStage(stage: Stage): void {
    const accountId = this.session.account()?.id;
    if (!accountId || stage.id === this.desk.stage()?.id) return;
    this.voting.asked.set(null);
    void this.desk.open(accountId, this.state.id(), stage);
  }
}
