/**
 * Small, linear clean-ups of field text. Every function first looks whether there is anything to do, because most
 * values of most records are clean and imports run over hundreds of megabytes.
 */

const NAMED: ReadonlyMap<string, string> = new Map(
  (
    'amp & lt < gt > quot " apos \' ndash – mdash — hellip … lsquo ‘ rsquo ’ ldquo “ rdquo ” deg ° plusmn ± times × ' +
    'middot · micro µ le ≤ ge ≥ alpha α beta β gamma γ delta δ epsilon ε kappa κ lambda λ mu μ sigma σ chi χ omega ω ' +
    'agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë igrave ì ' +
    'iacute í icirc î iuml ï ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú ucirc û ' +
    'uuml ü szlig ß copy © reg ® trade ™ nbsp \u00a0'
  )
    .split(/ (?=[a-z])/)
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]),
);

/** An ampersand that was itself escaped, once or several times over, as Crossref has many. */
const AMPERSANDS = /&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)+/g;

/**
 * Character references of HTML, in the few names that bibliographic exports use; unknown ones stay as written. What was
 * escaped twice is decoded twice: else it would change once more each time a record is written and read again.
 */
export function decodeEntities(text: string): string {
  if (text.indexOf('&') < 0) return text;
  return text
    .replace(AMPERSANDS, '&')
    .replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});/g, (whole, name: string) => {
      if (name.charCodeAt(0) !== 35) {
        const exact = NAMED.get(name);
        if (exact !== undefined) return exact;
        const folded = NAMED.get(name.toLowerCase());
        if (folded === undefined) return whole;
        return name.charCodeAt(0) < 97 ? folded.toUpperCase() : folded;
      }
      const second = name.charCodeAt(1) | 32;
      const point = second === 120 ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
      if (point === 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return '\ufffd';
      return String.fromCodePoint(point);
    });
}

/** Takes typographic tags of HTML and JATS out of a title or abstract; block tags leave a blank. Other `<` stay. */
export function stripTags(text: string): string {
  if (text.indexOf('<') < 0) return text;
  return text
    .replace(/<\/?(?:jats:)?(?:p|br|div|title|sec|list|list-item|h[1-6]|li|ul|ol) ?\/?>/gi, ' ')
    .replace(/<\/?(?:jats:)?(?:i|b|u|em|strong|sup|sub|small|span|italic|bold|inf|sc|scp) ?\/?>/gi, '');
}

/**
 * What {@link collapse} changes: white space other than single inner blanks, and control characters. One regular
 * expression, because it is what looks fastest at every character of every import.
 */
const UNTIDY =
  /[^ -~\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]| (?: |$)|^ /;
/** As `UNTIDY`, and the ampersands and brackets of mark-up. */
const UNPLAIN =
  /[^ -%'-;=-~\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]| (?: |$)|^ /;

/** Runs of white space, no-break blanks and control characters become one blank; the ends are trimmed. */
export function collapse(text: string): string {
  return UNTIDY.test(text) ? text.replace(/[\s\p{Cc}]+/gu, ' ').trim() : text;
}

/** As {@link collapse}, but keeps line breaks: they part the sections of an abstract or a note. */
export function collapseLines(text: string): string {
  if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) return collapse(text);
  return text
    .split(/\r\n?|\n/)
    .map(collapse)
    .filter((line) => line !== '')
    .join('\n');
}

/** What one reading leaves may look like mark-up again (`<</i>b>`); beyond so many readings it is no text anybody wrote. */
const MOST_READINGS = 6;

/** Read until another reading changes nothing: else a record would change each time it is written and read again. */
function settled(text: string, tidy: (text: string) => string): string {
  let read = text;
  for (let i = 0; i < MOST_READINGS && UNPLAIN.test(read); i++) {
    const next = tidy(stripTags(decodeEntities(read)));
    if (next === read) break;
    read = next;
  }
  return read;
}

/** Field text as people read it: entities decoded, tags out, one line. */
export function plain(text: string): string {
  return settled(text, collapse);
}

/** As {@link plain}, with line breaks kept. */
export function plainLines(text: string): string {
  return settled(text, collapseLines);
}

/** Text without zero characters and half surrogate pairs, which neither database can keep. */
export function storable(text: string): string {
  const whole = text.indexOf('\0') < 0 ? text : text.replace(/\0+/g, ' ');
  return /\p{Surrogate}/u.test(whole) ? whole.replace(/\p{Surrogate}/gu, '\ufffd') : whole;
}

/** Where keywords that share a value are parted; a `;` inside an address or a code such as `a;b=c` parts nothing. */
export const KEYWORD_BREAK = /;(?!\S{0,40}=)/;

/** Parts of a list written in one value, without empty ones. */
export function splitList(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map(collapse)
    .filter((part) => part !== '');
}

/**
 * Text without white space and these marks at its ends. By character: a regular expression that ends in `+$` takes time
 * in proportion to the square of a run of marks inside the text.
 */
export function trimMarks(text: string, before: string, after = before): string {
  let from = 0;
  let to = text.length;
  while (from < to && (before.includes(text[from]!) || text[from]!.trim() === '')) from++;
  while (to > from && (after.includes(text[to - 1]!) || text[to - 1]!.trim() === '')) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** What is in the long lists; short ones are looked through. */
const members = new WeakMap<string[], Set<string>>();
const LONG_LIST = 60;

/** Adds `value` unless it is empty or there already; a list of any length in time in proportion to it. */
export function pushNew(list: string[], value: string): void {
  if (value === '') return;
  if (list.length < LONG_LIST) {
    if (!list.includes(value)) list.push(value);
    return;
  }
  let known = members.get(list);
  if (known === undefined || known.size !== list.length) {
    known = new Set(list);
    members.set(list, known);
  }
  if (known.has(value)) return;
  known.add(value);
  list.push(value);
}
