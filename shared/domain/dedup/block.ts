/**
 * Step 2 of 5: which records are worth comparing at all.
 *
 * Each record is filed under several keys made of different fields, so that a copy with one field wrong or missing still
 * meets its original under another key. A key shared by many records ("Editorial", volume 12 page 1) tells nothing: a
 * drawer over the cap is split by first author and year, by pages and by title, and what is still over the cap is
 * compared among neighbours or left to the other keys.
 * So the number of pairs grows with the number of records and not with its square.
 */
import type { Fingerprint } from './normalise';
import { digestOf } from './words';

/** Most records a drawer may hold before it is split; 40 records are 780 pairs. */
export const BLOCK_CAP = 40;

/** The keys a record is filed under. */
export function keysOf(print: Fingerprint, rarity: (word: string) => number): string[] {
  const keys: string[] = [];
  const family = print.authors.people[0]?.parts[0] ?? '';
  const year = print.year === null ? '' : String(print.year);
  const volume = print.volume.numbers[0] ?? '';
  const start = print.pages.start === 0 ? '' : String(print.pages.start);
  const place = print.journal.words[0]?.slice(0, 3) ?? '';
  if (print.doi) keys.push(`d|${print.doi}`);
  if (print.pmid) keys.push(`m|${print.pmid}`);
  if (print.document === 'registration') for (const id of print.registryIds) keys.push(`r|${id}`);
  for (const form of print.title.forms) {
    keys.push(`t|${form.compact}`);
    if (form.ordered.length >= 4) {
      keys.push(`h|${form.ordered.slice(0, 4).join(' ')}`, `e|${form.ordered.slice(-4).join(' ')}`);
    }
    const rare = [...new Set(form.bag)]
      .filter((word) => word.length >= 3)
      .sort((x, y) => rarity(x) - rarity(y) || (x < y ? -1 : 1))
      .slice(0, 4);
    for (let i = 0; i < rare.length; i++) {
      for (let j = i + 1; j < rare.length; j++) keys.push(`w|${[rare[i], rare[j]].sort().join(' ')}`);
    }
    if (family && form.ordered[0]) keys.push(`f|${family}|${year}|${form.ordered[0].slice(0, 5)}`);
  }
  if (start) {
    if (volume) keys.push(`v|${volume}|${start}|${year}`, `j|${place}|${volume}|${start}`);
    if (family) keys.push(`p|${family}|${start}`);
    if (year && place) keys.push(`y|${year}|${start}|${place}`);
  }
  if (family && year) keys.push(`a|${family}|${year}|${place}|${volume}`);
  return [...new Set(keys)];
}

/**
 * Visits every pair of positions (smaller first) that shares a drawer, each once.
 *
 * Pairs are visited one after another and never held, and a drawer is a stretch of a list of numbers (a key's digest with
 * the record's position behind it, sorted), so 100,000 records with thirty keys each need some 60 MB and no string. Two
 * keys of one digest share a drawer, which costs a comparison and changes no answer.
 */
export function visitPairs(
  prints: readonly Fingerprint[],
  visit: (a: number, b: number) => void,
  onRecord: (done: number) => void = () => undefined,
): void {
  const counts = new Map<string, number>();
  for (const print of prints) {
    for (const form of print.title.forms)
      for (const word of new Set(form.bag)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const drawers = new Drawers(prints.length);
  const sorted = sortedKeys(prints, (word) => counts.get(word) ?? 0);
  for (let from = 0; from < sorted.length;) {
    const digest = Math.floor((sorted[from] as number) / prints.length);
    let to = from + 1;
    while (to < sorted.length && Math.floor((sorted[to] as number) / prints.length) === digest) to++;
    const [first, last] = [from, to];
    from = to;
    if (last - first < 2) continue;
    const members = Array.from(sorted.subarray(first, last), (key) => key - digest * prints.length);
    if (members.length <= BLOCK_CAP) drawers.add(members);
    else for (const part of split(members, prints)) drawers.add(part);
  }
  const met = new Int32Array(prints.length).fill(-1);
  for (let a = 0; a < prints.length; a++) {
    drawers.visit(a, (b) => {
      if (b <= a || met[b] === a) return;
      met[b] = a;
      visit(a, b);
    });
    onRecord(a + 1);
  }
}

/** Every key of every record as one number, digest × records + position, in order. */
function sortedKeys(prints: readonly Fingerprint[], rarity: (word: string) => number): Float64Array {
  // A whole number is exact up to 2^53.
  const digests = Math.min(2 ** 32, Math.floor(2 ** 53 / Math.max(1, prints.length)));
  let keys = new Float64Array(prints.length * 24 + 64);
  let length = 0;
  prints.forEach((print, at) => {
    for (const key of keysOf(print, rarity)) {
      if (length === keys.length) {
        const longer = new Float64Array(length + (length >> 1));
        longer.set(keys);
        keys = longer;
      }
      keys[length++] = (digestOf(key) % digests) * prints.length + at;
    }
  });
  return keys.subarray(0, length).sort();
}

/** Drawers as stretches of one list of positions, and for every record a chain of those it lies in. */
class Drawers {
  private members = new Int32Array(1024);
  private length = 0;
  private starts: number[] = [0];
  private readonly head: Int32Array;
  private next = new Int32Array(1024);

  constructor(records: number) {
    this.head = new Int32Array(records).fill(-1);
  }

  add(drawer: readonly number[]): void {
    while (this.length + drawer.length > this.members.length) {
      this.members = grown(this.members);
      this.next = grown(this.next);
    }
    for (const at of drawer) {
      this.members[this.length] = at;
      this.next[this.length] = this.head[at] as number;
      this.head[at] = this.length++;
    }
    this.starts.push(this.length);
  }

  /** Everything that shares a drawer with the record, with repeats. */
  visit(record: number, each: (other: number) => void): void {
    for (let place = this.head[record] as number; place >= 0; place = this.next[place] as number) {
      const drawer = this.drawerOf(place);
      for (let at = this.starts[drawer] as number; at < (this.starts[drawer + 1] as number); at++) {
        each(this.members[at] as number);
      }
    }
  }

  private drawerOf(place: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= place) low = middle;
      else high = middle;
    }
    return low;
  }
}

function grown(list: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}

function file(drawers: Map<string, number[]>, key: string, at: number): void {
  const drawer = drawers.get(key);
  if (drawer) drawer.push(at);
  else drawers.set(key, [at]);
}

/** Neighbours compared in a drawer that nothing splits. */
const WINDOW = 12;

/** The drawer by first author, by pages and by title; a part still over the cap is a row of neighbours. */
function split(members: readonly number[], prints: readonly Fingerprint[]): number[][] {
  const parts = new Map<string, number[]>();
  for (const at of members) {
    const print = prints[at] as Fingerprint;
    const family = print.authors.people[0]?.parts[0] ?? '';
    const title = print.title.forms[0]?.compact.slice(0, 60) ?? '';
    file(parts, `author|${family}|${print.year ?? ''}`, at);
    if (print.pages.start !== 0) file(parts, `pages|${print.volume.numbers[0] ?? ''}|${print.pages.start}`, at);
    if (title) file(parts, `title|${title}|${family}`, at);
  }
  return [...parts].flatMap(([key, part]) => {
    if (part.length < 2) return [];
    if (part.length <= BLOCK_CAP) return [part];
    return key.startsWith('title|') ? neighbours(part, prints) : [];
  });
}

/**
 * Overlapping short stretches of a long drawer of one title and author, the most alike side by side.
 *
 * Fifty exports of one record, each a little other, are over any cap; in a row they still form one chain.
 */
function neighbours(part: readonly number[], prints: readonly Fingerprint[]): number[][] {
  const place = (at: number) => {
    const print = prints[at] as Fingerprint;
    return [print.year, print.volume.numbers, print.pages.start, print.doi, print.id].join('|');
  };
  const row = part
    .map((at) => ({ at, place: place(at) }))
    .sort((x, y) => (x.place < y.place ? -1 : x.place > y.place ? 1 : 0))
    .map((entry) => entry.at);
  const stretches: number[][] = [];
  for (let from = 0; from === 0 || from + WINDOW / 2 < row.length; from += WINDOW / 2) {
    stretches.push(row.slice(from, from + WINDOW));
  }
  return stretches;
}
