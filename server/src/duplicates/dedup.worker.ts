import { dedupe, dedupeAgainst } from '@shared/domain/dedup/dedupe';
import type { DedupInput } from '@shared/domain/dedup/normalise';
import type { MatchReason, RecordRelation } from '@shared/domain/ledger/events';
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
  /** Whether versions of a Cochrane review are one citation. */
  cochrane: 'merge' | 'link';
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

export interface FoundLink {
  a: string;
  b: string;
  relation: RecordRelation;
  why: MatchReason[];
}

export interface Found {
  /** Sets joined without asking, each with the pairs that join it, the strongest first. */
  sets: { ids: string[]; pairs: FoundPair[] }[];
  questions: FoundPair[];
  links: FoundLink[];
  /** Ordinal of the last record that was compared. */
  comparedTo: number;
}

export async function task({ comparedTo, cochrane, apart }: DedupTask, ask: Ask): Promise<Found> {
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
    cochrane,
    onProgress: (done: number, total: number) => void ask({ kind: 'progress', done, total } satisfies DedupMessage),
  };
  const { sets, questions, links } = old.length === 0 ? dedupe(added, options) : dedupeAgainst(old, added, options);
  return {
    sets: sets.map(({ ids, pairs }) => ({
      ids,
      pairs: [...pairs].sort((x, y) => y.score - x.score).map(short),
    })),
    questions: questions.map(short),
    links: links.map(({ a, b, relation, why }) => ({ a, b, relation, why: telling(why) })),
    comparedTo: Math.max(last, comparedTo),
  };
}

function inputOf({ id, source, title, abstract, year, journal, doi, pmid, rest }: RecordRow): DedupInput {
  const { authors, volume, issue, pages, type, registryIds } = JSON.parse(rest) as ParsedReference;
  return { id, source, type, title, authors, year, journal, volume, issue, pages, abstract, doi, pmid, registryIds };
}

function short({ a, b, score, why }: FoundPair): FoundPair {
  return { a, b, score, why: telling(why) };
}

/** Fields that neither record gives say nothing; they are left out of what the ledger keeps. */
function telling(why: MatchReason[]): MatchReason[] {
  return why.filter((reason) => reason.verdict !== 'missing');
}
