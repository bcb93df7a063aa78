import type { Citation } from '@shared/contracts/screening';
import { type Quotation, underReasons } from '@shared/domain/screening/quotation';
import type { StageRule } from '@shared/domain/screening/rule';

export type Verdict = 'include' | 'maybe' | 'exclude';

/** What is ticked and written about a citation before the vote. */
export interface Draft {
  reasons: readonly string[];
  tags: readonly string[];
  note: string;
  /** Words of the full text that go with the vote. */
  quotations: readonly Quotation[];
}
export const EMPTY_DRAFT: Draft = { reasons: [], tags: [], note: '', quotations: [] };

/** A vote with what went with it. */
export interface Choice extends Draft {
  verdict: Verdict;
}

/** A citation on the desk, and the reader's vote of this sitting. */
export interface Row {
  citation: Citation;
  choice: Choice | null;
}

export type Missing = 'reason' | 'tag' | 'note';

/** What the stage still asks for with this vote, in the order it is asked. */
export function missingFor(verdict: Verdict, draft: Draft, required: StageRule['required']): Missing[] {
  const wanted = required[verdict];
  const missing: Missing[] = [];
  if (wanted.reason && draft.reasons.length === 0) missing.push('reason');
  if (wanted.tag && draft.tags.length === 0) missing.push('tag');
  if (wanted.note && !draft.note.trim()) missing.push('note');
  return missing;
}

/**
 * What is sent: reasons go with an exclusion, or where the stage asks for them; ticks left behind by a changed mind do
 * not go with an inclusion.
 */
export function choiceOf(verdict: Verdict, draft: Draft, required: StageRule['required']): Choice {
  const reasons = verdict === 'exclude' || required[verdict].reason ? draft.reasons : [];
  return {
    verdict,
    reasons,
    tags: draft.tags,
    note: draft.note.trim(),
    quotations: underReasons(draft.quotations, reasons),
  };
}

/** Quotations as they are sent: left out where there are none. */
export const sentQuotations = (quotations: readonly Quotation[]): { quotations?: Quotation[] } =>
  quotations.length > 0 ? { quotations: [...quotations] } : {};

/** Where the reader goes after row `at`: the next without a vote, else the first without one, else nowhere (-1). */
export function nextUndecided(rows: readonly Row[], at: number): number {
  const isOpen = ({ choice }: Row): boolean => choice === null;
  const ahead = rows.findIndex((row, i) => i > at && isOpen(row));
  return ahead >= 0 ? ahead : rows.findIndex(isOpen);
}
