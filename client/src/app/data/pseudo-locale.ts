import type { Translation } from '@jsverse/transloco';

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü', y: 'ý', c: 'ç', n: 'ñ', s: 'š', r: 'ř',
  A: 'Å', E: 'É', I: 'Î', O: 'Ø', U: 'Û', C: 'Ç', N: 'Ñ', S: 'Š', R: 'Ř',
};

/** Values, and the machinery of plurals, which must come through untouched. */
const KEPT = /\{\{.*?\}\}|\{\w+, plural,|(?:=\d+|\w+) \{(?!\{)|\}/g;

export function isPseudo(language: string): boolean {
  return language === 'en-XA' || language === 'en-XB';
}

/** The same texts, accented, bracketed and about 40 % longer: what stays plain on the screen was never external. */
export function pseudo(texts: Translation): Translation {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, pseudoValue(value)]));
}

function pseudoValue(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value);
  if (Array.isArray(value)) return value.map(pseudoValue);
  return value && typeof value === 'object' ? pseudo(value as Translation) : value;
}

export function pseudoText(text: string): string {
  if (text === '') return text;
  let result = '';
  let from = 0;
  for (const kept of text.matchAll(KEPT)) {
    result += accented(text.slice(from, kept.index)) + kept[0];
    from = kept.index + kept[0].length;
  }
  result += accented(text.slice(from));
  return `[${result}${' ~'.repeat(Math.ceil(text.length * 0.2))}]`;
}

function accented(text: string): string {
  return [...text].map((letter) => ACCENTED[letter] ?? letter).join('');
}
