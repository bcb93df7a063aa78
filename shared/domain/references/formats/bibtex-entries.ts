import { refuseEndless } from '../record-limit';
import { trimMarks } from '../text-clean';

/**
 * Splits BibTeX and BibLaTeX into entries and fields, whatever state the file is in.
 *
 * Strict parsers lose a whole file to one unbalanced brace in one abstract. Here an entry ends where its braces close,
 * or else where a line starts the next `@type{`; a field value ends where its brace closes and a further field or the
 * end of the entry follows, or else at the next place where that is so.
 */
export interface BibEntry {
  type: string;
  key: string;
  /** Raw values by lower-case name, outer delimiters removed, macros put in, in order. */
  fields: [name: string, value: string][];
  start: number;
  end: number;
  /** Braces did not balance and the end was found by what follows. */
  repaired: boolean;
}

export interface BibText {
  /** Without macros, comments and preambles. */
  entries: BibEntry[];
  /** Start of an entry that the text ends in, or null. */
  cut: number | null;
  /** Lines with words behind the first entry and in none: comments, or another format. The first of them at `at`. */
  strays: { count: number; at: number };
}

/** Types that start an entry even where the braces before are open. */
const TYPES = new Set(
  (
    'article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings ' +
    'techreport unpublished thesis online electronic www report patent periodical suppperiodical collection mvbook ' +
    'bookinbook suppbook suppcollection dataset software reference inreference mvproceedings artwork audio image movie ' +
    'music video performance review standard legislation letter data presentation webpage journal string comment preamble'
  ).split(' '),
);

interface Start {
  at: number;
  type: string;
  open: number;
}

/** Longer than any value; macros made of macros would otherwise grow without end, and are left as their names. */
const MAX_EXPANDED = 100_000;

/** Long enough for any damaged value, short enough to keep repairs of hostile text linear. */
const MAX_REPAIRS = 40;

function starts(text: string): Start[] {
  const found: Start[] = [];
  const pattern = /(?:^|[\n\r}\ufeff])[ \t]{0,40}@[ \t]{0,9}([A-Za-z][A-Za-z_-]{0,40})[ \t]{0,9}\n?[ \t]{0,9}[{(]/g;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const at = text.indexOf('@', match.index);
    found.push({ at, type: match[1]!.toLowerCase(), open: pattern.lastIndex - 1 });
    // the brace may itself be the `}` or line end before another start
    pattern.lastIndex--;
  }
  return found;
}

export function splitBibtex(text: string): BibText {
  const entries: BibEntry[] = [];
  const macros = new Map<string, string>();
  const all = starts(text);
  const strays = { count: 0, at: 0 };
  let cut: number | null = null;
  let done = 0;
  for (let i = 0; i < all.length;) {
    const start = all[i]!;
    let nextKnown = i + 1;
    while (nextKnown < all.length && !TYPES.has(all[nextKnown]!.type)) nextKnown++;
    const limit = all[nextKnown]?.at ?? text.length;
    const closed = balancedEnd(text, start.open, limit);
    let next = nextKnown;
    if (closed !== null) {
      next = i + 1;
      while (next < nextKnown && all[next]!.at < closed) next++;
    }
    const upTo = all[next]?.at ?? text.length;
    const leftover =
      closed !== null &&
      /[A-Za-z-]{2,30}\s{0,20}=\s{0,20}[{"]/.test(text.slice(closed, Math.min(upTo, closed + 20_000)));
    const repaired = closed === null || leftover;
    const end = repaired ? trimmedEnd(text, start.open, upTo) : closed;
    if (entries.length > 0) countStrays(text, done, start.at, strays);
    done = repaired ? upTo : end;
    i = next;
    if (start.type === 'comment' || start.type === 'preamble') continue;
    if (
      closed === null &&
      upTo === text.length &&
      !/\}\s*\}\s*$/.test(text.slice(Math.max(start.open, end - 200), end))
    ) {
      cut = start.at;
      break;
    }
    const entry = readEntry(text, start, end, repaired, macros);
    if (entry.type === 'string') for (const [name, value] of entry.fields) macros.set(name, value);
    else entries.push(entry);
  }
  if (cut === null && entries.length > 0) countStrays(text, done, text.length, strays);
  return { entries, cut, strays };
}

/** Lines of words between `from` and `to`; a line that starts with `%` is a comment. */
function countStrays(text: string, from: number, to: number, strays: BibText['strays']): void {
  if (to - from < 3) return;
  let at = from;
  for (const line of text.slice(from, to).split(/\r\n?|\n/)) {
    if (/^[^%A-Za-z]{0,40}[A-Za-z]{2}/.test(line)) {
      if (strays.count++ === 0) strays.at = text.indexOf(line, at);
    }
    at += line.length;
  }
}

/** Position after the brace that closes the one at `open`, or null if it is not before `limit`. */
function balancedEnd(text: string, open: number, limit: number): number | null {
  const round = text.charCodeAt(open) === 40;
  let depth = 1;
  for (let at = open + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125) {
      if (--depth === 0 && !round) return at + 1;
      if (depth < 0) return null;
    } else if (code === 41 && round && depth === 1) return at + 1;
  }
  return null;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}

function readEntry(
  text: string,
  start: Start,
  end: number,
  repaired: boolean,
  macros: ReadonlyMap<string, string>,
): BibEntry {
  const last = text.charCodeAt(end - 1);
  const bodyEnd = last === 125 || last === 41 ? end - 1 : end;
  const body = text.slice(start.open + 1, bodyEnd);
  const entry: BibEntry = { type: start.type, key: '', fields: [], start: start.at, end, repaired };
  const first = FIELD.exec(body);
  if (!first) {
    entry.key = trimMarks(body, '', ',');
    return entry;
  }
  entry.key = trimMarks(body.slice(0, first.index + first[1]!.length), '', ',');
  const reader = new FieldReader(body, first.index + first[1]!.length, macros);
  for (let field = reader.next(); field !== null; field = reader.next()) {
    entry.fields.push(field);
    refuseEndless(entry.fields.length, null);
  }
  entry.repaired ||= reader.repairs > 0;
  return entry;
}

/** Start of the first field: after a comma or line start, so that a key with a blank or a comma is not one. */
const FIELD = /(^\s*|[,\n]\s{0,200})([A-Za-z][\w.:+-]{0,60})\s{0,40}=\s{0,40}(?=[{"\w])/;
const NEXT_FIELD = /[A-Za-z][\w.:+-]{0,60}\s{0,40}=/y;

class FieldReader {
  repairs = 0;

  constructor(
    private readonly body: string,
    private at: number,
    private readonly macros: ReadonlyMap<string, string>,
  ) {}

  next(): [string, string] | null {
    const { body } = this;
    while (this.at < body.length) {
      this.skipBlanks();
      NEXT_FIELD.lastIndex = this.at;
      const match = NEXT_FIELD.exec(body);
      if (match) {
        this.at = NEXT_FIELD.lastIndex;
        return [match[0].slice(0, -1).trim().toLowerCase(), this.value()];
      }
      // junk between fields: on to the next comma or line
      const comma = body.indexOf(',', this.at);
      const line = body.indexOf('\n', this.at);
      const stops = [comma, line].filter((stop) => stop >= 0);
      if (stops.length === 0) return null;
      this.at = Math.min(...stops) + 1;
    }
    return null;
  }

  private skipBlanks(): void {
    while (this.at < this.body.length) {
      const code = this.body.charCodeAt(this.at);
      if (code > 32 && code !== 44) return;
      this.at++;
    }
  }

  private value(): string {
    const { body } = this;
    let value = '';
    for (;;) {
      while (this.at < body.length && body.charCodeAt(this.at) <= 32) this.at++;
      const code = body.charCodeAt(this.at);
      if (code === 123 || code === 34) value += this.delimited(code === 123);
      else {
        const from = this.at;
        while (this.at < body.length && !/[,#\n\r]/.test(body[this.at]!)) this.at++;
        const bare = body.slice(from, this.at).trim();
        const meant = this.macros.get(bare.toLowerCase()) ?? bare;
        value += value.length + meant.length > MAX_EXPANDED ? bare : meant;
      }
      let after = this.at;
      while (after < body.length && body.charCodeAt(after) <= 32) after++;
      if (body.charCodeAt(after) !== 35) return value;
      this.at = after + 1;
    }
  }

  /** A value in braces or quotation marks. */
  private delimited(braced: boolean): string {
    const { body } = this;
    const from = this.at + 1;
    let depth = 0;
    let close = -1;
    for (let at = from; at < body.length; at++) {
      const code = body.charCodeAt(at);
      if (code === 92) at++;
      else if (code === 123) depth++;
      else if (code === 125) {
        if (depth === 0) {
          if (braced && this.endsField(at + 1)) close = at;
          break;
        }
        depth--;
      } else if (code === 34 && !braced && depth === 0 && this.endsField(at + 1)) {
        close = at;
        break;
      }
    }
    if (close < 0) close = this.repairedClose(from, braced ? '}' : '"');
    this.at = Math.min(close + 1, body.length);
    return body.slice(from, close);
  }

  /** Whether a further field, `#` or the end of the entry stands at `at`. */
  private endsField(at: number): boolean {
    const { body } = this;
    let next = at;
    while (next < body.length && body.charCodeAt(next) <= 32) next++;
    if (next >= body.length || body.charCodeAt(next) === 35) return true;
    const comma = body.charCodeAt(next) === 44;
    if (comma) while (next < body.length && (body.charCodeAt(next) <= 32 || body.charCodeAt(next) === 44)) next++;
    if (next >= body.length) return true;
    NEXT_FIELD.lastIndex = next;
    return NEXT_FIELD.test(body);
  }

  /** The next closing mark with a field or the end after it; the end of the entry where there is none. */
  private repairedClose(from: number, mark: string): number {
    const { body } = this;
    if (this.repairs++ < MAX_REPAIRS)
      for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1))
        if (this.endsField(at + 1)) return at;
    return body.length;
  }
}
