import type { Citation, OwnDecisions } from '@shared/contracts/screening';
import type { OutboxEntry } from '../../data/screening-outbox-entry';

type Row = OwnDecisions['rows'][number];

export const keyOf = (of: { stageId: string; citationId: string }): string => `${of.stageId} ${of.citationId}`;

/** The filters of the list, as far as they can be answered on this device: words are looked for in the title alone. */
export interface Wanted {
  stageId: string;
  verdict: string;
  q: string;
}

/** The votes of a review that wait on this device, newest first, one a record and stage: the last one made. */
export function unseenVotes(waiting: readonly OutboxEntry[], reviewId: string, wanted: Wanted): Row[] {
  const last = new Map<string, OutboxEntry>();
  for (const entry of waiting) if (entry.reviewId === reviewId) last.set(keyOf(entry.act.body), entry);
  const words = wanted.q.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return [...last.values()]
    .sort((a, b) => b.seq - a.seq)
    .flatMap((entry) => rowOf(entry) ?? [])
    .filter(({ stageId }) => !wanted.stageId || stageId === wanted.stageId)
    .filter(({ verdict }) => !wanted.verdict || verdict === wanted.verdict)
    .filter(({ citation }) => words.every((word) => (citation.title ?? '').toLocaleLowerCase().includes(word)));
}

/** A vote as the server would list it; null for what takes one back, since there is then nothing to show. */
function rowOf({ act, title, ordinal, at }: OutboxEntry): Row | null {
  if (act.kind !== 'decide') return null;
  const { id, stageId, citationId, verdict, reasons, tags, note, quotations = [] } = act.body;
  const citation = { id: citationId, ordinal, title: title || null, ...UNREAD };
  const made = { at: new Date(at).toISOString(), protocolVersion: 0, isOpen: true, isImported: false };
  return { id, stageId, citationId, verdict, reasons, tags, note, quotations, citation, ...made };
}

/** Of the record itself the outbox carries what names it. */
const UNREAD: Omit<Citation, 'id' | 'ordinal' | 'title'> = {
  abstract: null,
  authors: null,
  journal: null,
  year: null,
  volume: null,
  issue: null,
  pages: null,
  doi: null,
  pmid: null,
  type: '',
  keywords: [],
  urls: [],
  registryIds: [],
  isRetracted: false,
  language: null,
};
