import { TextWindow } from '../text-window';

/**
 * Comma, semicolon or tab separated text to rows, after RFC 4180, forgiving what spreadsheets and scripts really
 * write: any line end, quotes inside unquoted cells, characters after a closing quote, `\"` from R, blank lines.
 */
export interface DelimitedRow {
  /** 1-based line of its first character. */
  line: number;
  cells: string[];
  raw: string;
}

/** What only the end of the text tells. */
export interface DelimitedEnd {
  /** Set where the text ends inside a quoted cell: the row is incomplete. */
  cut: DelimitedRow | null;
  /** Lines of quotes that opened a cell and were never closed; they were read as ordinary characters. */
  strayQuotes: number[];
  /** Whether the last row ends with the text and not with a line end. */
  openEnd: boolean;
}

export type Delimiter = ',' | ';' | '\t' | '|';

/** After so many quotes without an end, quoting is no longer believed; keeps the re-reading linear. */
const MAX_STRAY = 20;
/** A quoted cell that runs to the end of the text over more lines than this is a stray quote, not a cut file. */
const CUT_LINES = 40;
/** A quoted cell longer than this has lost its end. */
const MAX_QUOTED = 4_000_000;

export function* readDelimited(window: TextWindow, delimiter: Delimiter): Generator<DelimitedRow, DelimitedEnd> {
  const delimiterCode = delimiter.charCodeAt(0);
  const strayQuotes: number[] = [];
  /** Stray quotes, counted from the start of the text. */
  const literal = new Set<number>();
  /** Start of a row that has too few or too many cells unless its quotes are believed. */
  let believed = -1;
  let width = 0;
  let base = 0;
  let at = window.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let openEnd = false;
  for (;;) {
    const { text } = window;
    const isLiteral = (position: number): boolean => literal.size >= MAX_STRAY || literal.has(base + position);
    const row = readRow(text, at, delimiterCode, isLiteral, believed !== base + at);
    const { unclosed, isHopeless } = row;
    // what stands at the end of the window may go on behind it
    if (
      !window.ended &&
      !isHopeless &&
      (unclosed === null ? row.next >= text.length - 1 : text.length - unclosed < MAX_QUOTED)
    ) {
      window.slide(at);
      base += at;
      at = 0;
      continue;
    }
    if (at >= text.length) break;
    if (row.isDoubtful && row.cells.length !== width) {
      believed = base + at;
      continue;
    }
    if (unclosed !== null) {
      const quoteLine = line + linesIn(text, at, unclosed);
      const isStray = (): boolean => {
        if (delimiter !== '\t') return false;
        const plain = readRow(
          text,
          at,
          delimiterCode,
          (position) => position === unclosed || isLiteral(position),
          false,
        );
        return plain.unclosed === null && plain.cells.length === width && plain.next > plain.end;
      };
      if (linesIn(text, unclosed, text.length) > CUT_LINES || !window.ended || isHopeless || isStray()) {
        literal.add(base + unclosed);
        strayQuotes.push(quoteLine);
        continue;
      }
      return { cut: { line, cells: row.cells, raw: text.slice(at) }, strayQuotes, openEnd: true };
    }
    const { cells, end, next, lines } = row;
    openEnd = next === end;
    width = Math.max(width, cells.length);
    if (cells.length > 1 || cells[0]!.trim() !== '') yield { line, cells, raw: text.slice(at, end) };
    line += lines + 1;
    at = next;
  }
  return { cut: null, strayQuotes, openEnd };
}

interface Row {
  cells: string[];
  /** Position after the last cell, and after its line end. */
  end: number;
  next: number;
  /** Line ends inside its cells. */
  lines: number;
  /** Position of a quote that opens a cell and is not closed. */
  unclosed: number | null;
  /** Whether a cell that starts with a quote was taken for one that is not quoted: `"Hubs" and their yield`. */
  isDoubtful: boolean;
  /** Whether the end of the unclosed cell was given up on. */
  isHopeless: boolean;
}

/** Quotes inside the quoted cells of a row that nobody doubled; more have to do with something else than with a table. */
const MOST_BROKEN = 20_000;

/** Cells of a row that may be doubted; keeps looking for their ends short. */
const MOST_DOUBTS = 20;

function readRow(
  text: string,
  start: number,
  delimiter: number,
  isLiteral: (at: number) => boolean,
  mayDoubt: boolean,
): Row {
  const cells: string[] = [];
  let lines = 0;
  let doubts = 0;
  const broken = { left: MOST_BROKEN };
  let at = start;
  for (;;) {
    const isQuote = text.charCodeAt(at) === 34 && !isLiteral(at);
    const quoted = isQuote ? readQuoted(text, at, delimiter, mayDoubt && doubts < MOST_DOUBTS, broken) : 'doubtful';
    if (quoted === null) {
      cells.push(text.slice(at + 1));
      return {
        cells,
        end: text.length,
        next: text.length,
        lines,
        unclosed: at,
        isDoubtful: doubts > 0,
        isHopeless: broken.left === 0,
      };
    }
    if (quoted !== 'doubtful') {
      lines += quoted.lines;
      cells.push(quoted.value);
      at = quoted.end;
    } else {
      if (isQuote) doubts++;
      const from = at;
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === delimiter || code === 10 || code === 13) break;
      }
      cells.push(text.slice(from, at));
    }
    if (at >= text.length || text.charCodeAt(at) !== delimiter) break;
    at++;
  }
  let next = at;
  if (text.charCodeAt(next) === 13) next++;
  if (next < text.length && text.charCodeAt(next) === 10) next++;
  return { cells, end: at, next, lines, unclosed: null, isDoubtful: doubts > 0, isHopeless: false };
}

/** Non-empty lines outside quotation marks, counted by their parity alone: the rows by other means than reading them. */
export class RowCount {
  private rows = 0;
  private isInside = false;
  private isFilled = false;

  add(piece: string): void {
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i);
      if (code === 34) {
        this.isInside = !this.isInside;
        this.isFilled = true;
      } else if (code === 10 || code === 13) {
        if (!this.isInside && this.isFilled) {
          this.rows++;
          this.isFilled = false;
        }
      } else if (code > 32 && code !== 0xfeff) this.isFilled = true;
    }
  }

  total(): number {
    return this.isFilled ? this.rows + 1 : this.rows;
  }
}

/** The first rows of a text. */
export function firstRows(text: string, delimiter: Delimiter, count: number): DelimitedRow[] {
  const rows: DelimitedRow[] = [];
  const reading = readDelimited(TextWindow.of(text), delimiter);
  for (let next = reading.next(); !next.done && rows.length < count; next = reading.next()) rows.push(next.value);
  return rows;
}

/**
 * A quoted cell from its opening quote; `end` is at the delimiter or line end after it. Null where it never closes. Doubtful
 * where a quote inside was not doubled and the cell goes on behind the line, or, as Web of Science quotes nothing, in
 * text parted by tabs: such a cell may just begin with a quoted word.
 */
function readQuoted(
  text: string,
  open: number,
  delimiter: number,
  mayDoubt: boolean,
  broken: { left: number },
): { value: string; end: number; lines: number } | 'doubtful' | null {
  let value = '';
  let from = open + 1;
  let isBroken = false;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (isBroken && mayDoubt && (quote < 0 || hasLineEnd(text, from, quote))) return 'doubtful';
    if (quote < 0) return null;
    const next = text.charCodeAt(quote + 1);
    if (next === 34) {
      value += text.slice(from, quote + 1);
      from = quote + 2;
      continue;
    }
    const escaped = text.charCodeAt(quote - 1) === 92 && quote > from && !endsCell(text, quote + 1, delimiter);
    if (escaped) {
      value += text.slice(from, quote - 1) + '"';
      from = quote + 1;
      continue;
    }
    let end = quote + 1;
    while (text.charCodeAt(end) === 32) end++;
    if (endsCell(text, end, delimiter)) {
      if (isBroken && mayDoubt && delimiter === 9) return 'doubtful';
      value += text.slice(from, quote);
      return { value, end, lines: linesIn(text, open, quote) };
    }
    // a quote in the middle of a quoted cell that nobody doubled
    isBroken = true;
    if (--broken.left <= 0) {
      broken.left = 0;
      return null;
    }
    value += text.slice(from, quote + 1);
    from = quote + 1;
  }
}

function hasLineEnd(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return true;
  }
  return false;
}

function endsCell(text: string, at: number, delimiter: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === delimiter || code === 10 || code === 13;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) lines++;
  }
  return lines;
}

/**
 * The delimiter whose first rows look most like a table: every candidate reads the first lines, and the one with the
 * most columns that `isKnown` recognises wins, then the one with the most columns at all.
 */
export function guessDelimiter(text: string, isKnown: (header: string) => boolean): Delimiter {
  const head = text.slice(0, 20_000);
  let best: Delimiter = ',';
  let bestScore = -1;
  for (const delimiter of [',', '\t', ';', '|'] as const) {
    const rows = firstRows(head, delimiter, 10);
    let score = 0;
    for (const row of rows) {
      const known = row.cells.filter((cell) => cell.length < 100 && isKnown(cell)).length;
      score = Math.max(score, known * 1000 + Math.min(row.cells.length, 500));
    }
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
