import type { StageKind, StageRule } from './rule';

export interface RuleFault {
  code: string;
  /** Field of the rule, `experts` or `required.include.reason`. */
  path: string;
  detail: string;
}

export interface RuleWarning {
  code: string;
  detail: string;
  /** What a sentence about it names; `count` where it counts. */
  values: Readonly<Record<string, number>>;
}

/** Who the review has, as far as rules ask. */
export interface Team {
  /** Everyone who ever belonged to it: whoever left stays the expert they were. */
  memberIds: ReadonlySet<string>;
  /** Those who may decide now. */
  readerIds: ReadonlySet<string>;
  hasAdjudicator: boolean;
}

/** What makes a rule impossible or contradict itself; such a rule cannot be set. */
export function ruleFaults(rule: StageRule, team: Team): RuleFault[] {
  const faults: RuleFault[] = [];
  const add = (code: string, path: string, detail: string) => faults.push({ code, path, detail });
  const strangers = rule.experts.filter((memberId) => !team.memberIds.has(memberId));
  if (strangers.length > 0) {
    add('expert_not_member', 'experts', 'An expert is not a member of this review. Choose experts among its members.');
  }
  if (new Set(rule.experts).size < rule.experts.length) {
    add('expert_twice', 'experts', 'The same expert is named twice. Name each once.');
  }
  if (rule.pairing !== 'any' && !rule.experts.some((memberId) => team.readerIds.has(memberId))) {
    add('no_expert', 'experts', 'The pairing asks for an expert, and none of the reviewers is one. Name at least one.');
  }
  if (rule.pairing === 'one-expert-one-novice' && rule.readers === 1) {
    add('pairing_needs_two', 'pairing', 'An expert and a novice are two readers. Ask for at least two.');
  }
  if (rule.secondReader === 'exclusions' && rule.readers !== 2) {
    add(
      'second_reader_needs_two',
      'secondReader',
      'A second reader for exclusions alone is a rule for two readers. Ask for two, or let all be read by all.',
    );
  }
  if (rule.required.include.reason) {
    add('reason_for_include', 'required.include.reason', 'Reasons are for exclusion; an include has none to give.');
  }
  return faults;
}

/** What a rule that can be set would leave undone as things are. */
export function ruleWarnings(rule: StageRule, kind: StageKind, team: Team, undivided: number): RuleWarning[] {
  const warnings: RuleWarning[] = [];
  const readers = team.readerIds.size;
  if (rule.readers !== 'everyone' && readers < rule.readers) {
    warnings.push({
      code: 'too_few_readers',
      detail: `Each citation needs ${rule.readers} readers, and the review has ${readers} reviewers.`,
      values: { needed: rule.readers, count: readers },
    });
  }
  const novices = [...team.readerIds].filter((memberId) => !rule.experts.includes(memberId));
  if (rule.pairing === 'one-expert-one-novice' && novices.length === 0) {
    warnings.push({
      code: 'no_novice',
      detail: 'Every reviewer is an expert, so that no citation can be complete.',
      values: {},
    });
  }
  if (rule.conflicts === 'adjudicator' && !team.hasAdjudicator) {
    warnings.push({
      code: 'no_adjudicator',
      detail: 'Nobody in the review is an adjudicator to settle conflicts.',
      values: {},
    });
  }
  if (rule.assignment === 'batches' && undivided > 0 && kind !== 'pilot') {
    warnings.push({
      code: 'undivided',
      detail: `${undivided} citations are in no batch: nobody will be handed them until the work is divided.`,
      values: { count: undivided },
    });
  }
  return warnings;
}
