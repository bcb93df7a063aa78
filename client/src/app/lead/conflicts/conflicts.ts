import { Dialog } from '@angular/cdk/dialog';
import { DOCUMENT } from '@angular/common';
import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FullTextFiles } from '@shared/contracts/full-texts';
import type { ProtocolVersion } from '@shared/contracts/protocol';
import type { Quotation } from '@shared/domain/screening/quotation';
import { criteriaAt, exclusionReasonsAt } from '@shared/domain/protocol/protocol';
import { Outbox } from '../../data/outbox';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { ScreeningApi } from '../../data/screening-api';
import { RefusedActs } from '../../data/screening-refused';
import { Texts } from '../../data/texts';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import { Keys } from '../../ui/keys';
import { Moment } from '../../ui/moment';
import { PageHeader } from '../../ui/page-header';
import { openReport } from '../../ui/pdf/report-dialog';
import { CitationView } from '../../ui/record/citation-view';
import { CriteriaList } from '../../ui/record/criteria-list';
import { DeskFrame } from '../../ui/record/desk-frame';
import { highlighterOf } from '../../ui/record/highlights';
import { ReasonList } from '../../ui/record/reason-list';
import { SyncState } from '../../ui/record/sync-state';
import { VerdictBar } from '../../ui/record/verdict-bar';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { ConflictDesk, type Verdict } from './conflict-desk';
import { conflictKeys } from './conflict-keys';
import { SideView } from './side-view';

/** Disagreements, one at a time: both sides without names, the criteria beside them, settled on one key. */
@Component({
  selector: 'eh-conflicts',
  imports: [
    CitationView,
    CriteriaList,
    DeskFrame,
    EmptyState,
    Icon,
    KeyHint,
    MatButton,
    Moment,
    PageHeader,
    ReasonList,
    RouterLink,
    SideView,
    Skeleton,
    SyncState,
    TranslocoPipe,
    VerdictBar,
  ],
  providers: [ConflictDesk],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './conflicts.html',
  styleUrl: './conflicts.scss',
})
export class Conflicts {
  private readonly api = inject(ScreeningApi);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private readonly dialogs = inject(Dialog);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly state = inject(ReviewState);
  protected readonly outbox = inject(Outbox);
  protected readonly refusedActs = inject(RefusedActs);
  protected readonly desk = inject(ConflictDesk);

  protected readonly said = signal('');
  protected readonly isReasonWanted = signal(false);
  protected readonly words = signal('');
  protected readonly stageId = signal('');
  private readonly protocol = signal<ProtocolVersion | null>(null);
  private readonly noteField = viewChild<ElementRef<HTMLTextAreaElement>>('note');
  private readonly wordsField = viewChild<ElementRef<HTMLTextAreaElement>>('wordsField');

  protected readonly kind = computed(() => {
    const stage = this.desk.stage();
    return stage?.kind === 'full-text' || stage?.sample?.of === 'full-text' ? 'full-text' : 'title-abstract';
  });
  protected readonly version = computed(() => this.protocol()?.version ?? 0);
  protected readonly criteria = computed(() => {
    const protocol = this.protocol();
    return protocol ? criteriaAt(protocol.document, this.kind()) : [];
  });
  protected readonly reasons = computed(() => {
    const protocol = this.protocol();
    return protocol ? exclusionReasonsAt(protocol.document, this.kind()) : [];
  });
  protected readonly highlighter = computed(() => {
    const protocol = this.protocol();
    return protocol ? highlighterOf(protocol.document.keywords) : null;
  });
  protected readonly verdicts = computed<readonly Verdict[]>(() => {
    if (this.state.isArchived()) return [];
    return this.desk.conflict()?.mayResolve ? ['include', 'exclude'] : ['include', 'maybe', 'exclude'];
  });
  private readonly fileList = httpResource<FullTextFiles>(() => {
    const conflict = this.desk.conflict();
    if (!conflict || this.kind() !== 'full-text') return undefined;
    return `${this.base()}/citations/${encodeURIComponent(conflict.citation.id)}/full-texts`;
  });
  protected readonly files = computed(() => (this.fileList.hasValue() ? this.fileList.value().files : null));
  protected readonly fileIds = computed(() => this.files()?.map(({ fileId }) => fileId) ?? null);
  protected readonly problem = computed(() => {
    const problem = this.desk.problem();
    return problem ? this.problemText.of(problem, 'screening') : '';
  });

  constructor() {
    effect(() => {
      const reviewId = this.state.id();
      untracked(() => {
        void this.desk.open(reviewId);
        void this.api.protocol(reviewId).then(
          ({ current }) => this.protocol.set(current),
          () => undefined,
        );
      });
    });
    inject(Keys).bind(conflictKeys(this));
  }

  isOpen(): boolean {
    return this.desk.conflict() !== null;
  }

  answer(verdict: Verdict): void {
    if (this.state.isArchived()) return this.say('problems.review_archived');
    const answer = this.desk.answer(verdict);
    this.isReasonWanted.set(answer === 'reason-needed');
    if (answer === 'reason-needed') {
      this.host.nativeElement.querySelector('eh-reasons')?.scrollIntoView({ block: 'nearest' });
      return this.say('conflicts.reasonNeeded');
    }
    if (answer === 'same') return this.say('conflicts.said.same');
    if (answer !== 'kept') return;
    this.toTop();
    const next = this.desk.conflict();
    const values = { verdict: this.texts.of(`verdicts.${verdict}`), title: next?.citation.title ?? '' };
    this.say(next ? 'conflicts.said.settled' : 'conflicts.said.last', values);
  }

  undo(): void {
    void this.desk.undo().then((undone) => {
      if (undone === false) return this.toasts.problem(this.texts.of('conflicts.said.tooLate'));
      if (!undone) return this.say('conflicts.said.nothingToUndo');
      this.toTop();
      this.say('conflicts.said.undone', { title: undone.citation.title ?? '' });
    });
  }

  move(by: 1 | -1): void {
    if (!this.desk.move(by)) return;
    this.isReasonWanted.set(false);
    this.toTop();
    this.said.set(this.desk.conflict()?.citation.title ?? '');
  }

  tick(number: number): void {
    const reason = this.reasons()[number - 1];
    if (reason) this.toggle(reason.id);
  }

  toNote(): void {
    this.noteField()?.nativeElement.focus();
  }

  toComment(): void {
    this.wordsField()?.nativeElement.focus();
  }

  /** R: the report itself, at a quotation where one is given. */
  read(at: Quotation | null = null): void {
    const conflict = this.desk.conflict();
    const files = this.files() ?? [];
    if (!conflict || files.length === 0) return;
    const base = this.base();
    openReport(this.dialogs, {
      title: conflict.citation.title ?? '',
      files,
      addressOf: (fileId) => `${base}/full-texts/${encodeURIComponent(fileId)}`,
      quotations: conflict.sides.flatMap(({ quotations }) => quotations),
      at,
    });
  }

  protected toggle(id: string): void {
    this.desk.toggleReason(
      id,
      this.reasons().map((reason) => reason.id),
    );
    this.isReasonWanted.set(false);
  }

  protected choose(stageId: string): void {
    this.stageId.set(stageId);
    void this.desk.open(this.state.id(), stageId || undefined);
  }

  protected async speak(): Promise<void> {
    const words = this.words().trim();
    if (!words) return;
    try {
      await this.desk.say(words);
      this.words.set('');
      this.say('conflicts.sent');
    } catch {
      this.toasts.problem(this.texts.of('conflicts.sendFailed'));
    }
  }

  private base(): string {
    return `/api/reviews/${encodeURIComponent(this.state.id())}`;
  }

  private toTop(): void {
    const page = this.document.scrollingElement;
    if (page && page.scrollTop > 0) page.scrollTop = 0;
  }

  private say(key: string, values: Record<string, unknown> = {}): void {
    this.said.set(this.texts.of(key, values));
  }
}
