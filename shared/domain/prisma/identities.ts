/**
 * What must add up in a flow diagram, checked on the diagram's own numbers.
 *
 * `ok`: both sides are equal. `open`: they are equal once what is still pending is added; the number is given.
 * `violated`: they are not, whatever is pending. Nothing is corrected: the reader sees both sides in words.
 */
import { isDuplicateReason } from './published';
import { flowCounts } from './flow-counts';
import type { ArmFlow, PrismaFlow, ReasonCount } from './flow';

export { checkPublished, isDuplicateReason, isTotalRow } from './published';
export type { PublishedCounts, PublishedVerdict, RuleName, RuleVerdict } from './published';

export type IdentityId =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I3a'
  | 'I4'
  | 'I5'
  | 'I5a'
  | 'O1'
  | 'O2'
  | 'O3'
  | 'O4'
  | 'O4a'
  | 'N1'
  | 'N2'
  | 'T1'
  | 'T2'
  | 'M1'
  | 'C'
  | 'CO'
  | 'Z';

export interface Identity {
  id: IdentityId;
  status: 'ok' | 'open' | 'violated';
  left: { words: string; value: number };
  right: { words: string; value: number };
  relation: '=' | '<=';
  /** What stands between the two sides; 0 when the identity is closed. */
  pending: number;
  /** What the pending number consists of, or what to look at; `null` when there is nothing to say. */
  note: string | null;
}

export interface FlowCheck {
  identities: Identity[];
  /** The worst of them. */
  status: 'ok' | 'open' | 'violated';
}

export function checkFlow(flow: PrismaFlow): FlowCheck {
  const { databases: d, other: o } = flow;
  const identities: Identity[] = [
    sumOf('I1', 'records per source', sum(d.bySource), 'records from databases and registers', d.identified),
    ...armIdentities(d, ['I2', 'I3', 'I4', 'I5'], ''),
    sumOf(
      'I3a',
      'records excluded by a person + by automation',
      d.screenExcludedByPerson + d.screenExcludedByAutomation,
      'records excluded',
      d.screenExcluded,
    ),
    reasonsSum('I5a', d),
    sumOf('O1', 'records per kind of other method', sum(o.byKind), 'records identified by other methods', o.identified),
    otherSought(o),
    ...armIdentities(o, [null, null, 'O3', 'O4'], ' by other methods'),
    reasonsSum('O4a', o),
    sumOf(
      'N1',
      'included reports from databases and registers + from other methods',
      d.included + o.included,
      'reports of new included studies',
      flow.newReports,
    ),
    newStudies(flow),
    sumOf(
      'T1',
      'previous studies - no longer eligible + new studies',
      (flow.previousStudies ?? 0) - flow.droppedStudies + flow.newStudies,
      'total studies',
      flow.totalStudies,
    ),
    sumOf(
      'T2',
      'previous reports - no longer eligible + new reports',
      (flow.previousReports ?? 0) - flow.droppedReports + flow.newReports,
      'total reports',
      flow.totalReports,
    ),
    synthesis(flow),
    conservation('C', d, 'records from databases and registers'),
    conservation('CO', o, 'records from other methods'),
    wholeNumbers(flow),
  ];
  const worst = identities.some((one) => one.status === 'violated')
    ? 'violated'
    : identities.some((one) => one.status === 'open')
      ? 'open'
      : 'ok';
  return { identities, status: worst };
}

function armIdentities(arm: ArmFlow, ids: readonly (IdentityId | null)[], by: string): Identity[] {
  const { pending } = arm;
  const found: Identity[] = [];
  const [screened, sought, assessed, included] = ids;
  if (screened)
    found.push(
      step(
        screened,
        'records identified - duplicates - marked ineligible by automation tools - removed for other reasons',
        arm.identified - arm.duplicates - arm.removedByAutomation - arm.removedForOtherReasons,
        'records screened',
        arm.screened,
        pending.screening,
        waiting(pending.screening, 'not final at title-abstract', pending.screeningConflicts),
      ),
    );
  if (sought)
    found.push(
      step(
        sought,
        'records screened - records excluded',
        arm.screened - arm.screenExcluded,
        'reports sought',
        arm.sought,
        0,
        null,
      ),
    );
  if (assessed)
    found.push(
      step(
        assessed,
        `reports sought${by} - not retrieved`,
        arm.sought - arm.notRetrieved,
        `reports assessed${by}`,
        arm.assessed,
        pending.retrieval,
        waiting(pending.retrieval, 'neither retrieved nor given up', 0),
      ),
    );
  if (included)
    found.push(
      step(
        included,
        `reports assessed${by} - excluded - awaiting classification - ongoing`,
        arm.assessed - arm.excluded - arm.awaiting - arm.ongoing,
        `included reports${by}`,
        arm.included,
        pending.fullText,
        waiting(pending.fullText, 'not final at full text', pending.fullTextConflicts),
      ),
    );
  return found;
}

function otherSought(arm: ArmFlow): Identity {
  return step(
    'O2',
    'records identified by other methods - duplicates - removed - excluded at title-abstract',
    arm.identified - arm.duplicates - arm.removedByAutomation - arm.removedForOtherReasons - arm.screenExcluded,
    'reports sought by other methods',
    arm.sought,
    arm.pending.screening,
    waiting(arm.pending.screening, 'not final at title-abstract', arm.pending.screeningConflicts),
  );
}

function reasonsSum(id: IdentityId, arm: ArmFlow): Identity {
  const identity = sumOf(id, 'reports per exclusion reason', sum(arm.reasons), 'reports excluded', arm.excluded);
  return { ...identity, note: reasonNote(arm.reasons) };
}

function reasonNote(reasons: readonly ReasonCount[]): string | null {
  const late = reasons.find((entry) => entry.reason !== null && isDuplicateReason(entry.reason));
  if (late) return `"${late.reason}" (${late.n}) is a late duplicate and belongs to the duplicate records removed`;
  const without = reasons.find((entry) => entry.reason === null);
  return without ? `${without.n} excluded without a reported reason` : null;
}

/** More studies than reports is possible (one report, several studies): said, never forbidden. */
function newStudies(flow: PrismaFlow): Identity {
  const own = flow.newReports - flow.newReportsOfPreviousStudies;
  const left = { words: 'new reports - new reports of previous studies', value: own };
  const right = { words: 'new studies', value: flow.newStudies };
  const base = { id: 'N2' as const, left, right, relation: '<=' as const };
  const broken =
    own < 0 || flow.reportsWithoutStudy > flow.newReports || (flow.newReports === 0 && flow.newStudies > 0);
  if (broken) return { ...base, status: 'violated', pending: 0, note: 'studies without a report that describes them' };
  const loose = flow.newStudies === 0 ? Math.max(own, flow.reportsWithoutStudy) : flow.reportsWithoutStudy;
  if (loose > 0)
    return { ...base, status: 'open', pending: loose, note: `${loose} included reports not yet grouped into a study` };
  const several = flow.newStudies > own ? 'more studies than reports: a report describes several studies' : null;
  return { ...base, status: 'ok', pending: 0, note: several };
}

function synthesis(flow: PrismaFlow): Identity {
  const studies = flow.studiesInMetaAnalysis ?? 0;
  const reports = flow.reportsInMetaAnalysis ?? 0;
  const tooMany = studies > flow.totalStudies || reports > flow.totalReports;
  return {
    id: 'M1',
    status: tooMany ? 'violated' : 'ok',
    left: { words: 'studies in the meta-analysis', value: studies },
    right: { words: 'studies included', value: flow.totalStudies },
    relation: '<=',
    pending: 0,
    note: reports > flow.totalReports ? `${reports} reports in the meta-analysis, ${flow.totalReports} included` : null,
  };
}

function conservation(id: 'C' | 'CO', arm: ArmFlow, words: string): Identity {
  const { pending } = arm;
  const settled =
    arm.duplicates +
    arm.removedByAutomation +
    arm.removedForOtherReasons +
    arm.screenExcluded +
    arm.notRetrieved +
    arm.excluded +
    arm.awaiting +
    arm.ongoing +
    arm.included;
  const waitingFor = pending.screening + pending.retrieval + pending.fullText;
  const note = waitingFor > 0 ? `${waitingFor} on their way` : null;
  return step(id, words, arm.identified, 'records that have reached an end', settled, waitingFor, note);
}

function wholeNumbers(flow: PrismaFlow): Identity {
  const values = Object.values(flowCounts(flow)).filter((value) => value !== null);
  const lists = [flow.databases, flow.other].flatMap((arm) =>
    [...arm.bySource, ...arm.reasons, ...arm.screenReasons].map((entry) => entry.n),
  );
  const wrong = [...values, ...lists].filter((value) => !Number.isSafeInteger(value) || value < 0).length;
  return sumOf('Z', 'counts that are no whole number of 0 or more', wrong, 'none', 0);
}

function step(
  id: IdentityId,
  leftWords: string,
  left: number,
  rightWords: string,
  right: number,
  pending: number,
  note: string | null,
): Identity {
  const status = left !== right + pending ? 'violated' : pending > 0 ? 'open' : 'ok';
  return {
    id,
    status,
    left: { words: leftWords, value: left },
    right: { words: rightWords, value: right },
    relation: '=',
    pending,
    note,
  };
}

function sumOf(id: IdentityId, leftWords: string, left: number, rightWords: string, right: number): Identity {
  return step(id, leftWords, left, rightWords, right, 0, null);
}

function waiting(n: number, words: string, conflicts: number): string | null {
  if (n === 0) return null;
  return conflicts > 0 ? `${n} ${words}, ${conflicts} of them in conflict` : `${n} ${words}`;
}

function sum(entries: readonly { n: number }[]): number {
  return entries.reduce((all, entry) => all + entry.n, 0);
}
