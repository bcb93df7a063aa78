/**
 * Where an item stands: journal, volume, issue, pages, each read for comparison and not for display.
 */
import { fold, known, numberOf, withoutMarkup, words } from './words';

export interface JournalPrint {
  /** Words of the name without small words; empty where unknown. */
  words: string[];
  initials: string;
  /** Whether the field names a meeting ("… Conference: 44th Annual Meeting", "Proceedings of …"). */
  meeting: boolean;
}

const SMALL = new Set(
  'the of and in for on an a de la le les des du et und der die das fur y del dei di e o da do'.split(' '),
);

export function readJournal(raw: string | null | undefined): JournalPrint {
  const text = known(raw);
  if (!text) return { words: [], initials: '', meeting: false };
  const folded = fold(withoutMarkup(text));
  const meeting =
    /\b(?:conference|congress|proceedings|symposium|workshop|annual (?:scientific )?meeting|abstracts?)\b/.test(folded);
  const name = folded
    // What follows is a subtitle, a society's claim or a meeting: "X : the official publication of …", "X. Conference: …".
    .replace(
      /\s*(?:\.\s*conference\s*(?:start|:|$)|\s:\s|\s=\s|:\s*(?:official|the official|an? (?:international )?(?:official )?(?:journal|publication))).*$/,
      '',
    )
    .replace(/\[(?:electronic resource|online|internet)\]/g, ' ')
    .replace(/\s*\([^()]*\)?/g, (part) => (part.length > 1 ? ' ' : part))
    .replace(/\b(\w)\.(?=\w\.)/g, '$1');
  const list = words(name.trim() === '' ? folded : name).filter(
    (word) => !SMALL.has(word) && !/^(?:19|20)\d\d$/.test(word),
  );
  const all = list.length > 0 ? list : words(folded);
  return { words: all, initials: all.map((word) => word[0]).join(''), meeting };
}

export type JournalVerdict = 'same' | 'similar' | 'differs' | 'missing';

export function compareJournals(a: JournalPrint, b: JournalPrint): JournalVerdict {
  if (a.words.length === 0 || b.words.length === 0) return 'missing';
  if (a.words.join('') === b.words.join('')) return 'same';
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (
    short.words.length === long.words.length &&
    short.words.every((word, at) => abbreviates(word, long.words[at] as string))
  )
    return 'same';
  if (short.words.length === 1 && long.words.length >= 2) {
    const word = short.words[0] as string;
    // "BMJ", "JAMA", "PNAS": the initials, or an initial part of them.
    if (word.length >= 3 && (long.initials === word || long.initials.startsWith(word))) return 'same';
  }
  let matched = 0;
  let from = 0;
  for (const word of short.words) {
    const at = long.words.findIndex((other, index) => index >= from && abbreviates(word, other));
    if (at < 0) continue;
    matched++;
    from = at + 1;
  }
  if (matched === short.words.length) {
    // "Nephron" and "Nephron Clinical Practice" may be sections of one journal or two journals.
    if (short.words.length >= 2 && long.words.length - short.words.length <= Math.max(1, short.words.length / 2))
      return 'same';
    return 'similar';
  }
  if (short.words.length >= 2 && matched >= short.words.length * 0.66 && long.words.length <= short.words.length * 2)
    return 'similar';
  return a.meeting && b.meeting ? 'missing' : 'differs';
}

/** Whether one word is the other, cut or contracted: "Natl" for "National", "Int" for "International". */
function abbreviates(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.startsWith(short)) return true;
  if (short[0] !== long[0] || short.length < 3) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length && long.length >= short.length + 2 && short.length <= 5;
}

export interface NumberedPart {
  /** Numbers in the field: "8-9" gives 8 and 9. */
  numbers: string[];
  supplement: boolean;
}

/** Reads a volume or an issue; months and other words give no number and are not compared. */
export function readNumber(raw: string | null | undefined): NumberedPart {
  const text = known(raw);
  if (!text) return { numbers: [], supplement: false };
  const folded = fold(text);
  const numbers = (folded.match(/\d+/g) ?? []).map((digits) => String(Number(digits)));
  if (numbers.length === 0) {
    const roman = numberOf(folded.replace(/[^a-z]/g, ''));
    if (roman) numbers.push(roman);
  }
  return { numbers: numbers.slice(0, 4), supplement: /\bsup|\bs\s*\d/.test(folded) };
}

export function compareNumbers(a: NumberedPart, b: NumberedPart): 'same' | 'differs' | 'missing' {
  if (a.numbers.length === 0 || b.numbers.length === 0) return 'missing';
  if (a.numbers.some((number) => b.numbers.includes(number))) return 'same';
  // "Supplement 1" of an issue and the issue's own number count different things.
  return a.supplement !== b.supplement ? 'missing' : 'differs';
}

export interface PagesPrint {
  /** First page number, or null. */
  start: number | null;
  end: number | null;
  /** Letters before the number ("S", "e", "c"). */
  prefix: string;
  /** Letters behind it: "264A" is another page than 264. */
  suffix: string;
  /** Last digits of the last page where the first was lost ("t-51", "Suppl-29"). */
  lostTo: string | null;
  /** Whether it is an article number or a count of pages, which cannot be set against a page range. */
  uncounted: boolean;
}

const NO_PAGES: PagesPrint = { start: null, end: null, prefix: '', suffix: '', lostTo: null, uncounted: false };

export function readPages(raw: string | null | undefined): PagesPrint {
  const text = known(raw);
  if (!text) return NO_PAGES;
  const folded = fold(text)
    .replace(/\s*[-‐‑–—−]+\s*/g, '-')
    .trim();
  const lost = /^(?:t|suppl?|discussion|quiz)-(\d{1,5})$/.exec(folded);
  if (lost?.[1]) return { ...NO_PAGES, lostTo: lost[1] };
  const found =
    /^\W*(?:pp?\.?\s*)?([a-z]{0,8})[\s.]*(\d{1,9})([a-z]?)(?![a-z])(?:\.e?\d+)?(?:-([a-z]{0,8})\.?\s*(\d{1,9}))?/.exec(
      folded,
    );
  if (!found) {
    const roman = /^([ivxlc]{1,7})(?:-([ivxlc]{1,7}))?$/.exec(folded);
    return roman?.[1]
      ? { ...NO_PAGES, start: romanValue(roman[1]), end: roman[2] ? romanValue(roman[2]) : null, prefix: 'roman' }
      : NO_PAGES;
  }
  const start = Number(found[2]);
  const endText = found[5];
  let end: number | null = null;
  if (endText) {
    const startText = found[2] as string;
    end = Number(
      endText.length < startText.length ? startText.slice(0, startText.length - endText.length) + endText : endText,
    );
    if (end < start) end = null;
  }
  const prefix = found[1] ?? '';
  const articleNumber =
    (/^(?:e|cd|art|article|id|no)$/.test(prefix) || (start >= 20000 && endText === undefined)) &&
    (end === null || end - start < 2000);
  return {
    start,
    end,
    prefix,
    suffix: found[3] ?? '',
    lostTo: null,
    uncounted: articleNumber || (start === 1 && end !== null),
  };
}

function romanValue(text: string): number {
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  return [...text].reduce((sum, letter, at) => {
    const value = values[letter] ?? 0;
    return sum + (value < (values[text[at + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);
}

/**
 * How two page fields stand to each other.
 *
 * `range`: the same first and last page, at least three pages apart, which no two articles of one volume share.
 * `start`: the same first page. `near`: a slip in one number, a lost letter, or the same last page. `missing` also where
 * an article number meets a range, since both can be right.
 */
export type PagesVerdict = 'range' | 'start' | 'near' | 'differs' | 'missing';

export function comparePages(a: PagesPrint, b: PagesPrint): PagesVerdict {
  if (a.lostTo !== null || b.lostTo !== null) {
    const [lost, whole] = a.lostTo !== null ? [a, b] : [b, a];
    const last = whole.end ?? whole.start;
    if (whole.lostTo !== null) return whole.lostTo === lost.lostTo ? 'near' : 'missing';
    return last !== null && String(last).endsWith(lost.lostTo as string) ? 'near' : 'missing';
  }
  if (a.start === null || b.start === null) return 'missing';
  const romans = a.prefix === 'roman' || b.prefix === 'roman';
  if (
    a.start === b.start &&
    a.suffix === b.suffix &&
    (a.prefix === b.prefix || !a.prefix || !b.prefix) &&
    (!romans || a.prefix === b.prefix)
  ) {
    if (a.prefix !== b.prefix) return a.end !== null && a.end === b.end && a.end - a.start >= 3 ? 'start' : 'near';
    const long = a.end !== null && a.end === b.end && a.end - a.start >= 2;
    if (a.start === 1) return long && a.end! - a.start >= 4 ? 'start' : 'near';
    return long ? 'range' : a.end !== null && b.end !== null && a.end !== b.end ? 'near' : 'start';
  }
  if (a.start === b.start && a.prefix === b.prefix && (!a.suffix || !b.suffix)) return 'near';
  if (a.uncounted !== b.uncounted) return 'missing';
  if (a.prefix !== b.prefix) return 'differs';
  if (a.end !== null && a.end === b.end && a.end - Math.max(a.start, b.start) >= 1) return 'near';
  const slip = slipped(String(a.start), String(b.start));
  const sameLength = a.end !== null && b.end !== null && a.end - a.start === b.end - b.start;
  // One digit wrong is a slip only where the far page agrees or the numbers are long; 943 and 945 are two letters.
  return slip && a.start >= 1000 && !sameLength && overlaps(a, b) ? 'near' : 'differs';
}

function overlaps(a: PagesPrint, b: PagesPrint): boolean {
  return (a.start ?? 0) <= (b.end ?? b.start ?? 0) && (b.start ?? 0) <= (a.end ?? a.start ?? 0);
}

function slipped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let wrong = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) wrong++;
  return wrong === 1;
}
