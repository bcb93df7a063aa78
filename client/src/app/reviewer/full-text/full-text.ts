import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
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
import { criteriaAt, exclusionReasonsAt } from '@shared/domain/protocol/protocol';
import { Outbox } from '../../data/outbox';
import { type Problem, problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { ScreeningApi } from '../../data/screening-api';
import { RefusedActs } from '../../data/screening-refused';
import { SessionState } from '../../data/session';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { HelpState } from '../../ui/help-state';
import { Icon } from '../../ui/icon';
import { Keys, type Shortcut } from '../../ui/keys';
import { ProgressMeter } from '../../ui/progress-meter';
import { CitationView } from '../../ui/record/citation-view';
import { CriteriaList } from '../../ui/record/criteria-list';
import { SyncState } from '../../ui/record/sync-state';
import { VerdictBar } from '../../ui/record/verdict-bar';
import { Skeleton } from '../../ui/skeleton';
import { SplitPane } from '../../ui/split-pane';
import { DecisionPanel } from '../screening/decision-panel';
import { ScreeningDesk } from '../screening/desk';
import type { Draft, Missing, Verdict } from '../screening/desk-rows';
import { Reading } from '../screening/reading';
import { fullTextKeys } from './full-text-keys';
import { PdfView } from './pdf-view';

/** Stages whose reports are read whole, pilots on them included. */
const isFullText = ({ kind, sample }: Stage): boolean =>
  kind === 'full-text' || (kind === 'pilot' && sample?.of === 'full-text');

/** The reader's desk at full text: the PDF, and the decision with its criteria and reasons beside it. */
@Component({
  selector: 'eh-full-text',
  imports: [
    CitationView,
    CriteriaList,
    DecisionPanel,
    EmptyState,
    Icon,
    MatButton,
    PdfView,
    ProgressMeter,
    RouterLink,
    Skeleton,
    SplitPane,
    SyncState,
    TranslocoPipe,
    VerdictBar,
  ],
  providers: [Reading, ScreeningDesk],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './full-text.html',
  styleUrl: './full-text.scss',
})
export class FullText {
  private readonly api = inject(ScreeningApi);
  private readonly session = inject(SessionState);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  protected readonly outbox = inject(Outbox);
  protected readonly refusedActs = inject(RefusedActs);
  protected readonly state = inject(ReviewState);
  protected readonly desk = inject(ScreeningDesk);
  protected readonly reading = inject(Reading);

  protected readonly stages = signal<readonly Stage[] | null>(null);
  protected readonly failed = signal<Problem | null>(null);
  protected readonly asked = signal<{ verdict: Verdict; missing: readonly Missing[] } | null>(null);
  protected readonly said = signal('');
  protected readonly chosenFile = signal<string | null>(null);
  private readonly panel = viewChild(DecisionPanel);
  private readonly pdf = viewChild(PdfView);

  private readonly fileList = httpResource<FullTextFiles>(() => {
    const id = this.desk.citation()?.id;
    return id ? `${this.base()}/citations/${encodeURIComponent(id)}/full-texts` : undefined;
  });
  protected readonly isLoadingFiles = computed(() => this.fileList.isLoading());
  protected readonly files = computed(() => (this.fileList.hasValue() ? this.fileList.value().files : []));
  protected readonly file = computed(
    () => this.files().find(({ fileId }) => fileId === this.chosenFile()) ?? this.files()[0] ?? null,
  );
  protected readonly fileUrl = computed(
    () => `${this.base()}/full-texts/${encodeURIComponent(this.file()?.fileId ?? '')}`,
  );
  protected readonly criteria = computed(() => {
    const protocol = this.reading.protocol();
    return protocol ? criteriaAt(protocol.document, 'full-text') : [];
  });
  protected readonly reasons = computed(() => {
    const protocol = this.reading.protocol();
    return protocol ? exclusionReasonsAt(protocol.document, 'full-text') : [];
  });
  protected readonly missing = computed(() => this.asked()?.missing ?? []);
  protected readonly refusal = computed(() => {
    const id = this.desk.citation()?.id;
    return id ? (this.refusedActs.all().find(({ citationId }) => citationId === id) ?? null) : null;
  });
  protected readonly stateOf = computed<'reading' | 'failed' | 'no-stage' | 'loading' | 'done'>(() => {
    if (this.desk.row()) return 'reading';
    if (this.failed() ?? this.desk.problem()) return 'failed';
    if (this.stages()?.length === 0) return 'no-stage';
    return !this.stages() || this.desk.isLoading() ? 'loading' : 'done';
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
    const help = inject(HelpState);
    help.topic.set('full-text.help');
    inject(DestroyRef).onDestroy(() => help.topic.set(null));
    inject(Keys).bind(fullTextKeys(this) satisfies Shortcut[]);
  }

  vote(verdict: Verdict): void {
    const voting = this.desk.vote(verdict);
    if (voting.kind === 'nothing') return;
    if (voting.kind === 'missing') {
      this.asked.set({ verdict, missing: voting.missing });
      this.say(`screening.asked.${voting.missing[0]}`, { verdict: this.texts.of(`verdicts.${verdict}`) });
      if (voting.missing[0] === 'note') this.toNote();
      if (voting.missing[0] === 'tag') this.panel()?.focusTags();
      return;
    }
    this.asked.set(null);
    const next = this.desk.citation();
    this.say(next ? 'screening.said.next' : 'screening.said.last', { title: next?.title ?? '' });
  }

  confirm(): void {
    const asked = this.asked();
    if (asked) this.vote(asked.verdict);
  }

  undo(): void {
    this.asked.set(null);
    const citation = this.desk.undo();
    if (citation) this.say('screening.said.undone', { title: citation.title ?? '' });
    else this.say('screening.said.nothingToUndo');
  }

  redo(): void {
    const citation = this.desk.redo();
    if (citation) this.say('screening.said.redone', { title: citation.title ?? '' });
    else this.say('screening.said.nothingToRedo');
  }

  move(by: 1 | -1): void {
    this.asked.set(null);
    if (!this.desk.move(by)) this.say(by < 0 ? 'screening.said.noEarlier' : 'screening.said.noLater');
  }

  tick(number: number): void {
    const reason = this.reasons()[number - 1];
    if (reason) this.toggleReason(reason.id);
  }

  toNote(): void {
    setTimeout(() => this.panel()?.focusNote());
  }

  toTags(): void {
    setTimeout(() => this.panel()?.focusTags());
  }

  toSearch(): void {
    this.pdf()?.focusSearch();
  }

  turn(by: 1 | -1): void {
    this.pdf()?.turn(by);
  }

  resize(by: 1 | -1): void {
    this.pdf()?.resize(by);
  }

  escape(): void {
    this.asked.set(null);
  }

  isReading(): boolean {
    return this.desk.row() !== null;
  }

  hasAsked(): boolean {
    return this.asked() !== null;
  }

  protected toggleReason(id: string): void {
    this.desk.toggleReason(
      id,
      this.reasons().map((reason) => reason.id),
    );
    this.recheck();
  }

  protected edit(patch: Partial<Draft>): void {
    this.desk.edit(patch);
    this.recheck();
  }

  protected retry(): void {
    this.failed.set(null);
    if (this.stages()) void this.desk.lookAgain();
    else void this.open(this.state.id());
  }

  protected choose(stageId: string): void {
    const stage = this.stages()?.find(({ id }) => id === stageId);
    if (stage) this.openStage(stage);
  }

  private base(): string {
    return `/api/reviews/${encodeURIComponent(this.state.id())}`;
  }

  private recheck(): void {
    const draft = this.desk.draft();
    const has = { reason: draft.reasons.length > 0, tag: draft.tags.length > 0, note: draft.note.trim() !== '' };
    this.asked.update((asked) => asked && { ...asked, missing: asked.missing.filter((part) => !has[part]) });
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
    this.asked.set(null);
    void this.desk.open(accountId, this.state.id(), stage);
  }

  private say(key: string, values: Record<string, unknown> = {}): void {
    this.said.set(this.texts.of(key, values));
  }
}
