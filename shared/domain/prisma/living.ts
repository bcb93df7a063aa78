/**
 * A living or updated review's flow in the four structures that are in use (Kahale et al., F1000Research 2021;10:192),
 * from one set of records: each part is a flow of its own that holds all identities, and parts add up.
 */
import { prismaFlow } from './flow';
import type { FlowGroup, PrismaFlow, PrismaFlowOptions, StudyCounts } from './flow';

export type LivingStructure =
  /** Base search and every update by itself. */
  | 'each-separate'
  /** Base search by itself, all updates together. */
  | 'base-and-updates'
  /** The latest search by itself, everything before it together. */
  | 'earlier-and-latest'
  /** One diagram for all. */
  | 'combined';

/** What each cycle adds; `previousStudies` and `previousReports` matter for the first cycle alone. */
export type CycleStudies = Readonly<Record<number, StudyCounts>>;

export interface LivingPart {
  cycles: number[];
  flow: PrismaFlow;
}

export function livingFlows(
  groups: readonly FlowGroup[],
  studies: CycleStudies,
  structure: LivingStructure,
  options: Pick<PrismaFlowOptions, 'sourceOrder' | 'reasonOrder'> = {},
): LivingPart[] {
  const cycles = [...new Set([...groups.map((group) => group.cycle), ...Object.keys(studies).map(Number)])].sort(
    (a, b) => a - b,
  );
  const parts: LivingPart[] = [];
  for (const part of partsOf(cycles, structure)) {
    const before = parts[parts.length - 1]?.flow;
    const first = studies[cycles[0] ?? 0];
    const own = together(part.map((cycle) => studies[cycle]));
    const flow = prismaFlow(groups, {
      ...options,
      cycles: part,
      studies: {
        ...own,
        previousStudies: before ? before.totalStudies : (first?.previousStudies ?? null),
        previousReports: before ? before.totalReports : (first?.previousReports ?? null),
      },
    });
    parts.push({ cycles: part, flow });
  }
  return parts;
}

function partsOf(cycles: readonly number[], structure: LivingStructure): number[][] {
  const cut = (at: number): number[][] => [cycles.slice(0, at), cycles.slice(at)].filter((part) => part.length > 0);
  switch (structure) {
    case 'each-separate':
      return cycles.map((cycle) => [cycle]);
    case 'base-and-updates':
      return cut(1);
    case 'earlier-and-latest':
      return cut(Math.max(0, cycles.length - 1));
    case 'combined':
      return cut(0);
  }
}

/**
 * Sums over cycles. Of the reports of earlier studies only the first cycle's surely belong to a study from before this
 * part; a later cycle's may belong to a study of the part itself. What describes the state at the end (a synthesis, an appraisal) is the last one known.
 */
function together(all: readonly (StudyCounts | undefined)[]): StudyCounts {
  const known = all.filter((one) => one !== undefined);
  const sum = (pick: (one: StudyCounts) => number | undefined): number =>
    known.reduce((total, one) => total + (pick(one) ?? 0), 0);
  const last = (pick: (one: StudyCounts) => number | null | undefined): number | null =>
    known.map(pick).findLast((one) => one !== null && one !== undefined) ?? null;
  return {
    newStudies: sum((one) => one.newStudies),
    newReportsOfPreviousStudies: known[0]?.newReportsOfPreviousStudies ?? 0,
    reportsWithoutStudy: sum((one) => one.reportsWithoutStudy),
    droppedStudies: sum((one) => one.droppedStudies),
    droppedReports: sum((one) => one.droppedReports),
    studiesInMetaAnalysis: last((one) => one.studiesInMetaAnalysis),
    reportsInMetaAnalysis: last((one) => one.reportsInMetaAnalysis),
    studiesAfterAppraisal: last((one) => one.studiesAfterAppraisal),
  };
}
