import { type FlowGroup, type PrismaFlow, prismaFlow, type SourceKind, stateOf } from '../prisma/flow';
import { flowCounts } from '../prisma/flow-counts';
import { checkFlow, checkPublished, type PublishedCounts } from '../prisma/identities';
import type { Comparison } from './comparison';

interface LedgerRecord {
  source: string;
  source_kind: string;
  arm: 'db' | 'other';
  wave: number;
  duplicate_of: string | null;
  removed: 'automation' | 'other' | null;
  ta: 'include' | 'exclude' | null;
  ta_by: 'human' | 'automation' | null;
  retrieved: boolean | null;
  ft: FlowGroup['fullText'];
  ft_reasons: string[];
  studies: string[];
}

/** Records with their final state, and the boxes they must give. */
export interface LedgerVector {
  previous_version: { studies: string[]; reports: number } | null;
  records: LedgerRecord[];
  expected_boxes: Record<string, number | Record<string, number>>;
}

/** Counts of a published diagram, and which rules they break. */
export interface PublishedVector {
  counts: PublishedCounts;
  expected: { consistent: boolean; violated: string[]; rules: object };
}

const kinds: Record<string, SourceKind> = { citation: 'citation-searching' };

function groupOf(record: LedgerRecord): FlowGroup {
  return {
    n: 1,
    arm: record.arm === 'db' ? 'databases' : 'other',
    sourceKind: kinds[record.source_kind] ?? (record.source_kind as SourceKind),
    source: record.source,
    cycle: record.wave,
    duplicate: record.duplicate_of !== null,
    removed: record.removed,
    titleAbstract: record.ta,
    titleAbstractBy: record.ta_by === 'human' ? 'person' : record.ta_by,
    retrieval: record.retrieved === null ? null : record.retrieved ? 'retrieved' : 'not-retrieved',
    fullText: record.ft,
    reason: record.ft_reasons[0] ?? null,
  };
}

function flowOf({ records, previous_version: before }: LedgerVector): PrismaFlow {
  const groups = records.map(groupOf);
  const previous = new Set(before?.studies ?? []);
  const included = records.filter((record) => stateOf(groupOf(record)) === 'included');
  const studies = new Set(included.flatMap((record) => record.studies));
  return prismaFlow(groups, {
    studies: {
      newStudies: [...studies].filter((study) => !previous.has(study)).length,
      newReportsOfPreviousStudies: included.filter((record) => record.studies.some((study) => previous.has(study)))
        .length,
      previousStudies: before ? previous.size : null,
      previousReports: before?.reports ?? null,
    },
  });
}

function arm(name: 'db' | 'other', a: PrismaFlow['databases']): Record<string, number | Record<string, number>> {
  return {
    [`${name}_duplicates`]: a.duplicates,
    [`${name}_screen_excluded`]: a.screenExcluded,
    [`${name}_sought`]: a.sought,
    [`${name}_not_retrieved`]: a.notRetrieved,
    [`${name}_retrieval_pending`]: a.pending.retrieval,
    [`${name}_assessed`]: a.assessed,
    [`${name}_excluded_reasons`]: Object.fromEntries(a.reasons.map((entry) => [entry.reason ?? '', entry.n])),
    [`${name}_excluded_total`]: a.excluded,
    [`${name}_full_text_pending`]: a.pending.fullText,
    [`${name}_awaiting_or_ongoing`]: a.awaiting + a.ongoing,
  };
}

/** The boxes of a flow under the names that the vectors use. */
function boxes(flow: PrismaFlow): Record<string, number | Record<string, number>> {
  const { databases: d, other: o } = flow;
  const n = flowCounts(flow);
  return {
    ...arm('db', d),
    ...arm('other', o),
    db_sources: Object.fromEntries(d.bySource.map((entry) => [entry.source, entry.n])),
    db_databases: n.database_results ?? 0,
    db_registers: n.register_results ?? 0,
    db_automation_removed: d.removedByAutomation,
    db_other_removed: d.removedForOtherReasons,
    db_screened: d.screened,
    db_unscreened_pending: d.pending.screening,
    other_sources: Object.fromEntries(
      o.byKind.map((entry) => [entry.kind === 'citation-searching' ? 'citation' : entry.kind, entry.n]),
    ),
    other_identified: o.identified,
    new_reports: flow.newReports,
    new_studies: flow.newStudies,
    new_reports_of_previous_studies: flow.newReportsOfPreviousStudies,
    previous_studies: flow.previousStudies ?? 0,
    previous_reports: flow.previousReports ?? 0,
    total_studies: flow.totalStudies,
    total_reports: flow.totalReports,
  };
}

export function compareLedger(vector: LedgerVector, to: Comparison): void {
  const flow = flowOf(vector);
  const ours = boxes(flow);
  for (const [box, wanted] of Object.entries(vector.expected_boxes)) to.same(box, ours[box], wanted);
  for (const identity of checkFlow(flow).identities)
    if (identity.status === 'violated') to.fault(`the flow breaks its own rule ${identity.id}`);
}

export function comparePublished({ counts, expected }: PublishedVector, to: Comparison): void {
  const { consistent, violated, rules } = checkPublished(counts);
  to.same('consistent', consistent, expected.consistent);
  to.same('violated', [...violated].sort(), [...expected.violated].sort());
  const wanted = expected.rules as Record<string, unknown>;
  for (const rule of new Set([...Object.keys(rules), ...Object.keys(wanted)]))
    to.same(rule, (rules as Record<string, unknown>)[rule], wanted[rule]);
}
