/**
 * Words as a librarian compares them: without case, accents, punctuation, markup or the spelling habits of a database.
 */

/** Letters that Unicode does not take apart into a plain letter and a mark, and Greek letters spelled out. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  α: ' alpha ',
  β: ' beta ',
  γ: ' gamma ',
  δ: ' delta ',
  ε: ' epsilon ',
  κ: ' kappa ',
  λ: ' lambda ',
  μ: ' mu ',
  ω: ' omega ',
  '≥': ' >= ',
  '≤': ' <= ',
};
const LETTERS_PATTERN = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '-',
  mdash: '-',
  hellip: '...',
};

/** Markup and character references taken out; `&amp;lt;` needs two rounds, which some exports do. */
export function withoutMarkup(text: string): string {
  let out = text;
  for (let round = 0; round < 2 && out.includes('&'); round++) {
    out = out.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    });
  }
  if (out.includes('<')) out = out.replace(/<\/?[a-z][a-z:]{0,11}(?:\s[^<>]{0,200})?\/?>/gi, '');
  return out;
}

/** Lower case, plain letters, "10,000" as one number. */
export function fold(source: string): string {
  const text = /\d[,'’\u2009 ]\d{3}\b/.test(source) ? source.replace(/(\d)[,'’\u2009](?=\d{3}\b)/g, '$1') : source;
  // Plain English text, the common case, needs no decomposition.
  if (!/[^ -~\s]/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(LETTERS_PATTERN, (letter) => LETTERS[letter] ?? letter);
}

/** Words of a folded text. Scripts written without blanks (Han, kana) give overlapping pairs of characters. */
export function words(folded: string): string[] {
  const found = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!/[\u3040-\u30ff\u3400-\u9fff]/.test(folded)) return found;
  return found.flatMap((word) => {
    if (!/[\u3040-\u30ff\u3400-\u9fff]/.test(word) || word.length < 3) return [word];
    return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
  });
}

/** Function words: they tell languages apart and say nothing about what a work is about. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the of and in for with on to from by an at as is are its their between among after before during using into versus vs or',
  de: 'der die das und im für fur von mit bei zur zum des den dem ein eine einer auf als nach uber aus',
  fr: 'le la les des du et dans chez pour sur par une au aux avec apres entre',
  es: 'el los las del y en para con por una un al como entre desde',
  pt: 'o os as do da dos das e em no na nos nas para com por uma um ao',
  it: 'il lo gli della delle dei nel nella e con per di su tra una dopo',
  nl: 'het een van voor met bij op naar en niet door',
};
const TONGUES: ReadonlyMap<string, string[]> = (() => {
  const map = new Map<string, string[]>();
  for (const [tongue, list] of Object.entries(FUNCTION_WORDS)) {
    for (const word of list.split(' ')) map.set(word, [...(map.get(word) ?? []), tongue]);
  }
  return map;
})();
const SILENT = new Set(`${FUNCTION_WORDS['en']} a s t`.split(' '));

/** Whether a word carries no subject of its own in an English title. */
export function isSilent(word: string): boolean {
  return SILENT.has(word);
}

/** Whether a word is a function word with a letter lost, or from four letters on one too many ("nd", "fo", "verssus"). */
export function isSilentSlip(word: string): boolean {
  if (word.length < 2) return false;
  for (const silent of SILENT) {
    if (silent.length === word.length + 1 && lacksOne(word, silent)) return true;
    if (silent.length >= 4 && word.length === silent.length + 1 && lacksOne(silent, word)) return true;
  }
  return false;
}

function lacksOne(short: string, long: string): boolean {
  for (let at = 0; at < long.length; at++) if (long.slice(0, at) + long.slice(at + 1) === short) return true;
  return false;
}

/** Language of a title by its function words or script: `en`, `de`, … or null where they do not tell. */
export function tongueOf(list: readonly string[]): string | null {
  const joined = list.join('');
  if (/[\u0400-\u04ff]/.test(joined)) return 'cyrillic';
  if (/[\u3040-\u30ff\u3400-\u9fff\u1100-\u11ff\uac00-\ud7af]/.test(joined)) return 'east-asian';
  if (/[\u0590-\u06ff]/.test(joined)) return 'semitic';
  const counts = new Map<string, number>();
  for (const word of list)
    for (const tongue of TONGUES.get(word) ?? []) counts.set(tongue, (counts.get(tongue) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [first, second] = ranked;
  if (!first || first[1] < 2 || (second && second[1] === first[1])) return null;
  return first[0];
}

const SPELLED: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  ii: '2',
  iii: '3',
  iv: '4',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
};

/** The number a word stands for ("iii", "three" and "3rd" give "3"), or null. */
export function numberOf(word: string): string | null {
  const plain = SPELLED[word];
  if (plain) return plain;
  const digits = /^(\d{1,9})(?:st|nd|rd|th)?$/.exec(word);
  return digits ? String(Number(digits[1])) : null;
}

/**
 * The beginning of a value, as much as is looked at: far more than any real field has, and little enough for patterns that
 * try again from every character.
 */
export function head(value: string | null | undefined, most: number): string | null {
  return value?.slice(0, most) ?? null;
}

/** Whether a value is there at all: exports write "UNKNOWN", "n/a" or a dash where they know nothing. */
export function known(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value).trim();
  if (
    text === '' ||
    /^(?:unknown|n\/?a|none|null|undefined|not available|no (?:title|abstract)(?: available)?|[-–—.?*]+)$/i.test(text)
  )
    return null;
  return text;
}

/** 32 bits of a text (FNV-1a, stirred). */
export function digestOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  return (sum ^ (sum >>> 13)) >>> 0;
}
