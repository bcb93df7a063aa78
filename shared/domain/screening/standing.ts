import type { StageRule, Verdict } from './rule';

/**
 * Where a citation stands at a stage is never stored as a fact: it follows from the decisions, the resolutions and the
 * stage's rule. This module is that function.
 *
 * A citation is *complete* when the rule needs no further decision. Until then nothing about its decisions may reach
 * anybody but their makers; `isComplete` is therefore also the seal that the visibility rules ask for.
 */
export type StandingName = 'pending' | 'conflict' | 'included' | 'excluded';

export interface DecisionFact {
  memberId: string;
  verdict: Verdict;
  /** The reason that is reported for an exclusion: the first ticked in protocol order; null where none was ticked. */
  reportedReason: string | null;
}

export interface ResolutionFact {
  verdict: 'include' | 'exclude';
  reportedReason: string | null;
}

export interface Standing {
  standing: StandingName;
  isComplete: boolean;
  /** Decisions still needed, 0 when complete. */
  missing: number;
  reportedReason: string | null;
  basis: 'none' | 'agreement' | 'policy' | 'resolution';
}

/**
 * @param decisions  the current one of each member (two only where a member judged two copies differently)
 * @param resolution the latest, or null; it outweighs the decisions
 * @param readerCount reviewers of the stage, used when the rule says everyone (at least 1)
 * @param reasonRank place of a reason in protocol order, so that the answer does not hang on the order of decisions
 *
 * Total, and independent of the order in which decisions are listed.
 */
export function standingOf(
  decisions: readonly DecisionFact[],
  resolution: ResolutionFact | null,
  rule: StageRule,
  readerCount = 2,
  reasonRank: (reason: string) => number = () => 0,
): Standing {
  if (resolution) {
    return {
      standing: resolution.verdict === 'include' ? 'included' : 'excluded',
      isComplete: true,
      missing: 0,
      reportedReason: resolution.verdict === 'exclude' ? resolution.reportedReason : null,
      basis: 'resolution',
    };
  }
  const missing = missingDecisions(decisions, rule, readerCount);
  if (missing > 0) return { standing: 'pending', isComplete: false, missing, reportedReason: null, basis: 'none' };

  const verdicts = decisions.map((d) => effectiveVerdict(d.verdict, rule));
  const excludes = decisions.filter((d) => d.verdict === 'exclude');
  const reasons = excludes
    .map((d) => d.reportedReason)
    .filter((r): r is string => r !== null)
    .sort((a, b) => reasonRank(a) - reasonRank(b) || (a < b ? -1 : a > b ? 1 : 0));
  const settled = (standing: 'included' | 'excluded', basis: 'agreement' | 'policy'): Standing => ({
    standing,
    isComplete: true,
    missing: 0,
    reportedReason: standing === 'excluded' ? (reasons[0] ?? null) : null,
    basis,
  });
  const conflict: Standing = {
    standing: 'conflict',
    isComplete: true,
    missing: 0,
    reportedReason: null,
    basis: 'none',
  };

  if (verdicts.every((v) => v === 'include')) return settled('included', 'agreement');
  if (verdicts.every((v) => v === 'exclude')) {
    const differ = new Set(excludes.map((d) => d.reportedReason)).size > 1;
    return rule.reasonsMustAgree && differ ? conflict : settled('excluded', 'agreement');
  }
  const advances = rule.conflicts === 'any-include-advances' || rule.secondReader === 'exclusions';
  if (advances && verdicts.includes('include')) return settled('included', 'policy');
  return conflict;
}

/** Decisions that the rule still asks for; 0 means the citation is complete. */
export function missingDecisions(decisions: readonly DecisionFact[], rule: StageRule, readerCount: number): number {
  if (rule.secondReader === 'exclusions' && decisions.some((d) => effectiveVerdict(d.verdict, rule) === 'include')) {
    return 0;
  }
  const needed = readersNeeded(rule, readerCount);
  const readers = [...new Set(decisions.map((d) => d.memberId))];
  const short = Math.max(0, needed - readers.length);
  if (rule.pairing === 'any') return short;
  const experts = readers.filter((memberId) => rule.experts.includes(memberId)).length;
  const novices = readers.length - experts;
  const expertShort = experts === 0 ? 1 : 0;
  const noviceShort = rule.pairing === 'one-expert-one-novice' && novices === 0 && needed > 1 ? 1 : 0;
  return Math.max(short, expertShort + noviceShort);
}

export function readersNeeded(rule: StageRule, readerCount: number): number {
  return rule.readers === 'everyone' ? Math.max(1, readerCount) : rule.readers;
}

/** Whether a further decision by this member brings the citation closer to complete, pairing considered. */
export function isWanted(
  memberId: string,
  decisions: readonly DecisionFact[],
  rule: StageRule,
  readerCount: number,
): boolean {
  if (decisions.some((d) => d.memberId === memberId)) return false;
  const missing = missingDecisions(decisions, rule, readerCount);
  const after = missingDecisions(
    [...decisions, { memberId, verdict: 'exclude', reportedReason: null }],
    rule,
    readerCount,
  );
  return after < missing;
}

function effectiveVerdict(verdict: Verdict, rule: StageRule): 'include' | 'exclude' | 'unsure' {
  if (verdict === 'maybe') return rule.maybe === 'advances' ? 'include' : 'unsure';
  return verdict;
}
