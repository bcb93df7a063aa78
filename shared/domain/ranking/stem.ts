/**
 * The stem of an English word by Porter's algorithm (M.F. Porter, "An algorithm for suffix stripping", Program
 * 1980;14:130-137), with the two departures of its author's later program: `-bli` to `-ble` and `-logi` to `-log`.
 * Words with other letters than a to z come back as they are.
 */
const CONSONANT = '[^aeiou]';
const VOWEL = '[aeiouy]';
const CONSONANTS = `${CONSONANT}[^aeiouy]*`;
const VOWELS = `${VOWEL}[aeiou]*`;
const SOME = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}`);
const ONE = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}(${VOWELS})?$`);
const SEVERAL = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}${VOWELS}${CONSONANTS}`);
const HAS_VOWEL = new RegExp(`^(${CONSONANTS})?${VOWEL}`);
/** Consonant, vowel, consonant that is not w, x or y: a short word such as "hop". */
const SHORT = new RegExp(`^${CONSONANTS}${VOWEL}[^aeiouwxy]$`);

const DOUBLE: Readonly<Record<string, string>> = {
  ational: 'ate',
  tional: 'tion',
  enci: 'ence',
  anci: 'ance',
  izer: 'ize',
  bli: 'ble',
  alli: 'al',
  entli: 'ent',
  eli: 'e',
  ousli: 'ous',
  ization: 'ize',
  ation: 'ate',
  ator: 'ate',
  alism: 'al',
  iveness: 'ive',
  fulness: 'ful',
  ousness: 'ous',
  aliti: 'al',
  iviti: 'ive',
  biliti: 'ble',
  logi: 'log',
};
const FINE: Readonly<Record<string, string>> = {
  icate: 'ic',
  ative: '',
  alize: 'al',
  iciti: 'ic',
  ical: 'ic',
  ful: '',
  ness: '',
};
const ending = (endings: readonly string[]): RegExp => new RegExp(`^(.+?)(${endings.join('|')})$`);
const DOUBLE_ENDING = ending(Object.keys(DOUBLE));
const FINE_ENDING = ending(Object.keys(FINE));
const LAST_ENDING = ending('al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize'.split(' '));

export function stemOf(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  const first = word.startsWith('y') ? `Y${word.slice(1)}` : word;
  return last(suffixes(pastAndPlural(first))).toLowerCase();
}

/** Steps 1a to 1c: plurals, -ed, -ing, and y after a vowel. */
function pastAndPlural(word: string): string {
  let stem = /(ss|i)es$/.test(word) ? word.slice(0, -2) : /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  if (stem.endsWith('eed')) {
    if (SOME.test(stem.slice(0, -3))) stem = stem.slice(0, -1);
  } else {
    const found = /^(.+?)(ed|ing)$/.exec(stem);
    if (found && HAS_VOWEL.test(found[1]!)) stem = mended(found[1]!);
  }
  return stem.endsWith('y') && HAS_VOWEL.test(stem.slice(0, -1)) ? `${stem.slice(0, -1)}i` : stem;
}

/** After -ed or -ing is gone: "conflat" takes its e back, "hopp" loses a letter. */
function mended(stem: string): string {
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeiouylsz])\1$/.test(stem)) return stem.slice(0, -1);
  return SHORT.test(stem) ? `${stem}e` : stem;
}

/** Steps 2 and 3. */
function suffixes(word: string): string {
  let stem = word;
  for (const [pattern, endings] of [
    [DOUBLE_ENDING, DOUBLE],
    [FINE_ENDING, FINE],
  ] as const) {
    const found = pattern.exec(stem);
    if (found && SOME.test(found[1]!)) stem = found[1]! + endings[found[2]!]!;
  }
  return stem;
}

/** Steps 4 and 5. */
function last(word: string): string {
  let stem = word;
  const found = LAST_ENDING.exec(stem) ?? /^(.+?(?:s|t))(ion)$/.exec(stem);
  if (found && SEVERAL.test(found[1]!)) stem = found[1]!;
  if (stem.endsWith('e')) {
    const without = stem.slice(0, -1);
    if (SEVERAL.test(without) || (ONE.test(without) && !SHORT.test(without))) stem = without;
  }
  return stem.endsWith('ll') && SEVERAL.test(stem) ? stem.slice(0, -1) : stem;
}
