/**
 * Sets of references of our own making, to hold the rules against what no labelled set here contains.
 *
 * Items are drawn from word lists by a seeded generator, copied as databases copy them (each vendor its habits, each copy
 * now and then a defect) and surrounded by near misses: corrections, replies, parts, meeting abstracts, preprints, updates,
 * register entries, abstracts under one DOI, columns. Which records are one item is known by construction.
 */
import type { DedupInput } from './normalise';
import {
  DESIGNS,
  FAMILIES,
  GIVEN,
  JOURNALS,
  OUTCOMES,
  POPULATIONS,
  SETTINGS,
  TREATMENTS,
} from './stress-words.fixture';

export interface StressSet {
  refs: DedupInput[];
  /** Ids of the records of each item that has more than one. */
  groups: string[][];
  /** A record of each correction with one of the article that it corrects. */
  corrections: Array<[string, string]>;
}

export interface StressOptions {
  seed: number;
  items: number;
  /** Chance of each defect in a copy; 0 gives vendors' habits alone. */
  damage: number;
}

type Item = Omit<DedupInput, 'id'>;

/** Numbers from 0 to 1, the same for one seed on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class Draw {
  constructor(private readonly random: () => number) {}

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number from `low` to `high`, both included. */
  number(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  of<T>(list: readonly T[]): T {
    return list[this.number(0, list.length - 1)] as T;
  }
}

/** Copies of items and near misses in no telling order. */
export function stressSet({ seed, items, damage }: StressOptions): StressSet {
  const draw = new Draw(randomOf(seed));
  const rows: Array<{ order: number; item: number; ref: Item }> = [];
  let count = 0;
  const corrected = new Map<number, number>();
  const add = (item: Item, copies: number) => {
    count++;
    const vendors = [...VENDORS].sort(() => (draw.chance(0.5) ? 1 : -1));
    for (let copy = 0; copy < copies; copy++) {
      const styled = (vendors[copy % vendors.length] as Vendor)(item, draw);
      rows.push({ order: draw.number(0, 1e9), item: count, ref: copy === 0 ? styled : damaged(styled, draw, damage) });
    }
  };
  for (let at = 0; at < items; at++) {
    const item = newItem(draw);
    add(item, draw.chance(0.45) ? draw.number(2, 4) : 1);
    const article = count;
    for (const near of nearMisses(item, draw)) {
      add(near, draw.chance(0.3) ? 2 : 1);
      if (isCorrection(near)) corrected.set(count, article);
    }
  }
  rows.sort((a, b) => a.order - b.order);
  const byItem = new Map<number, string[]>();
  const refs = rows.map(({ item, ref }, at): DedupInput => {
    const id = `s${String(at).padStart(6, '0')}`;
    byItem.set(item, [...(byItem.get(item) ?? []), id]);
    return { id, ...ref };
  });
  const firstOf = (at: number) => byItem.get(at)?.[0] as string;
  return {
    refs,
    groups: [...byItem.values()].filter((ids) => ids.length > 1),
    corrections: [...corrected].map(([correction, article]) => [firstOf(correction), firstOf(article)]),
  };
}

function isCorrection({ title }: Item): boolean {
  return /^Erratum: |\(vol \d+, pg \d+, \d+\)$/.test(title ?? '');
}

function newItem(draw: Draw): Item {
  const year = draw.number(1992, 2021);
  const volume = draw.number(3, 180);
  const start = draw.number(2, 2400);
  const electronic = draw.chance(0.15);
  const key = `10.${draw.number(1000, 9999)}/${draw.of(['j', 's', 'art'])}.${year}.${draw.number(10000, 99999)}`;
  return {
    type: 'article',
    title: newTitle(draw),
    authors: Array.from({ length: draw.number(1, 9) }, () => `${draw.of(FAMILIES)}, ${draw.of(GIVEN)}`),
    year,
    journal: draw.of(JOURNALS)[0],
    volume: String(volume),
    issue: draw.chance(0.8) ? String(draw.number(1, 24)) : null,
    pages: electronic ? `e${draw.number(1000, 99999)}` : `${start}-${start + draw.number(3, 14)}`,
    abstract: draw.chance(0.8) ? newAbstract(draw) : null,
    doi: year > 1998 ? key : null,
    pmid: null,
  };
}

function newTitle(draw: Draw): string {
  const treatment = draw.of(TREATMENTS);
  const outcome = draw.of(OUTCOMES);
  const population = draw.of(POPULATIONS);
  const body = draw.of([
    `${treatment} and ${outcome} in ${population}`,
    `Effects of ${treatment} on ${outcome} in ${population}`,
    `${outcome} after ${treatment} ${draw.of(SETTINGS)}`,
    `Is ${treatment} associated with ${outcome} among ${population}?`,
    `${treatment} versus ${draw.of(TREATMENTS)} for ${population}`,
    `Predictors of ${outcome} in ${population} treated with ${treatment}`,
  ]);
  const title = draw.chance(0.55) ? `${body}: ${draw.of(DESIGNS)}` : body;
  return title[0]?.toUpperCase() + title.slice(1);
}

function newAbstract(draw: Draw): string {
  const sentence = () =>
    `${draw.of(['We studied', 'We compared', 'Little is known of', 'Data show'])} ${draw.of(OUTCOMES)} in ` +
    `${draw.number(12, 900)} ${draw.of(POPULATIONS)} given ${draw.of(TREATMENTS)} ${draw.of(SETTINGS)}.`;
  return Array.from({ length: draw.number(4, 8) }, sentence).join(' ');
}

type Vendor = (item: Item, draw: Draw) => Item;

const initialsOf = (given: string, mark: string) =>
  given
    .split(/[\s-]+/)
    .map((name) => (name[0] ?? '') + mark)
    .join('');
const named = (authors: readonly string[], form: (family: string, given: string) => string) =>
  authors.map((author) => {
    const [family = '', given = ''] = author.split(', ');
    return form(family, given);
  });
const shortPages = (pages: string | null) =>
  pages?.replace(/^([a-z]?)(\d+)-\1(\d+)$/i, (whole, letter: string, start: string, end: string) => {
    let same = 0;
    while (same < start.length - 1 && start.length === end.length && start[same] === end[same]) same++;
    return same === 0 ? whole : `${letter}${start}-${end.slice(same)}`;
  }) ?? null;
const abbreviated = (journal: string | null) => JOURNALS.find(([full]) => full === journal)?.[1] ?? journal;
const shouted = (text: string | null) => text?.toUpperCase() ?? null;

/** How databases write one record. */
const VENDORS: readonly Vendor[] = [
  (item) => ({ ...item, pages: shortPages(item.pages), title: `${item.title}.` }),
  (item, draw) => ({
    ...item,
    journal: abbreviated(item.journal),
    authors: named(item.authors, (family, given) => `${family}, ${initialsOf(given, '.')}`),
    doi: draw.chance(0.5) ? item.doi : null,
  }),
  (item, draw) => ({
    ...item,
    journal: shouted(item.journal),
    authors: named(item.authors, (family, given) => `${family}, ${initialsOf(given, '')}`),
    title: capitals(item.title ?? ''),
    issue: draw.chance(0.3) ? null : item.issue,
  }),
  (item, draw) => ({
    ...item,
    authors: named(item.authors, (family, given) => `${given} ${family}`),
    abstract: null,
    doi: draw.chance(0.4) ? item.doi : null,
    title: draw.chance(0.2) ? `${item.title} [Article]` : item.title,
  }),
  (item, draw) => ({
    ...item,
    journal: `${item.journal}${draw.chance(0.5) ? '.' : ''}`,
    authors: named(item.authors, (family, given) => `${family} ${initialsOf(given, '.')}`),
    pages: item.pages?.replace('-', '--') ?? null,
    title: item.title?.replace(/&/g, '&amp;').replace(/:/, '.') ?? null,
    abstract: item.abstract ? `<p>${item.abstract}</p> (C) ${item.year} Elsevier` : null,
  }),
];

function capitals(title: string): string {
  return title.replace(/\b[a-z](?=[a-z]{3})/g, (letter) => letter.toUpperCase());
}

/** Defects that exports and hands leave in a copy, each with its own chance. */
function damaged(item: Item, draw: Draw, damage: number): Item {
  const copy = { ...item };
  const hit = () => draw.chance(damage);
  if (hit()) copy.doi = null;
  if (hit()) copy.abstract = null;
  if (hit()) copy.abstract = copy.abstract?.slice(0, 240) ?? null;
  if (hit()) copy.issue = null;
  if (hit() && copy.year !== null) copy.year += draw.of([-1, 1]);
  if (hit()) copy.title = slipped(copy.title ?? '', draw);
  if (hit()) copy.pages = copy.pages?.split('-')[0] ?? null;
  if (hit())
    copy.authors = copy.authors.length > 3 ? [...copy.authors.slice(0, draw.of([1, 3])), 'et al.'] : copy.authors;
  if (hit()) copy.authors = copy.authors.map(transliterated);
  if (draw.chance(damage / 2)) copy.title = copy.title?.replace(/[:.].+$/, '') ?? null;
  if (draw.chance(damage / 2)) copy.title = (copy.title ?? '').slice(0, Math.max(50, draw.number(60, 100)));
  if (draw.chance(damage / 2)) copy.pages = null;
  if (draw.chance(damage / 3)) copy.authors = [];
  if (draw.chance(damage / 3)) copy.journal = null;
  if (draw.chance(damage / 3)) copy.volume = null;
  if (draw.chance(damage / 3))
    copy.title = (copy.title ?? '').replace(/[aeiou]/, (vowel) => `&#${vowel.charCodeAt(0)};`);
  if (draw.chance(damage / 4) && copy.pages?.includes('-')) copy.pages = `e${copy.pages.replace(/\D.*/, '')}77`;
  return copy;
}

/** A slip of a scanner or a hand: a letter lost, doubled, swapped or misread. */
function slipped(title: string, draw: Draw): string {
  const at = draw.number(8, Math.max(9, title.length - 4));
  const letter = title[at] ?? '';
  if (!/[a-z]/.test(letter)) return title;
  return title.slice(0, at) + draw.of(['', letter + letter, '1', (title[at + 1] ?? '') + letter]) + title.slice(at + 1);
}

function transliterated(author: string): string {
  return author
    .replace(/ü/g, 'ue')
    .replace(/ö/g, 'oe')
    .replace(/ä/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/[éèê]/g, 'e')
    .replace(/ñ/g, 'n')
    .replace(/ł/g, 'l')
    .replace(/ç/g, 'c');
}

/** Items that are not the given one and look like it; most items have none. */
function nearMisses(item: Item, draw: Draw): Item[] {
  if (!draw.chance(0.3)) return [];
  const year = item.year ?? 2000;
  const volume = Number(item.volume);
  const start = Number(/\d+/.exec(item.pages ?? '')?.[0] ?? 1);
  const later = `${start + draw.number(60, 300)}`;
  const own = (tail: string) => (item.doi ? `${item.doi}.${tail}` : null);
  const bare = { issue: null, abstract: null } as const;
  const moved = { volume: String(volume + 1), year: year + 1, pages: `${later}-${Number(later) + 7}` };
  const kinds: Array<() => Item[]> = [
    () => [{ ...item, ...bare, title: `Erratum: ${item.title}`, pages: later, doi: own('e') }],
    () => [
      { ...item, ...bare, title: `${item.title} (vol ${volume}, pg ${start}, ${year})`, pages: later, doi: own('c') },
    ],
    () => [{ ...item, ...bare, title: `${item.title} - Reply`, pages: later, doi: own('r') }],
    () => [
      {
        ...item,
        ...bare,
        title: `Comment on "${item.title}"`,
        authors: newItem(draw).authors,
        pages: later,
        doi: null,
      },
    ],
    () => [
      { ...item, title: `${item.title}. Part I`, pages: `${later}-${Number(later) + 5}`, doi: own('1') },
      { ...item, title: `${item.title}. Part II`, pages: `${Number(later) + 6}-${Number(later) + 11}`, doi: own('2') },
    ],
    () => [
      {
        ...item,
        ...bare,
        journal: draw.of(JOURNALS)[0],
        volume: String(draw.number(1, 90)),
        issue: 'Suppl 1',
        pages: `S${draw.number(10, 400)}`,
        year: year - 1,
        doi: null,
      },
    ],
    () => [
      {
        ...item,
        ...bare,
        journal: item.journal,
        issue: 'Suppl. 2',
        pages: `A${draw.number(10, 400)}`,
        year: year - 1,
        volume: String(volume - 1),
        doi: null,
      },
    ],
    () => [
      {
        ...item,
        type: 'preprint',
        journal: 'medRxiv',
        volume: null,
        issue: null,
        pages: null,
        doi: `10.1101/${year}.05.11.${draw.number(10000, 99999)}`,
      },
    ],
    () =>
      [1, 2].map((trial) => ({
        ...item,
        ...bare,
        type: 'registration',
        journal: 'ClinicalTrials.gov',
        volume: null,
        pages: null,
        doi: null,
        authors: [],
        registryIds: [`NCT0${start + 1000000 * trial}`],
      })),
    () => {
      const [one, other] = draw.of([
        ['men', 'women'],
        ['children', 'adults'],
        ['rats', 'mice'],
        ['type 1 diabetes', 'type 2 diabetes'],
        ['the short term', 'the long term'],
      ] as const);
      return [
        {
          ...item,
          title: `${item.title} in ${one}`,
          pages: `${later}-${Number(later) + 9}`,
          abstract: newAbstract(draw),
          doi: own('x'),
        },
        { ...item, ...moved, title: `${item.title} in ${other}`, abstract: newAbstract(draw), doi: own('y') },
      ];
    },
    () => {
      const supplement = {
        ...bare,
        journal: item.journal,
        volume: String(volume),
        issue: 'Suppl 1',
        doi: own('suppl'),
        year,
      };
      return Array.from({ length: 5 }, (_, at) => ({ ...newItem(draw), ...supplement, pages: `S${start + at}` }));
    },
    () => {
      const authors = newItem(draw).authors.slice(0, 1);
      return Array.from({ length: 4 }, (_, at) => ({
        ...item,
        ...bare,
        authors,
        title: draw.of(['Editorial', 'Book review', 'In this issue', "Editor's comments", 'Letter to the editor']),
        issue: String(at + 1),
        pages: `${at * 90 + 1}-${at * 90 + 2}`,
        doi: own(`ed${at}`),
      }));
    },
    () => [{ ...item, ...moved, authors: newItem(draw).authors, abstract: newAbstract(draw), doi: own('o') }],
    () => [
      {
        ...item,
        ...moved,
        title: `${item.title}: ${draw.of(['an update', 'five-year follow-up', 'protocol', 'rationale and design', 'a secondary analysis', 'economic evaluation'])}`,
        abstract: newAbstract(draw),
        doi: own('u'),
      },
    ],
    () =>
      [2003, 2009].map((edition, at): Item => ({
        ...item,
        journal: 'Cochrane Database of Systematic Reviews',
        volume: null,
        issue: String(at + 2),
        pages: 'CD00' + String(start + 1000),
        year: edition,
        doi: `10.1002/14651858.CD00${start + 1000}.pub${at + 2}`,
      })),
    () => [
      {
        ...item,
        type: 'thesis',
        journal: 'Dissertation Abstracts International',
        volume: null,
        issue: null,
        pages: null,
        authors: item.authors.slice(0, 1),
        year: year - 1,
        doi: null,
      },
    ],
    () => [
      {
        ...item,
        ...bare,
        title: `Report of the registry of ${draw.of(POPULATIONS)}: annual report ${year}`,
        doi: null,
      },
      {
        ...item,
        ...bare,
        ...moved,
        title: `Report of the registry of ${draw.of(POPULATIONS)}: annual report ${year + 1}`,
        doi: null,
      },
    ],
  ];
  return draw.of(kinds)();
}
