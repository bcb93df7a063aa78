import type { StatedRelation } from '../ledger/events';
import { doiIn, statedPmid } from './identifiers';
import type { ParsedReference, ReferenceLink } from './reference';

/** A record of the review with what its source says of other records. */
export interface StatingRecord extends Pick<ParsedReference, 'type' | 'pmid' | 'doi' | 'links'> {
  id: string;
}

/** Two records of which at least one names the other. */
export interface StatedLink {
  /** The lesser id by code units. */
  a: string;
  b: string;
  /** The gravest of what is said. */
  relation: StatedRelation;
  /** Which of the two retracts, corrects, comments on or updates the other; null where none says, or both say it of both. */
  notice: string | null;
  /** What the records say, and which of them says it. */
  sayings: Saying[];
}

interface Saying {
  by: string;
  relation: StatedRelation;
  /** Which of the two is the notice, by this saying. */
  notice: string | null;
  direction: ReferenceLink['direction'];
  text: string;
}

/** The gravest first: where two records say two things of each other, this is what they are to each other. */
export const GRAVITY: readonly StatedRelation[] = [
  'retraction',
  'concern',
  'erratum',
  'republication',
  'preprint',
  'update',
  'comment',
  'part',
  'related',
];

/** Relations after which no two records are one: each is an item of its own in its database. */
export const APART_BY_WORD: readonly StatedRelation[] = [
  'retraction',
  'concern',
  'erratum',
  'republication',
  'comment',
];

/** How Crossref calls relations between works; those it has beyond these (citations, funding) say nothing here. */
const CROSSREF: readonly [RegExp, StatedRelation, ReferenceLink['direction']?][] = [
  [/^(?:is-preprint-of|has-preprint)$/, 'preprint'],
  [/^(?:is-comment-on|is-review-of|is-reply-to)$/, 'comment', 'of'],
  [/^(?:has-comment|has-review|has-reply)$/, 'comment', 'in'],
  [/^replaces$/, 'update', 'of'],
  [/^is-replaced-by$/, 'update', 'in'],
  [/^(?:is-version-of|has-version)$/, 'update'],
  [/^(?:is-part-of|has-part|is-supplement-to|is-supplemented-by|continues|is-continued-by)$/, 'part'],
];

/**
 * Links that the records of a review carry themselves: whatever names another one by PMID or DOI. Either record may name
 * the other, and which came first does not matter.
 */
export function statedLinks(records: readonly StatingRecord[]): StatedLink[] {
  const byPmid = filedBy(records, ({ pmid }) => pmid);
  const byDoi = filedBy(records, ({ doi }) => doi);
  const found = new Map<string, StatedLink>();
  for (const record of records)
    for (const link of record.links)
      for (const other of namedIn(link.text, record, byPmid, byDoi)) {
        const meaning = meaningOf(link, record, other);
        if (meaning === null) continue;
        const { relation, direction } = meaning;
        const notice = direction === undefined ? null : direction === 'of' ? record.id : other.id;
        add(found, record, other, { by: record.id, relation, notice, direction, text: link.text });
      }
  return [...found.values()].map((link) => ({ ...link, notice: noticeOf(link) }));
}

/** As those say who say the gravest; two that contradict each other tell nothing. */
function noticeOf({ relation, sayings }: StatedLink): string | null {
  const named = new Set(
    sayings.flatMap((saying) => (saying.relation === relation && saying.notice !== null ? [saying.notice] : [])),
  );
  return named.size === 1 ? [...named][0]! : null;
}

/** More than two records have to say of each other. */
const MOST_SAYINGS = 40;

function add(found: Map<string, StatedLink>, x: StatingRecord, y: StatingRecord, saying: Saying): void {
  const [a, b] = x.id < y.id ? [x.id, y.id] : [y.id, x.id];
  const key = `${a} ${b}`;
  const known = found.get(key);
  if (!known) {
    found.set(key, { a, b, relation: saying.relation, notice: null, sayings: [saying] });
    return;
  }
  const isSame = ({ by, text, relation, direction }: Saying): boolean =>
    by === saying.by && text === saying.text && relation === saying.relation && direction === saying.direction;
  if (known.sayings.length < MOST_SAYINGS && !known.sayings.some(isSame)) known.sayings.push(saying);
  if (GRAVITY.indexOf(saying.relation) < GRAVITY.indexOf(known.relation)) known.relation = saying.relation;
}

/** The records that a link's text names. A copy of the record itself, by its numbers, is not another one. */
function namedIn(
  text: string,
  self: StatingRecord,
  byPmid: ReadonlyMap<string, readonly StatingRecord[]>,
  byDoi: ReadonlyMap<string, readonly StatingRecord[]>,
): StatingRecord[] {
  const pmid = statedPmid(text);
  const doi = doiIn(text);
  if (pmid !== null && pmid === self.pmid) return [];
  const named = pmid === null ? [] : (byPmid.get(pmid) ?? []);
  const also = doi === null || doi === self.doi ? [] : (byDoi.get(doi) ?? []);
  const isSame = (other: StatingRecord): boolean => other.pmid !== null && other.pmid === self.pmid;
  return [
    ...new Set([...named, ...also.filter((other) => pmid === null || other.pmid === null || other.pmid === pmid)]),
  ].filter((other) => other.id !== self.id && !isSame(other));
}

type Meaning = Pick<Saying, 'relation' | 'direction'>;

function meaningOf({ kind, direction, text }: ReferenceLink, x: StatingRecord, y: StatingRecord): Meaning | null {
  if (kind === 'update' && (x.type === 'preprint') !== (y.type === 'preprint')) return stating('preprint');
  if (kind !== 'other') return stating(kind, direction);
  const name = /^([a-z]+(?:-[a-z]+)*): /.exec(text)?.[1];
  if (name === undefined) return stating('related');
  const known = CROSSREF.find(([names]) => names.test(name));
  return known ? stating(known[1], known[2]) : null;
}

const stating = (relation: StatedRelation, direction?: Saying['direction']): Meaning => ({ relation, direction });

function filedBy(
  records: readonly StatingRecord[],
  valueOf: (record: StatingRecord) => string | null,
): Map<string, StatingRecord[]> {
  const drawers = new Map<string, StatingRecord[]>();
  for (const record of records) {
    const value = valueOf(record);
    if (value === null) continue;
    const drawer = drawers.get(value);
    if (drawer) drawer.push(record);
    else drawers.set(value, [record]);
  }
  return drawers;
}
