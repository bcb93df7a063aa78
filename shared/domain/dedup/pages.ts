/**
 * Pages as exports write them: "244-58", "S513-9", "264A", "160 -- 178", "e12724", "t-51" (what is left of "849-t-51"),
 * "1-6" for an article that has a number and no pages, "359.e1-8", "160-3; discussion 164-6".
 */
import { fold, head, known } from './words';

export interface PagesPrint {
  /**
   * `range`: page numbers of a volume. `number`: the number of an article that has no place in a page sequence.
   * `count`: begins at page 1, so mostly the length of such an article. `lost`: only the last digits of the last page.
   * `none`: nothing.
   */
  form: 'range' | 'number' | 'count' | 'lost' | 'none';
  /** First page or article number; 0 for `lost` and `none`. */
  start: number;
  end: number | null;
  /** Last page as written where it makes no range ("2297-2108"), else as `end`. */
  last: number | null;
  /** Letters before the number ("S", "e", "c"); `roman` for front matter. */
  prefix: string;
  /** Letter behind it: "264A" is another page than 264. */
  suffix: string;
}

const NO_PAGES: PagesPrint = { form: 'none', start: 0, end: null, last: null, prefix: '', suffix: '' };

/**
 * Reads a page field.
 *
 * @param letteredNumbers whether the journal numbers its articles by a letter for the year and a number, as the BMJ does
 */
export function readPages(raw: string | null | undefined, letteredNumbers = false): PagesPrint {
  const text = known(head(raw, 100));
  if (!text) return NO_PAGES;
  const folded = fold(text)
    .replace(/\s*[-‐‑–—−]+\s*/g, '-')
    .trim();
  const lost = /^(?:t|suppl?|discussion|quiz)-(\d{1,5})$/.exec(folded);
  if (lost?.[1]) return { ...NO_PAGES, form: 'lost', last: Number(lost[1]) };
  const found =
    /^\W*(?:pp?\.?\s*)?([a-z]{0,8})[\s.]*(\d{1,9})([a-z]?)(?![a-z])(\.e?\d+)?(?:-([a-z]{0,8})\.?\s*(\d{1,9}))?/.exec(
      folded,
    );
  if (!found) return readRoman(folded);
  const startText = found[2] as string;
  const start = Number(startText);
  const prefix = found[1] ?? '';
  const endText = found[4] ? undefined : found[6];
  let end: number | null = null;
  let last: number | null = null;
  if (endText) {
    const whole =
      endText.length < startText.length ? startText.slice(0, startText.length - endText.length) + endText : endText;
    last = Number(whole);
    end = last >= start ? last : null;
  }
  const numbered =
    /^(?:e|cd|art|article|id|no)$/.test(prefix) ||
    (letteredNumbers && /^[a-h]$/.test(prefix)) ||
    (start >= 20000 && endText === undefined);
  const form = numbered ? 'number' : start === 1 && end !== null && end > 1 && prefix === '' ? 'count' : 'range';
  return { form, start, end, last, prefix, suffix: found[3] ?? '' };
}

function readRoman(folded: string): PagesPrint {
  const found = /^([ivxlc]{1,7})(?:-([ivxlc]{1,7}))?$/.exec(folded);
  if (!found?.[1]) return NO_PAGES;
  const end = found[2] ? romanValue(found[2]) : null;
  return { form: 'range', start: romanValue(found[1]), end, last: end, prefix: 'roman', suffix: '' };
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
 * `range`: the same first and last page and at least three pages, which no two articles of one volume share. `start`:
 * the same first page, or article number. `near`: ranges that overlap, a lost letter, a slip in one end. `unclear`: a
 * length against a page range, which can be one article or two. `missing` also where an article number meets a range
 * or a length, since both can be right.
 */
export type PagesVerdict = 'range' | 'start' | 'near' | 'unclear' | 'differs' | 'missing';

/** Pages filled, as far as the field tells; null where it gives one end only. */
export function lengthOf({ start, end }: PagesPrint): number | null {
  return end === null ? null : end - start + 1;
}

/**
 * Whether one range is what is left of the other where digits were lost: "2-8" of "125-128". Ranges of one length are no
 * remnants: a column fills as many pages again and again.
 */
export function isRemnant(a: PagesPrint, b: PagesPrint): boolean {
  if (a.end === null || b.end === null || lengthOf(a) === lengthOf(b)) return false;
  const [short, long] = a.end < b.end ? [a, b] : [b, a];
  return isLeftOf(short.start, long.start) && isLeftOf(short.end as number, long.end as number);
}

function isLeftOf(rest: number, whole: number): boolean {
  const digits = String(rest);
  let at = 0;
  for (const digit of String(whole)) if (digit === digits[at]) at++;
  return at === digits.length;
}

export function comparePages(a: PagesPrint, b: PagesPrint): PagesVerdict {
  if (a.form === 'none' || b.form === 'none') return 'missing';
  if (a.form === 'lost' || b.form === 'lost') return compareLost(a, b);
  if (a.form !== b.form) {
    if (a.start === b.start) return 'near';
    return a.form === 'number' || b.form === 'number' ? 'missing' : 'unclear';
  }
  if (a.form === 'count') return a.end !== b.end ? 'missing' : (a.end ?? 0) >= 5 ? 'start' : 'near';
  const samePrefix = a.prefix === b.prefix;
  const prefixLost = !samePrefix && a.prefix !== 'roman' && b.prefix !== 'roman' && (!a.prefix || !b.prefix);
  if (!samePrefix && !prefixLost) return 'differs';
  const sameEnd = a.end !== null && a.end === b.end;
  const length = a.end === null ? 0 : a.end - a.start;
  if (a.start === b.start) {
    if (prefixLost) return sameEnd && length >= 3 ? 'start' : 'near';
    if (a.suffix !== b.suffix) return a.suffix && b.suffix ? 'differs' : 'near';
    if (sameEnd && length >= 2) return 'range';
    return a.end !== null && b.end !== null && !sameEnd ? 'near' : 'start';
  }
  if (prefixLost || a.form === 'number') return 'differs';
  // A slip in the first page leaves the last one: "2097-2108" and "2297-2108".
  if (a.last !== null && a.last === b.last && (a.last !== a.start || b.last !== b.start)) return 'near';
  return overlap(a, b) ? 'near' : 'differs';
}

function compareLost(a: PagesPrint, b: PagesPrint): PagesVerdict {
  const [lost, other] = a.form === 'lost' ? [a, b] : [b, a];
  if (other.form === 'lost') return other.last === lost.last ? 'near' : 'missing';
  const last = other.end ?? other.start;
  return String(last).endsWith(String(lost.last)) ? 'near' : 'missing';
}

function overlap(a: PagesPrint, b: PagesPrint): boolean {
  return a.start <= (b.end ?? b.start) && b.start <= (a.end ?? a.start);
}
