import * as z from 'zod';
import { PLACES } from '@shared/domain/screening/place';
import { Instant, Ref } from './basics';
import { StageKindName } from './screening';

export const ReaderProgress = z.object({
  memberId: z.string(),
  name: z.string(),
  decided: z.int(),
  lastSevenDays: z.int(),
  remaining: z.int(),
});
export const StageProgress = z.object({
  stageId: z.string(),
  name: z.string(),
  kind: StageKindName,
  closedAt: Instant.nullable(),
  /** Citations that reached the stage. */
  total: z.int(),
  pending: z.int(),
  conflicts: z.int(),
  included: z.int(),
  excluded: z.int(),
  readers: z.array(ReaderProgress),
  /** Decisions made on each of the last 28 days, oldest first; volume only. */
  perDay: z.array(z.object({ day: z.string(), decisions: z.int() })),
  /** Days until the rest is read at the pace of the last 14 days; null where that says nothing. */
  forecast: z.object({ days: z.int(), soonest: z.int(), latest: z.int().nullable() }).nullable(),
});
export const Overview = z.object({
  places: z.record(z.enum(PLACES), z.int()),
  stages: z.array(StageProgress),
  awaiting: z.object({ conflicts: z.int(), unsettleable: z.int(), toRetrieve: z.int(), questions: z.int().nullable() }),
});
export type Overview = z.infer<typeof Overview>;

const Day = z.iso.date();

/** Filters of the ledger; `type` takes several, parted by commas; days are those of UTC. */
export const LedgerQuery = z.strictObject({
  before: z.coerce.number().int().min(1).optional(),
  type: z.string().max(2000).optional(),
  version: z.coerce.number().int().min(0).optional(),
  from: Day.optional(),
  to: Day.optional(),
  memberId: Ref.optional(),
  citationId: Ref.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;

/** An entry; one that tells of a pending decision of somebody else is sealed: its payload is null. */
export const LedgerEntry = z.object({
  seq: z.int(),
  type: z.string(),
  by: z.string().nullable(),
  machine: z.string().nullable(),
  at: Instant.nullable(),
  protocolVersion: z.int(),
  isSealed: z.boolean(),
  payload: z.unknown(),
  hash: z.string().nullable(),
});
export const LedgerPage = z.object({
  entries: z.array(LedgerEntry),
  next: z.int().nullable(),
  types: z.array(z.string()),
});
export type LedgerPage = z.infer<typeof LedgerPage>;

export const LedgerProof = z.object({
  events: z.int(),
  rows: z.int(),
  faults: z.array(z.object({ kind: z.string(), place: z.string(), message: z.string() })),
});
export type LedgerProof = z.infer<typeof LedgerProof>;
