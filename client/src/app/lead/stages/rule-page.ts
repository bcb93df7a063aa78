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
import type { StageRule } from '@shared/contracts/stages';
import { ProblemText } from '../../data/problem-text';
import { ReviewState } from '../../data/review-state';
import { Texts } from '../../data/texts';
import { FormFieldBox, InputControl } from '../../ui/field';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { PreviewSummary } from './preview-summary';
import { RuleForm } from './rule-form';
import { ruleSentences } from './rule-sentences';
import { StagesApi } from '../../data/stages-api';

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
  protected readonly name = linkedSignal(() => this.stage()?.name ?? '');
  protected readonly rule = linkedSignal<StageRule | null>(() => this.stage()?.rule ?? null);
  protected readonly reason = signal('');
  private readonly id = linkedSignal({
    source: () => [this.rule(), this.name(), this.reason()],
    computation: () => this.api.newId(),
  });
  protected readonly isRuleChanged = computed(() => !isSame(this.rule(), this.stage()?.rule));
  protected readonly isChanged = computed(() => this.isRuleChanged() || this.name().trim() !== this.stage()?.name);
  protected readonly sentences = computed(() => {
    const rule = this.rule();
    const names = new Map(this.people().map(({ memberId, name }) => [memberId, name]));
    return rule ? ruleSentences(rule, (memberId) => names.get(memberId) ?? '?') : [];
  });
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

  protected async set(): Promise<void> {
    const rule = this.rule();
    if (!rule) return;
    this.isSending.set(true);
    this.failed.set('');
    try {
      const reason = this.reason().trim() || null;
      const change = { id: this.id(), name: this.name().trim(), rule, reason };
      await this.api.setRule(this.review.id(), this.stageId(), change);
      this.toasts.done(this.texts.of('stages.rule.done', { name: change.name }));
      await this.router.navigateByUrl(this.base());
    } catch (error) {
      this.failed.set(this.problemText.of(error, 'stages'));
    } finally {
      this.isSending.set(false);
    }
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
