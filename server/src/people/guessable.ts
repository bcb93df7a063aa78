import { COMMON_WORDS, WALKS } from './common-words';

/**
 * Why a password is too easy to guess, or null when it is not.
 *
 * Passwords of twelve characters and more that appear in leaked lists are hardly ever single words: they are one or two
 * common words with a year, a few digits or marks, a path over the keyboard, or something short repeated. So instead of
 * carrying a list, the password is read as such pieces, look-alike characters included; when next to nothing is left over,
 * it is refused. Three words and more are a passphrase and pass. The enumeration in the spec holds well over the three
 * thousand commonest of that length.
 */
export type Weakness = 'common' | 'repeated' | 'context';

/** What no piece accounts for, in letters; from here on a password is not guessable by these means. */
const LEFT_OVER = 4;
/** Loose digits and marks are guessed more easily than letters: four digits are an ending, five are not. */
const DIGIT = 0.8;
const MARK = 0.3;
const WORDS = 2;
const MIN_WALK = 3;

const LOOK_ALIKE: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '8': 'b',
  '(': 'c',
  '3': 'e',
  '€': 'e',
  '6': 'g',
  '1': 'il',
  '!': 'il',
  '|': 'il',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
  '+': 't',
  '2': 'z',
};

/** Words as letters, by their first one. */
type Lexicon = ReadonlyMap<string, readonly string[][]>;
const words = lexicon(COMMON_WORDS);
const walks = WALKS.flatMap((walk) => [walk, [...walk].reverse().join('')]);

/**
 * @param password  as typed
 * @param context   what an attacker would try first here: the product, the person, their address, their reviews
 */
export function weaknessOf(password: string, context: readonly string[] = []): Weakness | null {
  const text = plain(password);
  const unit = repeatedUnit(text);
  if (unit.length < text.length && (unit.length <= 4 || text.length / unit.length >= 3)) return 'repeated';
  if (isMadeOf(text, [words], WORDS)) return 'common';
  const joined = context.map((part) => plain(part).replace(/[^\p{L}]/gu, ''));
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (letters.length >= 8 && joined.some((part) => part.includes(letters))) return 'context';
  return isMadeOf(text, [words, contextWords(context)], WORDS + 1) ? 'context' : null;
}

/** Lower case, without accents: nobody's guessing program stops at either. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function contextWords(context: readonly string[]): Lexicon {
  const found = context.flatMap((text) => plain(text).split(/[^\p{L}\p{N}]+/u));
  return lexicon([...new Set(found)].filter((word) => word.length >= 4));
}

function lexicon(from: readonly string[]): Lexicon {
  const made = new Map<string, string[][]>();
  for (const word of from) {
    const letters = [...word];
    const first = letters[0] ?? '';
    made.set(first, [...(made.get(first) ?? []), letters]);
  }
  return made;
}

/**
 * Whether the text can be read as no more than `most` words, with walks, years, short endings and separators about them.
 * `least[at][k]` is what the best reading from `at` on with k words leaves over.
 */
function isMadeOf(text: string, known: readonly Lexicon[], most: number): boolean {
  const chars = [...text];
  const least: number[][] = Array.from({ length: chars.length + 1 }, () => Array<number>(most + 1).fill(0));
  const from = (at: number, k: number): number => least[at]?.[k] ?? Infinity;
  for (let at = chars.length - 1; at >= 0; at--) {
    const wordLengths = lengthsAt(chars, at, known);
    const pathLengths = [longestWalk(chars, at), sameFrom(chars, at), year(chars, at)].filter((length) => length > 0);
    for (let k = 0; k <= most; k++) {
      const readings = [
        weightOf(chars[at] ?? '') + from(at + 1, k),
        ...pathLengths.map((length) => from(at + length, k)),
        ...(k > 0 ? wordLengths.map((length) => from(at + length, k - 1)) : []),
      ];
      least[at]![k] = Math.min(...readings);
    }
  }
  return Math.min(...(least[0] ?? [])) < LEFT_OVER;
}

function weightOf(char: string): number {
  if (/\d/.test(char)) return DIGIT;
  return /[\x20-\x7e]/.test(char) && !/[a-z]/.test(char) ? MARK : 1;
}

function lengthsAt(chars: readonly string[], at: number, known: readonly Lexicon[]): number[] {
  const first = chars[at] ?? '';
  const candidates = [first, ...(LOOK_ALIKE[first] ?? '')].flatMap((letter) =>
    known.flatMap((l) => l.get(letter) ?? []),
  );
  const found = candidates.filter((word) =>
    word.every((letter, i) => {
      const char = chars[at + i];
      return char !== undefined && (char === letter || (LOOK_ALIKE[char]?.includes(letter) ?? false));
    }),
  );
  return [...new Set(found.map((word) => word.length))];
}

function longestWalk(chars: readonly string[], at: number): number {
  let longest = 0;
  for (let length = MIN_WALK; at + length <= chars.length; length++) {
    const piece = chars.slice(at, at + length).join('');
    if (!walks.some((walk) => walk.includes(piece))) break;
    longest = length;
  }
  return longest;
}

function sameFrom(chars: readonly string[], at: number): number {
  let end = at;
  while (chars[end] === chars[at] && end < chars.length) end++;
  return end - at >= MIN_WALK ? end - at : 0;
}

function year(chars: readonly string[], at: number): number {
  return /^(19[3-9]|20[0-4])\d$/.test(chars.slice(at, at + 4).join('')) ? 4 : 0;
}

/** The shortest piece whose repetition gives the text, the last time perhaps cut short. */
function repeatedUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}
