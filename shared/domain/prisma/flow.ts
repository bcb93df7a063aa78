/**
 * The numbers of a PRISMA 2020 flow diagram, derived from where every record stands now.
 *
 * Source: Page et al., BMJ 2021;372:n71. Units change on the way: records are identified and screened, reports are
 * sought, retrieved and assessed, studies are included. Records still on their way are `pending`, never excluded.
 */
import { stateOf } from './flow-group';
import type { Arm, FlowGroup, SourceKind } from './flow-group';

export { boxesOfRecord, identifiedKey, stateOf } from './flow-group';
export type { Arm, BoxKey, FlowGroup, FlowState, RecordBoxKey, SourceKind, StudyBoxKey } from './flow-group';

export interface SourceCount {
  source: string;
  kind: SourceKind;
  n: number;
}

export interface KindCount {
  kind: SourceKind;
  n: number;
}

export interface ReasonCount {
  /** `null`: excluded without a reported reason. */
  reason: string | null;
  n: number;
}

/** Counts that stand between two boxes while a review is under way. */
export interface Pending {
  /** Not final at title-abstract: unseen, half voted or in conflict. */
  screening: number;
  /** Of those, in conflict. */
  screeningConflicts: number;
  /** Sought, neither obtained nor given up. */
  retrieval: number;
  /** Obtained, not final at full text. */
  fullText: number;
  /** Of those, in conflict. */
  fullTextConflicts: number;
}

/** One column of the diagram. The other-methods column of the template prints only part of it; nothing is lost here. */
export interface ArmFlow {
  /** Gross: duplicates included. */
  identified: number;
  bySource: SourceCount[];
  byKind: KindCount[];
  duplicates: number;
  removedByAutomation: number;
  removedForOtherReasons: number;
  /** Records with a final title-abstract decision. */
  screened: number;
  screenExcluded: number;
  screenExcludedByPerson: number;
  screenExcludedByAutomation: number;
  screenReasons: ReasonCount[];
  sought: number;
  notRetrieved: number;
  /** Obtained: sought less not retrieved less retrieval pending. */
  assessed: number;
  excluded: number;
  reasons: ReasonCount[];
  awaiting: number;
  ongoing: number;
  /** Included reports. */
  included: number;
  pending: Pending;
}

/** What the records alone cannot tell: which studies the reports describe, and what came before. */
export interface StudyCounts {
  /** Distinct studies described by the included reports, less those of the previous version. */
  newStudies: number;
  /** Included reports whose study was already in the previous version: +1 report, +0 study. */
  newReportsOfPreviousStudies?: number;
  /** Included reports not yet grouped into a study: while there are any, `newStudies` may still move. */
  reportsWithoutStudy?: number;
  /** `null` or absent: not an update ("not applicable" differs from 0). */
  previousStudies?: number | null;
  previousReports?: number | null;
  /** Previously included studies and reports that are no longer eligible. */
  droppedStudies?: number;
  droppedReports?: number;
  studiesInMetaAnalysis?: number | null;
  reportsInMetaAnalysis?: number | null;
  /** Left after a quality filter that follows eligibility: PRISMA has no box for it, reviews do it. */
  studiesAfterAppraisal?: number | null;
}

export interface PrismaFlowOptions {
  studies: StudyCounts;
  /** Only these search cycles; all when absent. */
  cycles?: readonly number[];
  /** Sources in the order they shall be listed; the rest follow by size, then name. */
  sourceOrder?: readonly string[];
  /** Reasons in protocol order; the rest follow by size, then name. */
  reasonOrder?: readonly string[];
}

export interface PrismaFlow {
  databases: ArmFlow;
  other: ArmFlow;
  /** The other-methods column has something to show. */
  hasOtherMethods: boolean;
  isUpdate: boolean;
  newStudies: number;
  newReports: number;
  newReportsOfPreviousStudies: number;
  reportsWithoutStudy: number;
  previousStudies: number | null;
  previousReports: number | null;
  droppedStudies: number;
  droppedReports: number;
  totalStudies: number;
  totalReports: number;
  studiesInMetaAnalysis: number | null;
  reportsInMetaAnalysis: number | null;
  studiesAfterAppraisal: number | null;
  /** Both arms together. */
  pending: Pending;
  /** Something is still pending, so the diagram is marked as in progress. Awaiting and ongoing are final categories. */
  inProgress: boolean;
}

export function prismaFlow(groups: readonly FlowGroup[], options: PrismaFlowOptions): PrismaFlow {
  const { studies, cycles } = options;
  const chosen = cycles ? groups.filter((group) => cycles.includes(group.cycle)) : groups;
  const databases = armFlow(chosen, 'databases', options);
  const other = armFlow(chosen, 'other', options);
  const pending: Pending = {
    screening: databases.pending.screening + other.pending.screening,
    screeningConflicts: databases.pending.screeningConflicts + other.pending.screeningConflicts,
    retrieval: databases.pending.retrieval + other.pending.retrieval,
    fullText: databases.pending.fullText + other.pending.fullText,
    fullTextConflicts: databases.pending.fullTextConflicts + other.pending.fullTextConflicts,
  };
  const newReports = databases.included + other.included;
  const previousStudies = studies.previousStudies ?? null;
  const previousReports = studies.previousReports ?? null;
  const droppedStudies = studies.droppedStudies ?? 0;
  const droppedReports = studies.droppedReports ?? 0;
  const reportsWithoutStudy = studies.reportsWithoutStudy ?? 0;
  return {
    databases,
    other,
    hasOtherMethods: other.identified > 0,
    isUpdate: previousStudies !== null || previousReports !== null,
    newStudies: studies.newStudies,
    newReports,
    newReportsOfPreviousStudies: studies.newReportsOfPreviousStudies ?? 0,
    reportsWithoutStudy,
    previousStudies,
    previousReports,
    droppedStudies,
    droppedReports,
    totalStudies: (previousStudies ?? 0) - droppedStudies + studies.newStudies,
    totalReports: (previousReports ?? 0) - droppedReports + newReports,
    studiesInMetaAnalysis: studies.studiesInMetaAnalysis ?? null,
    reportsInMetaAnalysis: studies.reportsInMetaAnalysis ?? null,
    studiesAfterAppraisal: studies.studiesAfterAppraisal ?? null,
    pending,
    inProgress: pending.screening + pending.retrieval + pending.fullText + reportsWithoutStudy > 0,
  };
}

function armFlow(groups: readonly FlowGroup[], arm: Arm, options: PrismaFlowOptions): ArmFlow {
  const flow = emptyArm();
  const sources = new Map<string, SourceCount>();
  const kinds = new Map<SourceKind, number>();
  const reasons = new Map<string | null, number>();
  const screenReasons = new Map<string | null, number>();
  for (const group of groups) {
    if (group.arm !== arm || group.n === 0) continue;
    const { n } = group;
    flow.identified += n;
    add(kinds, group.sourceKind, n);
    const id = JSON.stringify([group.sourceKind, group.source]);
    const known = sources.get(id);
    if (known) known.n += n;
    else sources.set(id, { source: group.source, kind: group.sourceKind, n });
    const state = stateOf(group);
    if (state === 'duplicate') flow.duplicates += n;
    else if (state === 'removed-automation') flow.removedByAutomation += n;
    else if (state === 'removed-other') flow.removedForOtherReasons += n;
    else if (state === 'screening-pending') {
      flow.pending.screening += n;
      if (group.conflict === 'title-abstract') flow.pending.screeningConflicts += n;
    } else {
      flow.screened += n;
      if (state === 'screen-excluded') {
        flow.screenExcluded += n;
        // Without a mark the exclusion counts as a person's: only an explicit machine act may be called automation.
        if (group.titleAbstractBy === 'automation') flow.screenExcludedByAutomation += n;
        else flow.screenExcludedByPerson += n;
        add(screenReasons, group.reasonTitleAbstract ?? null, n);
      } else {
        flow.sought += n;
        if (state === 'not-retrieved') flow.notRetrieved += n;
        else if (state === 'retrieval-pending') flow.pending.retrieval += n;
        else {
          flow.assessed += n;
          if (state === 'full-text-pending') {
            flow.pending.fullText += n;
            if (group.conflict === 'full-text') flow.pending.fullTextConflicts += n;
          } else if (state === 'excluded') {
            flow.excluded += n;
            add(reasons, group.reason, n);
          } else flow[state] += n;
        }
      }
    }
  }
  flow.bySource = inOrder([...sources.values()], (entry) => entry.source, options.sourceOrder);
  flow.byKind = [...kinds]
    .map(([kind, n]) => ({ kind, n }))
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  flow.reasons = reasonList(reasons, options.reasonOrder);
  flow.screenReasons = reasonList(screenReasons, options.reasonOrder);
  return flow;
}

const KINDS: readonly SourceKind[] = [
  'database',
  'register',
  'website',
  'organisation',
  'citation-searching',
  'expert',
  'other',
];

function emptyArm(): ArmFlow {
  return {
    identified: 0,
    bySource: [],
    byKind: [],
    duplicates: 0,
    removedByAutomation: 0,
    removedForOtherReasons: 0,
    screened: 0,
    screenExcluded: 0,
    screenExcludedByPerson: 0,
    screenExcludedByAutomation: 0,
    screenReasons: [],
    sought: 0,
    notRetrieved: 0,
    assessed: 0,
    excluded: 0,
    reasons: [],
    awaiting: 0,
    ongoing: 0,
    included: 0,
    pending: { screening: 0, screeningConflicts: 0, retrieval: 0, fullText: 0, fullTextConflicts: 0 },
  };
}

function add<K>(counts: Map<K, number>, key: K, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

function reasonList(counts: Map<string | null, number>, order: readonly string[] | undefined): ReasonCount[] {
  const entries = [...counts].map(([reason, n]) => ({ reason, n }));
  return inOrder(entries, (entry) => entry.reason, order);
}

/** Given order first, then the largest, then by code point; entries without a name last. Same input, same order. */
function inOrder<T extends { n: number }>(
  entries: T[],
  name: (entry: T) => string | null,
  order: readonly string[] = [],
): T[] {
  const rank = (entry: T): number => {
    const value = name(entry);
    if (value === null) return order.length + 1;
    const at = order.indexOf(value);
    return at === -1 ? order.length : at;
  };
  const text = (entry: T): string => name(entry) ?? '';
  return entries.sort((a, b) => rank(a) - rank(b) || b.n - a.n || (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}
