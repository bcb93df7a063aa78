/**
 * Files of values that reference packages or people worked out ("vectors"), held against the product. A vector names its
 * `kind`, or where it is the only one of its kind its `id`; each kind has one comparator, here and nowhere else: the specs and `evenhand measure` both call it.
 */
import { type AgreementVector, compareIcc, compareSeveralRaters, compareTwoRaters } from './agreement-vectors';
import type { Comparison } from './comparison';
import { compareLedger, comparePublished, type LedgerVector, type PublishedVector } from './prisma-vectors';
import { compareStopping, type StoppingVector } from './stopping-vectors';

type Comparator = (vector: unknown, to: Comparison) => void;

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  two_raters_table: (vector, to) => compareTwoRaters(vector as AgreementVector, to),
  subjects_by_raters: (vector, to) => compareSeveralRaters(vector as AgreementVector, to),
  icc: (vector, to) => compareIcc(vector as AgreementVector, to),
  ledger: (vector, to) => compareLedger(vector as LedgerVector, to),
  'stopping-rule': (vector, to) => compareStopping(vector as StoppingVector, to),
  published_counts: (vector, to) => comparePublished(vector as PublishedVector, to),
};

/** What a vector says it is; null where it says nothing that is known. */
export function kindOf(vector: unknown): string | null {
  const { kind, id } = (vector ?? {}) as { kind?: unknown; id?: unknown };
  if (typeof kind === 'string') return kind;
  return typeof id === 'string' && comparatorOf(id) ? id : null;
}

/** What of the product answers to vectors of a kind; null where nothing does. */
export function comparatorOf(kind: string): Comparator | null {
  return Object.hasOwn(COMPARATORS, kind) ? (COMPARATORS[kind] ?? null) : null;
}
