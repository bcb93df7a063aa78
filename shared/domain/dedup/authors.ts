/**
 * Author lists: the same people under the habits of different databases.
 *
 * Names come as "Family, Given", "Family GM", "Given Family", with particles before or behind, two-part family names cut
 * in the wrong place ("Le, Quintrec M."), given and family name exchanged, umlauts spelled out, and lists cut after three
 * or six names. So a person is the set of the full words of the name, the family name first among them.
 */
import { fold, known, words } from './words';
import { editDistance } from './similarity';

export interface Person {
  /** Full words of the name but initials and particles; the first one is the best guess at the family name. */
  parts: string[];
  /** First letters of the given names, sorted; empty where unknown. */
  initials: string;
}

export interface AuthorPrint {
  people: Person[];
  /** Names of groups, companies, committees. */
  groups: string[];
  /** Whether the list says it goes on ("et al."). */
  cut: boolean;
}

const PARTICLES = new Set(
  'van von der den de del della di da do dos du la le les el al ter ten zu zur st bin ibn jr sr iii dr prof and et'.split(
    ' ',
  ),
);
const GROUP =
  /\b(?:group|grp|study|trial|investigators?|collaborat\w*|committee|consortium|network|society|association|inc|ltd|gmbh|pharmaceuticals?|university|institute|cent(?:er|re)|ministry|department|federation|college|academy|organi[sz]ation|agency|council|board|team|foundation|program(?:me)?|party|commission)\b/i;

/** Names that are looked at, and characters of each: one may hold a whole list, and the longest have some thousand. */
const MOST = 3000;

export function readAuthors(list: readonly string[]): AuthorPrint {
  const print: AuthorPrint = { people: [], groups: [], cut: false };
  const entries = entriesOf(list.slice(0, MOST).map((name) => name.slice(0, MOST)));
  for (const entry of entries) {
    const name = known(entry);
    if (!name || /^\W*(?:anonymous|anon|no authors? listed|not stated)\W*$/i.test(name)) continue;
    if (/^\W*(?:et al\.?|others|and others)\W*$/i.test(name)) {
      print.cut = true;
      continue;
    }
    if (/\bet al\b/i.test(name)) print.cut = true;
    if (GROUP.test(name)) {
      print.groups.push(words(fold(name)).join(' '));
      continue;
    }
    const person = readPerson(name.replace(/\bet al\b.*$/i, ''));
    if (person && print.people.length < 40) print.people.push(person);
  }
  return print;
}

/** Names one by one, also where a list "Smith, J and Lee, K and the Group" was taken apart at its commas. */
function entriesOf(list: readonly string[]): readonly string[] {
  if (list.length === 1) return splitOne(list[0] as string);
  const torn = list.filter((entry) => /\S\s+and\s+\S/.test(entry) && !GROUP.test(entry)).length >= 2;
  return torn ? list.join(', ').split(/\s+and\s+/) : list;
}

/** One field holding several names: "Smith J; Lee K" or "Smith J., Lee K., Wu D.". */
function splitOne(entry: string): string[] {
  if (entry.includes(';')) return entry.split(';');
  if (/\s(?:and|&)\s/.test(entry) && !GROUP.test(entry)) return entry.split(/\s+(?:and|&)\s+/);
  const parts = entry.split(/,\s*/);
  const initialled = parts.filter((part) =>
    /^[\p{L}'’-]+(?:\s[\p{L}'’-]+)*\s(?:\p{Lu}\.?[-\s]?){1,3}$/u.test(part.trim()),
  );
  return parts.length > 2 && initialled.length >= parts.length - 1 ? parts : [entry];
}

function readPerson(name: string): Person | null {
  const [before = '', ...after] = name.split(',');
  const comma = after.length > 0;
  const given = after.join(' ');
  // In a name all in capitals only one or two letters can be initials: "WANG X" has a family name.
  const longest = /\p{Ll}/u.test(name) ? 4 : 2;
  const family = comma ? fullWords(before, 0) : [];
  // Without a comma the family name leads when initials follow it ("Smith JA"), else it comes last ("Jane Smith").
  const leads = !comma && /^\S+(?:\s\S+)?\s+(?:\p{Lu}\.?-?){1,4}$/u.test(name.trim());
  const rest = leads ? name.trim().replace(/^\S+/, '') : comma ? given : name;
  const others = [...(leads ? fullWords(name.trim().split(/\s/)[0] ?? '', 0) : []), ...fullWords(rest, longest)];
  const parts = [...new Set(comma ? [...family, ...others] : leads ? others : [...others].reverse())];
  if (parts.length > 0) return { parts, initials: comma ? lettersOf(given) : '' };
  const bare = words(fold(name)).join('');
  return bare ? { parts: [bare], initials: '' } : null;
}

/** @param initials most letters that a word in capitals may have to be taken for initials and left out */
function fullWords(text: string, initials: number): string[] {
  const found: string[] = [];
  for (const word of text.match(/[\p{L}'’]+/gu) ?? []) {
    const plain = fold(word).replace(/[^\p{L}]/gu, '');
    if (plain.length < 2 || PARTICLES.has(plain)) continue;
    if (plain.length <= initials && /^\p{Lu}+$/u.test(word)) continue;
    found.push(plain.length > 4 ? plain.replace(/([aou])e/g, '$1') : plain);
  }
  return found;
}

function lettersOf(given: string): string {
  const letters = (given.match(/[\p{L}'’]+/gu) ?? []).flatMap((word) => {
    const plain = fold(word).replace(/[^\p{L}]/gu, '');
    if (PARTICLES.has(plain)) return [];
    return plain.length <= 4 && word === word.toUpperCase() ? [...plain] : [plain.slice(0, 1)];
  });
  return letters.sort().join('');
}

/** Whether two names can be one person's. */
export function samePerson(a: Person, b: Person): boolean {
  const familyA = a.parts[0] as string;
  const familyB = b.parts[0] as string;
  const close =
    familyA === familyB ||
    b.parts.includes(familyA) ||
    a.parts.includes(familyB) ||
    (familyA.length >= 5 && familyB.length >= 5 && editDistance(familyA, familyB, 1) <= 1) ||
    (familyA.length >= 8 && familyB.length >= 8 && editDistance(familyA, familyB, 2) <= 2) ||
    (Math.min(familyA.length, familyB.length) >= 5 && (familyA.endsWith(familyB) || familyB.endsWith(familyA)));
  if (!close) return false;
  if (familyA !== familyB || !a.initials || !b.initials) return true;
  return [...a.initials].some((letter) => b.initials.includes(letter));
}

export type AuthorVerdict = 'same' | 'cut' | 'overlapping' | 'differs' | 'missing';

/**
 * How two author lists stand to each other.
 *
 * `same`: first authors match and at least two of three names of the shorter list are in the longer, or all names are the
 * same in another order. `cut`: likewise, but one list names a single person of many. `overlapping`: half of the shorter list, or the first author only.
 * `missing`: a list is empty, one names people and the other only a group, or they are in two scripts.
 */
export function compareAuthors(a: AuthorPrint, b: AuthorPrint): AuthorVerdict {
  if (a.people.length === 0 || b.people.length === 0) {
    if (a.people.length === 0 && b.people.length === 0 && a.groups.length > 0 && b.groups.length > 0) {
      return a.groups.some((group) => b.groups.includes(group)) ? 'same' : 'missing';
    }
    return 'missing';
  }
  if (isLatin(a) !== isLatin(b)) return 'missing';
  const [short, long] = a.people.length <= b.people.length ? [a.people, b.people] : [b.people, a.people];
  const taken = new Set<number>();
  let matched = 0;
  for (const person of short) {
    const at = long.findIndex((other, index) => !taken.has(index) && samePerson(person, other));
    if (at < 0) continue;
    taken.add(at);
    matched++;
  }
  const firsts = samePerson(a.people[0] as Person, b.people[0] as Person);
  const share = matched / short.length;
  const reordered = share === 1 && matched >= 2 && (matched >= 3 || short.length === long.length);
  if ((share >= 0.66 && firsts) || reordered) {
    return short.length === 1 && long.length >= 3 ? 'cut' : 'same';
  }
  if (firsts || share >= 0.5) return 'overlapping';
  return 'differs';
}

function isLatin(print: AuthorPrint): boolean {
  return print.people.some((person) => person.parts.some((part) => /[a-z]/.test(part)));
}
