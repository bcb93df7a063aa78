/**
 * Where an item stands: journal, volume and issue, read for comparison and not for display. Pages have a file of their own.
 */
import { fold, head, known, numberOf, withoutMarkup, words } from './words';

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
  const text = known(head(raw, 600));
  if (!text) return { words: [], initials: '', meeting: false };
  const folded = fold(withoutMarkup(text));
  const meeting = /\b(?:conference|congress|symposium|workshop|annual (?:scientific )?meeting|abstracts?)\b/.test(
    folded,
  );
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
    const added = long.words.length - short.words.length;
    const meetings = a.meeting && b.meeting && short.words.length >= 3;
    return meetings || (short.words.length >= 2 && added <= Math.max(1, short.words.length / 2)) ? 'same' : 'similar';
  }
  if (short.words.length >= 2 && matched >= short.words.length * 0.66 && long.words.length <= short.words.length * 2)
    return 'similar';
  // A meeting goes by its theme, its place or its series; names that differ prove nothing.
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
  /** Number of the month that stands for an issue; null where none does. */
  month: string | null;
  supplement: boolean;
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** Reads a volume or an issue; words other than months give no number and are not compared. */
export function readNumber(raw: string | null | undefined): NumberedPart {
  const text = known(head(raw, 100));
  if (!text) return { numbers: [], month: null, supplement: false };
  const folded = fold(text);
  const numbers = (folded.match(/\d+/g) ?? []).map((digits) => String(Number(digits)));
  if (numbers.length === 0) {
    const plain = folded.replace(/[^a-z]/g, '');
    const value = numberOf(plain);
    if (value) numbers.push(value);
    const month = MONTHS.findIndex((name) => plain === name || plain === name.slice(0, 3));
    if (month >= 0) return { numbers: [], month: String(month + 1), supplement: false };
  }
  return { numbers: numbers.slice(0, 4), month: null, supplement: /\bsup|\bs\s*\d/.test(folded) };
}

export function compareNumbers(a: NumberedPart, b: NumberedPart): 'same' | 'differs' | 'missing' {
  if (a.numbers.length === 0 || b.numbers.length === 0) {
    // The May issue of a monthly is its fifth; other months prove nothing, as not all journals are monthly.
    const [left, right] = [a.month ?? a.numbers[0], b.month ?? b.numbers[0]];
    return (a.month || b.month) && left === right ? 'same' : 'missing';
  }
  if (a.numbers.some((number) => b.numbers.includes(number))) return 'same';
  // "Supplement 1" of an issue and the issue's own number count different things.
  return a.supplement !== b.supplement ? 'missing' : 'differs';
}
