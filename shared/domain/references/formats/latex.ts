/**
 * Plain text out of the LaTeX that bibliographies use: accents, special letters, a few symbols, escaped characters,
 * font commands. It does not execute anything; what it does not know stays readable, without its backslash.
 */

/** Combining marks of the accent commands. */
const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  t: '\u0361',
};

const LETTERS: ReadonlyMap<string, string> = new Map(
  (
    'ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ S § P ¶ copyright © ' +
    'pounds £ euro € texteuro € dag † ddag ‡ ldots … dots … textellipsis … textendash – textemdash — textquoteleft ‘ ' +
    'textquoteright ’ textquotedblleft “ textquotedblright ” textdegree ° degree ° textregistered ® texttrademark ™ ' +
    'textmu µ textbackslash \\ textasciitilde ~ textasciicircum ^ textless < textgreater > textbar | textbraceleft { ' +
    'textbraceright } textunderscore _ textdollar $ textpercent % guillemotleft « guillemotright » alpha α beta β gamma γ ' +
    'delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ phi φ ' +
    'varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Sigma Σ Phi Φ Psi Ψ Omega Ω pm ± times × leq ≤ le ≤ ' +
    'geq ≥ ge ≥ neq ≠ approx ≈ sim ∼ infty ∞ cdot · rightarrow → to → leftarrow ← circ ° prime ′ textalpha α textbeta β ' +
    "textperiodcentered · textbullet • bullet • textexclamdown ¡ textquestiondown ¿ textquotesingle ' lbrace { rbrace } " +
    'textonehalf ½ textonequarter ¼ texttwosuperior ² textthreesuperior ³ textonesuperior ¹ textordmasculine º'
  )
    .split(/ (?=[A-Za-z]+ )/)
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]),
);

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Decodes a field value. Linear: one pass over the characters, one level of brace removed at a time. */
export function latexToText(source: string): string {
  if (!/[\\{}~$]|--|``|''/.test(source)) return source;
  let out = '';
  let at = 0;
  const math = evenDollars(source);
  let inMath = false;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code === 92) {
      const command = readCommand(source, at);
      out += command.text;
      at = command.end;
    } else if (code === 123 || code === 125) {
      at++;
    } else if (code === 126) {
      out += ' ';
      at++;
    } else if (code === 36 && math) {
      inMath = !inMath;
      at++;
    } else if (inMath && (code === 94 || code === 95)) {
      at++;
    } else if (code === 45 && source.charCodeAt(at + 1) === 45) {
      const long = source.charCodeAt(at + 2) === 45;
      out += long ? '—' : '–';
      at += long ? 3 : 2;
    } else if (code === 96 && source.charCodeAt(at + 1) === 96) {
      out += '“';
      at += 2;
    } else if (code === 39 && source.charCodeAt(at + 1) === 39) {
      out += '”';
      at += 2;
    } else {
      out += source[at];
      at++;
    }
  }
  return out;
}

/** Dollars are mathematics only when unescaped ones pair up and enclose something short; prices are not. */
function evenDollars(source: string): boolean {
  const parts = source.split(/(?<!\\)\$/);
  if (parts.length < 3 || parts.length % 2 === 0) return false;
  return parts.every(
    (part, i) => i % 2 === 0 || /[\\^_{}]|^[A-Za-z](?:[A-Za-z0-9+=<>. -]{0,11}[A-Za-z0-9])?$|^\d{1,4}$/.test(part),
  );
}

function readCommand(source: string, at: number): { text: string; end: number } {
  const next = source.charCodeAt(at + 1);
  if (Number.isNaN(next)) return { text: '', end: at + 1 };
  if (!isLetter(next)) {
    const mark = ACCENTS[source[at + 1]!];
    if (mark !== undefined) {
      const base = readBase(source, at + 2, mark);
      if (base) return base;
      // no letter follows: an escaped character, as in URLs
      return { text: source[at + 1]!, end: skipEmptyGroup(source, at + 2) };
    }
    if (next === 92) return { text: ' ', end: at + 2 };
    if (next === 45 || next === 47 || next === 40 || next === 41) return { text: '', end: at + 2 };
    if (next === 44 || next === 59 || next === 58 || next === 32 || next === 10 || next === 13 || next === 9)
      return { text: ' ', end: at + 2 };
    return { text: source[at + 1]!, end: at + 2 };
  }
  let end = at + 1;
  while (end < source.length && isLetter(source.charCodeAt(end))) end++;
  const name = source.slice(at + 1, end);
  if (name.length === 1 && Object.hasOwn(ACCENTS, name)) {
    const base = readBase(source, skipBlanks(source, end), ACCENTS[name]!);
    if (base) return base;
  }
  const letter = LETTERS.get(name);
  if (letter !== undefined) {
    const after = skipEmptyGroup(source, end);
    return { text: letter, end: after !== end ? after : isLetterCommand(letter) ? skipBlanks(source, end) : end };
  }
  if (source.charCodeAt(end) === 123 || FONTS.has(name)) return { text: '', end: skipBlanks(source, end) };
  return { text: name, end };
}

const FONTS = new Set([
  'it',
  'bf',
  'em',
  'sc',
  'rm',
  'tt',
  'sl',
  'sf',
  'small',
  'relax',
  'protect',
  'noopsort',
  'displaystyle',
]);
const isLetterCommand = (letter: string): boolean => /^\p{L}$/u.test(letter) && /[\u00c0-\u024f]/.test(letter);

function skipBlanks(source: string, at: number): number {
  let end = at;
  while (source.charCodeAt(end) === 32) end++;
  return end;
}

function skipEmptyGroup(source: string, at: number): number {
  return source.charCodeAt(at) === 123 && source.charCodeAt(at + 1) === 125 ? at + 2 : at;
}

/** The letter an accent stands on: `e`, `{e}`, `{\i}`, `\i`. Null where there is none. */
function readBase(source: string, from: number, mark: string): { text: string; end: number } | null {
  const braced = source.charCodeAt(from) === 123;
  let at = braced ? skipBlanks(source, from + 1) : from;
  let base: string;
  if (
    source.charCodeAt(at) === 92 &&
    (source[at + 1] === 'i' || source[at + 1] === 'j') &&
    !isLetter(source.charCodeAt(at + 2))
  ) {
    base = source[at + 1]!;
    at = skipBlanks(source, at + 2);
  } else {
    const point = source.codePointAt(at);
    if (point === undefined) return null;
    base = String.fromCodePoint(point);
    if (!/^\p{L}$/u.test(base)) return null;
    at += base.length;
  }
  if (!braced) return { text: (base + mark).normalize('NFC'), end: at };
  const close = source.indexOf('}', at);
  if (close < 0 || close - at > 20) return { text: (base + mark).normalize('NFC'), end: at };
  return { text: (base + mark).normalize('NFC') + latexToText(source.slice(at, close)), end: close + 1 };
}

/** Escapes what BibTeX and LaTeX would take for commands; everything else is written as the Unicode it is. */
export function textToLatex(text: string): string {
  return text.replace(/[\\{}$&#^_%~<>|]|--+|``+|''+/g, (c) => {
    switch (c) {
      case '\\':
        return '\\textbackslash{}';
      case '{':
        return '\\textbraceleft{}';
      case '}':
        return '\\textbraceright{}';
      case '^':
        return '\\textasciicircum{}';
      case '~':
        return '\\textasciitilde{}';
      // LaTeX's own fonts print ¡, ¿ and a dash for these
      case '<':
        return '\\textless{}';
      case '>':
        return '\\textgreater{}';
      case '|':
        return '\\textbar{}';
      default:
        // braces keep runs of hyphens and quotation marks from becoming one sign
        return c.length > 1 ? c.split('').join('{}') : `\\${c}`;
    }
  });
}
