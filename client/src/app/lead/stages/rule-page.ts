import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RuleChange, StageRule } from '@shared/contracts/stages';
import { canonical } from '@shared/domain/ledger/canonical';
import { problemFrom } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { PreviewSummary } from './preview-summary';
import { RuleForm } from './rule-form';
import { ruleSentences, type Sentence } from './rule-sentences';
import { StagesApi } from '../../data/stages-api';
import { staysForEditors } from './stays-for-editors';

/** Choices rest this long before their effect is asked for. */
const REST_MS = 250;

/** Changing one stage's rule, with what it would do beside it before it is set. */
@Component({
  selector: 'eh-rule-page',
  imports: [
    FormFieldBox,
    InputControl,
    MatButton,
    PageHeader,
    PreviewSummary,
    RouterLink,
    RuleForm,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './rule-page.html',
  styleUrl: './rule-page.scss',
})
export class RulePage {
  private readonly api = inject(StagesApi);
  private readonly review = inject(ReviewState);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);
  private readonly problemText = inject(ProblemText);
  readonly stageId = input.required<string>();

  protected readonly base = computed(() => `/reviews/${this.review.id()}/stages`);
  private readonly stages = resource({
    params: () => this.review.id(),
    loader: ({ params }) => this.api.list(params),
  });
  protected readonly stage = computed(() =>
    this.stages.hasValue() ? (this.stages.value().stages.find(({ id }) => id === this.stageId()) ?? null) : null,
  );
  protected readonly people = computed(() => (this.stages.hasValue() ? this.stages.value().people : []));
  /** What the choices replace: the rule that was read, or the one that somebody else set meanwhile and that was shown. */
  protected readonly seen = linkedSignal<RuleChange['seen'] | null>(() => {
    const stage = this.stage();
    return stage && { name: stage.name, rule: stage.rule };
  });
  /** Whether somebody else set this rule while it was being changed here. */
  protected readonly isOvertaken = signal(false);
  protected readonly name = linkedSignal(() => this.stage()?.name ?? '');
  protected readonly rule = linkedSignal<StageRule | null>(() => this.stage()?.rule ?? null);
  protected readonly reason = signal('');
  private readonly id = linkedSignal({
    source: () => [this.seen(), this.rule(), this.name(), this.reason()],
    computation: () => this.api.newId(),
  });
  protected readonly isRuleChanged = computed(() => !isSame(this.rule(), this.seen()?.rule));
  protected readonly isChanged = computed(() => this.isRuleChanged() || this.name().trim() !== this.seen()?.name);
  protected readonly sentences = computed(() => this.inWords(this.rule()));
  protected readonly theirSentences = computed(() => this.inWords(this.seen()?.rule ?? null));
  protected readonly preview = resource({
    params: () => {
      const rule = this.rule();
      return rule && this.isRuleChanged() ? { stageId: this.stageId(), rule } : undefined;
    },
    loader: async ({ params, abortSignal }) => {
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      if (abortSignal.aborted) throw new DOMException('another rule was chosen', 'AbortError');
      return this.api.preview(this.review.id(), params.stageId, params.rule);
    },
  });
  protected readonly previewProblem = computed(() => {
    const error = this.preview.error();
    return error ? this.problemText.of(error, 'stages') : '';
  });
  protected readonly isSending = signal(false);
  private readonly failed = signal('');
  protected readonly problem = computed(() => {
    const error = this.stages.error();
    return this.failed() || (error ? this.problemText.of(error, 'stages') : '');
  });

  constructor() {
    staysForEditors();
  }

  private inWords(rule: StageRule | null): Sentence[] {
    const names = new Map(this.people().map(({ memberId, name }) => [memberId, name]));
    return rule ? ruleSentences(rule, (memberId) => names.get(memberId) ?? '?') : [];
  }

  /** Gives up the own choices for what somebody else set. */
  protected takeTheirs(): void {
    const theirs = this.seen();
    if (!theirs) return;
    this.rule.set(theirs.rule);
    this.name.set(theirs.name);
    this.isOvertaken.set(false);
  }

  protected async set(): Promise<void> {
    const rule = this.rule();
    const seen = this.seen();
    if (!rule || !seen) return;
    this.isSending.set(true);
    this.failed.set('');
    try {
      const reason = this.reason().trim() || null;
      const change = { id: this.id(), seen, name: this.name().trim(), rule, reason };
      await this.api.setRule(this.review.id(), this.stageId(), change);
      this.toasts.done(this.texts.of('stages.rule.done', { name: change.name }));
      await this.router.navigateByUrl(this.base());
    } catch (error) {
      const problem = problemFrom(error);
      const isOvertaken = problem.code === 'changed_meanwhile';
      this.isOvertaken.set(isOvertaken);
      if (isOvertaken) this.seen.set(problem.more['now'] as RuleChange['seen']);
      else this.failed.set(this.problemText.of(error, 'stages'));
    } finally {
      this.isSending.set(false);
    }
  }
}

/** Whether two rules say the same, in whatever order their parts were set. */
const isSame = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);
