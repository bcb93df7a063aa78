import type { Flow } from '@shared/contracts/flow';
import { RECORDS_BEHIND } from '@shared/contracts/flow-links';
import type { BoxLine, DrawOptions } from '@shared/domain/prisma/box-content';
import type { BoxKey, PrismaFlow } from '@shared/domain/prisma/flow';

export type FlowPart = Flow['parts'][number];
type Line = Pick<BoxLine, 'key' | 'source' | 'reason'>;

/** Numbers that stand once in each arm of the drawing; which arm a line belongs to shows from the order they are drawn in. */
const IN_BOTH_ARMS: readonly BoxKey[] = [
  'screening_pending',
  'retrieval_pending',
  'full_text_pending',
  'awaiting',
  'ongoing',
];

/** Where each number of the drawing leads: the list of exactly the records it counts, or null where there is none. */
export function linksOf(reviewId: string, flow: Flow, part: FlowPart): (line: Line) => string | null {
  const drawn = new Set<BoxKey>();
  const cycles = cyclesOf(flow, part);
  return (line) => {
    const behind = line.key && RECORDS_BEHIND[line.key];
    // The list takes one cycle or all.
    if (!line.key || !behind || cycles === 'several') return null;
    const query = new URLSearchParams({ place: behind.place.join(',') });
    if (!flow.asOf.isNow) query.set('asOf', String(flow.asOf.seq));
    if (behind.arm) query.set('arm', behind.arm);
    else if (IN_BOTH_ARMS.includes(line.key)) query.set('arm', armOf(line.key, part.flow, drawn));
    if (behind.sourceKind) query.set('sourceKind', behind.sourceKind);
    if (behind.usedIn) query.set('usedIn', behind.usedIn);
    if (cycles !== 'all') query.set('cycle', String(cycles));
    if (line.source !== undefined) {
      const searches = flow.sources.filter(({ source }) => source === line.source);
      if (searches.length !== 1) return null;
      query.set('searchId', searches[0]?.searchId ?? '');
    }
    if (line.reason !== undefined) {
      const reasons = flow.reasons.filter(({ label }) => label === line.reason);
      if (reasons.length !== 1) return null;
      query.set('reason', reasons[0]?.id ?? '');
    }
    return `/reviews/${reviewId}/records?${query.toString()}`;
  };
}

function armOf(key: BoxKey, flow: PrismaFlow, drawn: Set<BoxKey>): 'databases' | 'other' {
  const own: Partial<Record<BoxKey, number>> = {
    screening_pending: flow.databases.pending.screening,
    retrieval_pending: flow.databases.pending.retrieval,
    full_text_pending: flow.databases.pending.fullText,
    awaiting: flow.databases.awaiting,
    ongoing: flow.databases.ongoing,
  };
  if (drawn.has(key) || !own[key]) return 'other';
  drawn.add(key);
  return 'databases';
}

function cyclesOf(flow: Flow, part: FlowPart): 'all' | 'several' | number {
  const everyCycle = new Set(flow.parts.flatMap(({ cycles }) => cycles));
  if (part.cycles.length >= everyCycle.size) return 'all';
  return part.cycles.length === 1 ? (part.cycles[0] ?? 'all') : 'several';
}

export function drawOptionsOf({ options, asOf }: Pick<Flow, 'options' | 'asOf'>): DrawOptions {
  const { at, seq, protocolVersion } = asOf;
  return { ...options, moment: options.hideMoment || at === null ? null : { at, seq, protocolVersion } };
}

/** What a number was and is, for those that differ. */
export interface Difference {
  key: BoxKey;
  before: number;
  after: number;
}

export function differences(before: FlowPart | undefined, after: FlowPart | undefined): Difference[] {
  if (!before || !after) return [];
  return (Object.keys(after.counts) as BoxKey[]).flatMap((key) => {
    const [was, is] = [before.counts[key] ?? 0, after.counts[key] ?? 0];
    return was === is ? [] : [{ key, before: was, after: is }];
  });
}
