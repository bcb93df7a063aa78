/** The reasons of a decision in words a librarian would use, made only for pairs that someone will read. */
import type { Comparison, Reservation } from './comparison';
import type { Reason } from './decide';
import type { DedupInput } from './normalise';

const TITLE: Readonly<Record<Comparison['title'], readonly [Reason['verdict'], string]>> = {
  same: ['same', 'the same title, apart from spelling and punctuation'],
  shortened: ['similar', 'one title is the other without its subtitle or lead-in'],
  reworded: ['similar', 'most words of the titles agree, some are replaced'],
  related: ['differs', 'the titles share words only in part'],
  translated: ['missing', 'the titles are in two languages and cannot be compared'],
  differs: ['differs', 'different titles'],
  numbered: ['differs', 'the titles differ in a number: parts, phases or years of a series'],
  missing: ['missing', 'a title is missing'],
};
const AUTHORS: Readonly<Record<Comparison['authors'], readonly [Reason['verdict'], string]>> = {
  same: ['same', 'the same authors'],
  cut: ['similar', 'one record names the first author only'],
  overlapping: ['similar', 'some of the authors agree'],
  differs: ['differs', 'different authors'],
  missing: ['missing', 'authors are missing, or a group stands for them'],
};
const JOURNAL: Readonly<Record<Comparison['journal'], readonly [Reason['verdict'], string]>> = {
  same: ['same', 'the same journal, abbreviations read out'],
  similar: ['similar', 'the journal names agree in part'],
  differs: ['differs', 'different journals'],
  missing: ['missing', 'the journal cannot be compared'],
};
const PAGES: Readonly<Record<Comparison['pages'], readonly [Reason['verdict'], string]>> = {
  range: ['same', 'the same first and last page'],
  start: ['same', 'the same first page'],
  near: ['similar', 'pages agree but for a slip or a lost part'],
  unclear: ['missing', 'one gives pages of the volume, the other a length'],
  mistaken: ['similar', 'other pages, though one volume holds such an item once, so one of them is mistaken'],
  differs: ['differs', 'other pages'],
  missing: ['missing', 'pages cannot be compared'],
};
const ABSTRACT: Readonly<Record<Comparison['abstract'], readonly [Reason['verdict'], string]>> = {
  copied: ['same', 'the abstracts agree word for word'],
  same: ['same', 'the abstracts agree'],
  similar: ['similar', 'the abstracts agree for the most part'],
  differs: ['differs', 'the abstracts differ'],
  missing: ['missing', 'an abstract is missing'],
};
const RESERVATIONS: Readonly<Record<Reservation, readonly [string, string]>> = {
  kind: ['kind', 'one is a correction, reply, comment or retraction of the other'],
  preprint: ['kind', 'one is a preprint, the other a published paper'],
  meeting: ['kind', 'one is a meeting abstract, the other a paper'],
  registration: ['kind', 'one is an entry of a trial register, or two entries bear different numbers'],
  part: ['kind', 'two parts or years of a series'],
  version: ['kind', 'two versions of a Cochrane review'],
  elsewhere: ['kind', 'published in two places'],
  pages: ['pages', 'two items of like title can stand on other pages of one volume'],
  doi: ['doi', 'each has a DOI of its own'],
  pmid: ['pmid', 'each has a PubMed number of its own'],
  authors: ['authors', 'two groups of people can give a work the same title'],
  year: ['year', 'the years are too far apart for one item'],
  title: ['title', 'the wording differs and nothing else singles the item out'],
  plain: ['title', 'many items bear this title'],
  untitled: ['title', 'a record without a title is not joined unasked'],
  'one-source': ['source', 'one database lists both, so it may know them for two'],
  chain: ['kind', 'it would join records that contradict each other, or it fits two items alike'],
  'told-apart': ['kind', 'people have said that these are two items'],
};

/** Every field's verdict with both values where they differ, then the reservations. */
export function explain(a: DedupInput, b: DedupInput, c: Comparison): Reason[] {
  const both = (x: unknown, y: unknown) =>
    `${x === null || x === '' ? 'none' : String(x)} against ${y === null || y === '' ? 'none' : String(y)}`;
  const plain = (field: string, verdict: 'same' | 'differs' | 'missing', x: unknown, y: unknown): Reason => ({
    field,
    verdict,
    note:
      verdict === 'same' ? `the same ${field}: ${String(x)}` : verdict === 'differs' ? both(x, y) : 'not given in both',
  });
  const worded = (
    field: string,
    [verdict, note]: readonly [Reason['verdict'], string],
    x: unknown,
    y: unknown,
  ): Reason => ({
    field,
    verdict,
    note: verdict === 'same' || verdict === 'missing' ? note : `${note}: ${both(x, y)}`,
  });
  const years: Readonly<Record<Comparison['year'], Reason>> = {
    same: { field: 'year', verdict: 'same', note: `the same year: ${a.year}` },
    next: {
      field: 'year',
      verdict: 'similar',
      note: `one year apart, as online and in print: ${both(a.year, b.year)}`,
    },
    near: { field: 'year', verdict: 'differs', note: both(a.year, b.year) },
    far: { field: 'year', verdict: 'differs', note: both(a.year, b.year) },
    missing: { field: 'year', verdict: 'missing', note: 'not given in both' },
  };
  const doi: Reason =
    c.doi === 'shared'
      ? {
          field: 'doi',
          verdict: 'missing',
          note: `${a.doi} stands on items of different titles, as a supplement's does`,
        }
      : plain('doi', c.doi, a.doi, b.doi);
  const reasons: Reason[] = [
    { field: 'title', verdict: TITLE[c.title][0], note: TITLE[c.title][1] },
    { field: 'authors', verdict: AUTHORS[c.authors][0], note: AUTHORS[c.authors][1] },
    years[c.year],
    worded('journal', JOURNAL[c.journal], a.journal, b.journal),
    plain('volume', c.volume, a.volume, b.volume),
    plain('issue', c.issue, a.issue, b.issue),
    worded('pages', PAGES[c.pages], a.pages, b.pages),
    { field: 'abstract', verdict: ABSTRACT[c.abstract][0], note: ABSTRACT[c.abstract][1] },
    doi,
    plain('pmid', c.pmid, a.pmid, b.pmid),
  ];
  if (c.reprint) {
    const note = 'one journal printed the text twice: same heading, people, abstract and number of pages';
    reasons.unshift({ field: 'record', verdict: 'similar', note });
  }
  if (c.correction === 'joined') {
    const note =
      c.abstract === 'copied' && c.issue === 'same'
        ? 'one corrects the other in the very issue that prints it, under the same abstract'
        : 'one is a correction of the other, and this review counts corrections with their articles';
    reasons.unshift({ field: 'kind', verdict: 'similar', note });
  }
  if (c.copy) reasons.unshift({ field: 'record', verdict: 'same', note: 'the records agree to the letter' });
  for (const reservation of c.reservations) {
    const [field, note] = RESERVATIONS[reservation];
    reasons.push({ field, verdict: 'differs', note });
  }
  return reasons;
}
