/** A publication date as far as a text tells it. */
export interface PartialDate {
  year: number;
  /** `2019`, `2019-08` or `2019-08-31`. */
  date: string;
  /** Set where the century was inferred from a two-digit year. */
  guessedCentury?: boolean;
}

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};

/** Years outside are misread numbers: the first journals date from 1665, books from the fifteenth century. */
const FIRST_YEAR = 1400;
const LAST_YEAR = 2199;

const isYear = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

function partial(year: number, month = 0, day = 0): PartialDate {
  const y = String(year);
  if (month < 1 || month > 12) return { year, date: y };
  const m = String(month).padStart(2, '0');
  if (day < 1 || day > daysIn(year, month)) return { year, date: `${y}-${m}` };
  return { year, date: `${y}-${m}-${String(day).padStart(2, '0')}` };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Month as a number from 1 to 12 out of "8", "08", "Aug", "August", "Sep-Oct" (the first); 0 where there is none. */
export function monthOf(text: string): number {
  const word = /[A-Za-z]{3,}/.exec(text);
  if (word) return MONTHS[word[0].slice(0, 3).toLowerCase()] ?? 0;
  const number = /^\s*(\d{1,2})\b/.exec(text);
  const value = number ? Number(number[1]) : 0;
  return value <= 12 ? value : 0;
}

/** Whether day or month comes first in all-number dates; registers of one file all write one way. */
export type DayOrder = 'day-first' | 'month-first';

/**
 * Reads the date forms seen in exports: `2019`, `2001/09/01/`, `2019/08//text`, ISO with or without a time, `20170812`,
 * "2018 Jan 4", "1998 Dec-1999 Jan" (its start), "4-8 Aug. 2020", "September 1, 2021", "Winter 2014". Returns null where
 * no year can be seen (`///`, `0000`, "Sep-Oct"); two-digit years are read only in the `yy/mm/dd` form.
 */
export function parseDate(text: string, order?: DayOrder): PartialDate | null {
  if (text.length === 4 && /^\d{4}$/.test(text)) {
    const year = Number(text);
    return isYear(year) ? { year, date: text } : null;
  }
  const t = text.length > 200 ? text.slice(0, 200) : text;
  const slashed = /^\s*(\d{4})[/.-](\d{0,2})(?:[/.-](\d{0,2}))?(?!\d)/.exec(t);
  if (slashed) {
    const year = Number(slashed[1]);
    return isYear(year) ? partial(year, Number(slashed[2] || 0), Number(slashed[3] || 0)) : null;
  }
  const compact = /(?:^|\D)((?:1[4-9]|2[01])\d\d)(\d\d)(\d\d)(?!\d)/.exec(t);
  if (compact) return partial(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const written = /(?:^|\D)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)/.exec(t);
  if (written && isYear(Number(written[3]))) {
    const [a, b] = [Number(written[1]), Number(written[2])];
    const year = Number(written[3]);
    if (a > 12 || order === 'day-first') return partial(year, b, a);
    if (b > 12 || order === 'month-first') return partial(year, a, b);
    return a === b ? partial(year, a, b) : partial(year);
  }
  const two = /^\s*(\d\d)\/(\d{0,2})\/(\d{0,2})(?!\d)/.exec(t);
  if (two) {
    const short = Number(two[1]);
    const year = short > 30 ? 1900 + short : 2000 + short;
    return { ...partial(year, Number(two[2] || 0), Number(two[3] || 0)), guessedCentury: true };
  }
  return wordedDate(t);
}

function wordedDate(t: string): PartialDate | null {
  const found = /(?:^|[^\d])((?:1[4-9]|20|21)\d\d)(?!\d)/.exec(t);
  if (!found) return null;
  const year = Number(found[1]);
  const at = t.indexOf(found[1]!, found.index);
  const after = t.slice(at + 4);
  const before = t.slice(0, at);
  const next = /^[\s/,.-]*([A-Za-z]{3,9})\.?(?:[\s/-]*(\d{1,2})(?!\d))?/.exec(after);
  const nextMonth = next ? monthOf(next[1]!) : 0;
  if (next && nextMonth > 0) return partial(year, nextMonth, next[2] ? Number(next[2]) : 0);
  const words = [...before.matchAll(/[A-Za-z]{3,9}/g)].filter((word) => monthOf(word[0]) > 0 && isMonthName(word[0]));
  const word = words[0];
  if (!word) return partial(year);
  const tail = /^\.?\s+(\d{1,2})(?!\d)/.exec(before.slice(word.index + word[0].length));
  const head = /(?:^|[^\d-])(\d{1,2})(?:st|nd|rd|th)?\.?\s+$/.exec(before.slice(0, word.index));
  const day = words.length > 1 ? 0 : tail ? Number(tail[1]) : head ? Number(head[1]) : 0;
  return partial(year, monthOf(word[0]), day);
}

/** "Mar", "March", "Sept", but not "Market" or "Decision". */
function isMonthName(word: string): boolean {
  const full = 'january february march april may june july august september october november december'.split(' ')[
    (MONTHS[word.slice(0, 3).toLowerCase()] ?? 13) - 1
  ];
  return full !== undefined && full.startsWith(word.toLowerCase());
}
