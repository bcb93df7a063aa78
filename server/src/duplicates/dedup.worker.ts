import { dedupe, dedupeAgainst } from '@shared/domain/dedup/dedupe';
import type { DedupInput } from '@shared/domain/dedup/normalise';
import type { MatchReason } from '@shared/domain/ledger/events';
import type { ParsedReference } from '@shared/domain/references/reference';
import type { Ask } from '../platform/jobs/worker-task';

/** A record as the database gives it: `rest` is JSON. */
export interface RecordRow {
  id: string;
  ordinal: number;
  source: string;
  title: string | null;
  abstract: string | null;
  year: number | null;
  journal: string | null;
  doi: string | null;
  pmid: string | null;
  rest: string;
}

export interface DedupTask {
  /** Records up to this ordinal were compared before; 0 compares all with all. */
  comparedTo: number;
  /** Pairs people told apart. */
  apart: [string, string][];
}

/** `page` asks for the records after an ordinal (an empty answer ends them); `progress` only tells. */
export type DedupMessage = { kind: 'page'; after: number } | { kind: 'progress'; done: number; total: number };

export interface FoundPair {
  a: string;
  b: string;
  score: number;
  why: MatchReason[];
}

export interface Found {
  /** Sets joined without asking, each with the pairs that join it, the strongest first. */
  sets: { ids: string[]; pairs: FoundPair[] }[];
  questions: FoundPair[];
  /** Ordinal of the last record that was compared. */
  comparedTo: number;
}

export async function task({ comparedTo, apart }: DedupTask, ask: Ask): Promise<Found> {
  const old: DedupInput[] = [];
  const added: DedupInput[] = [];
  let last = 0;
  for (;;) {
    const page = (await ask({ kind: 'page', after: last } satisfies DedupMessage)) as RecordRow[];
    const final = page.at(-1);
    if (!final) break;
    for (const row of page) (row.ordinal <= comparedTo ? old : added).push(inputOf(row));
    last = final.ordinal;
  }
  const options = {
    apart,
    onProgress: (done: number, total: number) => void ask({ kind: 'progress', done, total } satisfies DedupMessage),
  };
  const { sets, questions } = old.length === 0 ? dedupe(added, options) : dedupeAgainst(old, added, options);
  return {
    sets: sets.map(({ ids, pairs }) => ({
      ids,
      pairs: [...pairs].sort((x, y) => y.score - x.score).map(short),
    })),
    questions: questions.map(short),
    comparedTo: Math.max(last, comparedTo),
  };
}

function inputOf({ id, source, title, abstract, year, journal, doi, pmid, rest }: RecordRow): DedupInput {
  const { authors, volume, issue, pages, type, registryIds } = JSON.parse(rest) as ParsedReference;
  return { id, source, type, title, authors, year, journal, volume, issue, pages, abstract, doi, pmid, registryIds };
}

/** Fields that neither record gives say nothing; they are left out of what the ledger keeps. */
function short({ a, b, score, why }: FoundPair): FoundPair {
  return { a, b, score, why: why.filter((reason) => reason.verdict !== 'missing') };
}
