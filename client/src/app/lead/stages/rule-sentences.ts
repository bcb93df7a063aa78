import { auditShareOf, isRanked, isTeamOrder, type StageRule } from '@shared/domain/screening/rule';

/** A sentence of the interface: its text key and what it names. */
export interface Sentence {
  key: string;
  values: Record<string, unknown>;
}

/**
 * A rule in plain sentences, in the order a reader asks: who reads, in which order, what settles it, what a vote needs, what
 * is hidden. What the rule leaves at its usual state is not said, except where its absence would be a question.
 */
export function ruleSentences(rule: StageRule, nameOf: (memberId: string) => string): Sentence[] {
  const sentences: Sentence[] = [];
  const say = (key: string, values: Record<string, unknown> = {}): void => {
    sentences.push({ key: `stages.says.${key}`, values });
  };
  if (rule.readers === 'everyone') say('everyone');
  else if (rule.secondReader === 'exclusions') say('accelerated');
  else say('readers', { count: rule.readers });
  if (rule.pairing !== 'any') say(rule.pairing, { experts: rule.experts.map(nameOf).join(', ') });
  say(rule.assignment);
  say(`order.${rule.order}`, { seed: rule.seed });
  if (isRanked(rule)) say(`learning.${isTeamOrder(rule) ? 'team' : 'own'}`);
  const share = auditShareOf(rule);
  if (share > 0) say('audit', { share });
  if (rule.readers !== 1) say(`conflicts.${rule.secondReader === 'exclusions' ? 'accelerated' : rule.conflicts}`);
  say(`maybe.${rule.maybe}`);
  if (rule.reasonsMustAgree) say('reasonsMustAgree');
  for (const verdict of ['include', 'maybe', 'exclude'] as const) {
    const { reason, tag, note } = rule.required[verdict];
    const asked = [reason ? 'reason' : '', tag ? 'tag' : '', note ? 'note' : ''].filter((one) => one !== '');
    if (asked.length > 0) say(`required.${verdict}.${asked.join('-')}`);
  }
  if (rule.hideAuthors && rule.hideJournal) say('hidesBoth');
  else if (rule.hideAuthors) say('hidesAuthors');
  else if (rule.hideJournal) say('hidesJournal');
  return sentences;
}
