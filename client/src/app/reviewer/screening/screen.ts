import { DOCUMENT } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Stage } from '@shared/contracts/stages';
import { isRanked, isTeamOrder } from '@shared/domain/screening/rule';
import { isUnreachable } from '../../data/kept-answers';
import { Outbox } from '../../data/outbox';
import { type Problem, problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { ScreeningApi } from '../../data/screening-api';
import { SessionState } from '../../data/session';
import { EmptyState } from '../../ui/empty-state';
import { HelpState } from '../../ui/help-state';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import { Keys } from '../../ui/keys';
import { CitationView } from '../../ui/record/citation-view';
import { CriteriaList } from '../../ui/record/criteria-list';
import { DeskFrame } from '../../ui/record/desk-frame';
import type { HighlightList } from '../../ui/record/highlights';
import { Skeleton } from '../../ui/skeleton';
import { DecisionPanel } from './decision-panel';
import { ScreeningDesk } from './desk';
import { DeskFoot } from './desk-foot';
import { DeskHead } from './desk-head';
import type { Verdict } from './desk-rows';
import { HighlightPanel } from './highlight-panel';
import { timePaint } from './paint-clock';
import { OfflineReady } from './offline-ready';
import { Reading } from './reading';
import { deskKeys } from './desk-keys';
import { DeskActs } from './desk-acts';
import { DeskSupply } from './desk-supply';
import { SelectedWords } from './selected-words';
import { abstractStages, lastStage, rememberStage, stageToOpen } from './stage-of';
import { Voting } from './voting';
import { WhyThisOne } from './why-this-one';

type DeskState = 'loading' | 'reading' | 'failed' | 'no-stage' | 'offline' | 'closed' | 'done' | 'archived';

/** The reader's desk: one citation, the criteria beside it, and a vote on one key. */
@Component({
  selector: 'eh-screen',
  imports: [
    CitationView,
    CriteriaList,
    DecisionPanel,
    DeskFoot,
    DeskFrame,
    DeskHead,
    EmptyState,
    HighlightPanel,
    Icon,
    KeyHint,
    MatButton,
    OfflineReady,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    WhyThisOne,
  ],
  providers: [DeskActs, DeskSupply, Reading, ScreeningDesk, SelectedWords, Voting],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './screen.html',
  styleUrl: './screen.scss',
  host: {
    '[class.focused]': 'reading.isFocused()',
    '[class.eh-alone]': 'reading.isFocused()',
    '[style.--_size]': "'calc(var(--eh-reading) * ' + reading.size() + ')'",
  },
})
export class Screen {
  private readonly api = inject(ScreeningApi);
  private readonly session = inject(SessionState);
  private readonly problemText = inject(ProblemText);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly outbox = inject(Outbox);
  protected readonly state = inject(ReviewState);
  protected readonly desk = inject(ScreeningDesk);
  protected readonly voting = inject(Voting);
  protected readonly reading = inject(Reading);
  protected readonly selected = inject(SelectedWords);

  /** Which stage, from the address; the reader's last one when left out. */
  readonly stage = input<string>();

  protected readonly stages = signal<readonly Stage[] | null>(null);
  protected readonly failed = signal<Problem | null>(null);
  protected readonly isDrawerOpen = signal(false);
  protected readonly areMarksOpen = signal(false);
  /** Stays as it is from record to record. */
  protected readonly isWhyOpen = signal(false);
  private readonly usedTags = signal<readonly string[]>([]);
  private readonly panel = viewChild(DecisionPanel);

  protected readonly knownTags = computed(() => {
    const here = this.desk.rows().flatMap(({ choice }) => choice?.tags ?? []);
    return [...new Set([...here, ...this.usedTags()])].sort((a, b) => a.localeCompare(b));
  });
  protected readonly isClosed = computed(() => this.desk.stage()?.closedAt != null);
  protected readonly stateOf = computed<DeskState>(() => {
    if (this.state.isArchived()) return 'archived';
    if (this.desk.row()) return 'reading';
    const problem = this.failed() ?? this.desk.problem();
    if (problem) return isUnreachable(problem) ? 'offline' : 'failed';
    if (this.stages()?.length === 0) return 'no-stage';
    if (!this.stages() || this.desk.isLoading()) return 'loading';
    return this.isClosed() ? 'closed' : 'done';
  });
  protected readonly problem = computed(() => {
    const problem = this.failed() ?? this.desk.problem();
    return problem ? this.problemText.of(problem, 'screening') : '';
  });

  constructor() {
    effect(() => {
      const reviewId = this.state.id();
      untracked(() => void this.open(reviewId));
    });
    effect(() => {
      const [stages, asked] = [this.stages(), this.stage()];
      if (stages && !this.state.isArchived())
        untracked(() => this.openStage(stageToOpen(stages, asked, lastStage(this.state.id()))));
    });
    effect(() => this.followAmendments());
    effect(() => {
      if (this.outbox.isOnline() && untracked(() => isUnreachable(this.desk.problem())))
        void untracked(() => this.desk.lookAgain());
    });
    const help = inject(HelpState);
    help.topic.set('screening.help');
    inject(DestroyRef).onDestroy(() => help.topic.set(null));
    inject(Keys).bind(deskKeys(this));
  }

  vote(verdict: Verdict, pressedAt = performance.now()): void {
    if (this.state.isArchived()) return;
    const voted = this.voting.vote(verdict);
    if (voted === 'kept') {
      this.close();
      this.toTop();
      timePaint(`vote.${verdict}`, pressedAt);
    } else if (voted) {
      this.isDrawerOpen.set(true);
      if (voted === 'tag') this.toTags();
      if (voted === 'note') this.toNote();
    }
  }

  /** Enter: the vote that waits for a reason, tag or note. */
  confirm(): void {
    const asked = this.voting.asked();
    if (asked) this.vote(asked.verdict);
  }

  undo(pressedAt = performance.now()): void {
    this.close();
    if (this.voting.undo()) this.arrive('undo', pressedAt);
  }

  redo(pressedAt = performance.now()): void {
    if (this.voting.redo()) this.arrive('redo', pressedAt);
  }

  move(by: 1 | -1, pressedAt = performance.now()): void {
    if (this.voting.move(by)) this.arrive('move', pressedAt);
  }

  tick(number: number): void {
    this.voting.tick(number);
  }

  toNote(): void {
    this.isDrawerOpen.set(true);
    // The drawer of a phone takes the focus only once it is shown.
    setTimeout(() => this.panel()?.focusNote());
  }

  toTags(): void {
    this.isDrawerOpen.set(true);
    setTimeout(() => this.panel()?.focusTags());
  }

  /** H: with words selected they are marked from now on, without it all marks go on or off. */
  mark(list: HighlightList): void {
    const words = this.selected.take();
    if (!words) return this.reading.toggleMarks();
    void this.reading.add(list, words).then((word) => {
      if (word) this.voting.say('screening.said.marked', { word });
    });
  }

  close(): void {
    this.voting.asked.set(null);
    this.isDrawerOpen.set(false);
    this.areMarksOpen.set(false);
  }

  escape(): void {
    if (this.hasOpen()) this.close();
    else this.reading.isFocused.set(false);
  }

  hasOpen(): boolean {
    return this.voting.asked() !== null || this.isDrawerOpen() || this.areMarksOpen();
  }

  protected readonly isTeamOrder = isTeamOrder;

  /** A model orders the stage and the server can be asked. */
  mayAskWhy(): boolean {
    const stage = this.desk.stage();
    return stage !== null && stage !== undefined && isRanked(stage.rule) && this.outbox.isOnline();
  }

  toggleWhy(): void {
    this.isWhyOpen.update((isOpen) => !isOpen);
  }

  isReading(): boolean {
    return this.stateOf() === 'reading';
  }

  get isFocused(): boolean {
    return this.reading.isFocused();
  }

  toggleFocus(): void {
    this.reading.isFocused.update((focused) => !focused);
  }

  resize(by: 1 | -1): void {
    this.reading.resize(by);
  }

  protected choose(stageId: string): void {
    void this.router.navigate([], { queryParams: { stage: stageId }, queryParamsHandling: 'merge' });
  }

  protected retry(): void {
    this.failed.set(null);
    if (this.stages()) void this.desk.lookAgain();
    else void this.open(this.state.id());
  }

  private async open(reviewId: string): Promise<void> {
    try {
      const [{ stages }] = await Promise.all([this.api.stages(reviewId), this.reading.open(reviewId)]);
      this.stages.set(abstractStages(stages));
      const { rows } = await this.api.mine(reviewId, { limit: 100 });
      this.usedTags.set([...new Set(rows.flatMap(({ tags }) => tags))]);
    } catch (error) {
      if (!this.stages()) this.failed.set(problemFrom(error));
    }
  }

  private openStage(stage: Stage | null): void {
    const accountId = this.session.account()?.id;
    if (!stage || !accountId || stage.id === this.desk.stage()?.id) return;
    rememberStage(this.state.id(), stage.id);
    this.close();
    void this.desk.open(accountId, this.state.id(), stage);
  }

  private followAmendments(): void {
    const version = this.desk.protocolVersion();
    const shown = untracked(() => this.reading.protocol()?.version ?? 0);
    if (version > shown && shown > 0) {
      void this.reading.reloadProtocol().then(() => this.voting.say('screening.said.amended', { version }));
    }
  }

  private arrive(act: string, pressedAt: number): void {
    this.toTop();
    timePaint(act, pressedAt);
  }

  private toTop(): void {
    const scroller = this.reading.isFocused() ? this.host.nativeElement : this.document.scrollingElement;
    if (scroller && scroller.scrollTop > 0) scroller.scrollTop = 0;
  }
}
