import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { StageReader, StageRule } from '@shared/contracts/stages';
import { isRanked, isTeamOrder } from '@shared/domain/screening/rule';
import { FormFieldBox, InputControl } from '../../ui/field';

const VERDICTS = ['include', 'maybe', 'exclude'] as const;
/** Percent: more than a fifth by chance would undo the order. */
const MOST_AUDITED = 20;
const DEMANDS = ['reason', 'tag', 'note'] as const;

/** Every part of a stage's rule as a choice with its consequence beside it. */
@Component({
  selector: 'eh-rule-form',
  imports: [FormFieldBox, InputControl, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './rule-form.html',
  styleUrl: './rule-form.scss',
})
export class RuleForm {
  readonly rule = model.required<StageRule>();
  readonly people = input.required<readonly StageReader[]>();

  protected readonly verdicts = VERDICTS;
  protected readonly demands = DEMANDS;
  protected readonly isRanked = isRanked;
  protected readonly isTeamOrder = isTeamOrder;
  protected readonly mostAudited = MOST_AUDITED;
  protected readonly choices = {
    order: ['random', 'relevance', 'uncertain', 'oldest', 'newest'],
    learning: ['own', 'team'],
    assignment: ['open', 'batches'],
    maybe: ['advances', 'disagrees'],
    conflicts: ['adjudicator', 'readers', 'any-include-advances'],
    pairing: ['any', 'at-least-one-expert', 'one-expert-one-novice'],
  } as const;
  /** Who can be an expert: those who may read, and whoever is named already. */
  protected readonly candidates = computed(() =>
    this.people().filter((person) => person.isReader || this.rule().experts.includes(person.memberId)),
  );
  /** One choice for what two fields of the rule say together. */
  protected readonly reading = computed(() => {
    const { readers, secondReader } = this.rule();
    if (readers === 'everyone') return 'everyone';
    return secondReader === 'exclusions' ? 'accelerated' : 'number';
  });

  protected set<K extends keyof StageRule>(field: K, value: StageRule[K]): void {
    this.rule.update((rule) => ({ ...rule, [field]: value }));
  }

  protected setReading(reading: 'number' | 'everyone' | 'accelerated'): void {
    const { readers } = this.rule();
    const number = readers === 'everyone' ? 2 : readers;
    this.rule.update((rule) => ({
      ...rule,
      readers: reading === 'everyone' ? 'everyone' : reading === 'accelerated' ? 2 : number,
      secondReader: reading === 'accelerated' ? 'exclusions' : 'all',
    }));
  }

  /** What is usual is left out, as in a rule that never named it. */
  protected setLearning(learning: 'own' | 'team'): void {
    this.rule.update(({ learning: _before, ...rule }) => (learning === 'own' ? rule : { ...rule, learning }));
  }

  protected setAuditShare(text: string): void {
    const share = Number(text);
    if (text.trim() === '' || !Number.isInteger(share) || share < 0 || share > MOST_AUDITED) return;
    this.rule.update(({ auditShare: _before, ...rule }) => (share === 0 ? rule : { ...rule, auditShare: share }));
  }

  protected setNumber(field: 'readers' | 'seed', text: string): void {
    const value = Number(text);
    if (Number.isInteger(value) && value >= (field === 'readers' ? 1 : 0)) this.set(field, value);
  }

  protected toggleExpert(memberId: string): void {
    const { experts } = this.rule();
    this.set('experts', experts.includes(memberId) ? experts.filter((id) => id !== memberId) : [...experts, memberId]);
  }

  protected demand(verdict: (typeof VERDICTS)[number], what: (typeof DEMANDS)[number], isAsked: boolean): void {
    const { required } = this.rule();
    this.set('required', { ...required, [verdict]: { ...required[verdict], [what]: isAsked } });
  }
}
