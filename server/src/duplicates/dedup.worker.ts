import { dedupe, dedupeAgainst } from '@shared/domain/dedup/dedupe';
import type { DedupInput } from '@shared/domain/dedup/normalise';
import type { MatchReason, RecordRelation } from '@shared/domain/ledger/events';
import type { ParsedReference } from '@shared/domain/references/reference';
import {
  APART_BY_WORD,
  statedLinks,
  type StatedLink,
  type StatingRecord,
} from '@shared/domain/references/stated-links';
import type { Ask } from '../platform/jobs/worker-task';

/** A record as the database gives it: `rest` is JSON. */
export interface RecordRow {
  id: string;
  ordinal: number;
  source: string;
  /** Citation it was joined to; null for one that stands for itself. */
  root: string | null;
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
  /** Whether a correction is a copy of its article. */
  corrections: 'merge' | 'link';
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
  /** Which of the two is the notice, where a record says so. */
  notice: string | null;
  why: MatchReason[];
}

export interface Found {
  /** Sets joined without asking: the pairs that join each, the strongest first, and those of the ids that are corrections. */
  sets: { ids: string[]; pairs: FoundPair[]; corrections: string[] }[];
  questions: FoundPair[];
  links: FoundLink[];
  /** What records say of each other, where at least one of the two is new. */
  stated: FoundLink[];
  /** Likely pairs that wait until the questions are answered. */
  unasked: number;
  /** Ordinal of the last record that was compared. */
  comparedTo: number;
}

export async function task({ comparedTo, cochrane, corrections, apart }: DedupTask, ask: Ask): Promise<Found> {
  const old: DedupInput[] = [];
  const added: DedupInput[] = [];
  const stating: StatingRecord[] = [];
  const ordinals = new Map<string, number>();
  const joined: [string, string][] = [];
  let last = 0;
  for (;;) {
    const page = (await ask({ kind: 'page', after: last } satisfies DedupMessage)) as RecordRow[];
    const final = page.at(-1);
    if (!final) break;
    for (const row of page) {
      const rest = JSON.parse(row.rest) as ParsedReference;
      (row.ordinal <= comparedTo ? old : added).push(inputOf(row, rest));
      const { id, pmid, doi } = row;
      stating.push({ id, pmid, doi, type: rest.type, links: rest.links });
      ordinals.set(id, row.ordinal);
      if (row.root !== null) joined.push([id, row.root]);
    }
    last = final.ordinal;
  }
  const said = statedLinks(stating);
  const isCopy = (relation: StatedLink['relation']) => relation === 'erratum' && corrections === 'merge';
  const told = said.filter(({ relation }) => APART_BY_WORD.includes(relation) && !isCopy(relation));
  const options = {
    apart: [...apart, ...told.map(({ a, b }): [string, string] => [a, b])],
    joined,
    cochrane,
    corrections,
    onProgress: (done: number, total: number) => void ask({ kind: 'progress', done, total } satisfies DedupMessage),
  };
  const { sets, questions, links, unasked } =
    old.length === 0 ? dedupe(added, options) : dedupeAgainst(old, added, options);
  return {
    sets: sets.map(({ ids, pairs, corrections: of }) => ({
      ids,
      corrections: of,
      pairs: [...pairs].sort((x, y) => y.score - x.score).map(short),
    })),
    questions: questions.map(short),
    links: links.map(({ a, b, relation, why }) => ({ a, b, relation, notice: null, why: telling(why) })),
    stated: said
      .filter(({ a, b }) => [a, b].some((id) => ordinals.get(id)! > comparedTo))
      .map((link) => ({
        a: link.a,
        b: link.b,
        relation: link.relation,
        notice: link.notice,
        why: inWords(link, ordinals),
      })),
    unasked,
    comparedTo: Math.max(last, comparedTo),
  };
}

const SAYINGS: Record<StatedLink['relation'], string> = {
  retraction: 'retraction',
  concern: 'expression of concern',
  erratum: 'erratum',
  comment: 'comment',
  update: 'update',
  republication: 'republished or reprinted',
  preprint: 'preprint and publication',
  part: 'part',
  related: 'related',
};
const LONGEST_SAYING = 300;

function inWords({ sayings }: StatedLink, ordinals: ReadonlyMap<string, number>): MatchReason[] {
  return sayings.map(({ by, relation, direction, text }) => {
    const words = text.length > LONGEST_SAYING ? `${text.slice(0, LONGEST_SAYING)} …` : text;
    return {
      field: 'stated',
      verdict: 'same',
      note: `Record ${ordinals.get(by)} says: ${[SAYINGS[relation], direction].filter(Boolean).join(' ')}, ${words}`,
    };
  });
}

function inputOf(row: RecordRow, rest: ParsedReference): DedupInput {
  const { id, source, title, abstract, year, journal, doi, pmid } = row;
  const { authors, volume, issue, pages, type, registryIds } = rest;
  return { id, source, type, title, authors, year, journal, volume, issue, pages, abstract, doi, pmid, registryIds };
}

function short({ a, b, score, why }: FoundPair): FoundPair {
  return { a, b, score, why: telling(why) };
}

/** Fields that neither record gives say nothing; they are left out of what the ledger keeps. */
function telling(why: MatchReason[]): MatchReason[] {
  return why.filter((reason) => reason.verdict !== 'missing');
}
