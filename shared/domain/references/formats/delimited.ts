/**
 * Comma, semicolon or tab separated text to rows, after RFC 4180, forgiving what spreadsheets and scripts really
 * write: any line end, quotes inside unquoted cells, characters after a closing quote, `\"` from R, blank lines.
 */
export interface DelimitedRow {
  /** 1-based line of its first character. */
  line: number;
  start: number;
  end: number;
  cells: string[];
}

export interface DelimitedText {
  rows: DelimitedRow[];
  /** Set where the text ends inside a quoted cell: the row is incomplete. */
  cut: DelimitedRow | null;
  /** Lines of quotes that opened a cell and were never closed; they were read as ordinary characters. */
  strayQuotes: number[];
}

export type Delimiter = ',' | ';' | '\t' | '|';

/** After so many quotes without an end, quoting is no longer believed; keeps the re-reading linear. */
const MAX_STRAY = 20;
/** A quoted cell that runs to the end of the text over more lines than this is a stray quote, not a cut file. */
const CUT_LINES = 40;

export function readDelimited(text: string, delimiter: Delimiter): DelimitedText {
  const result: DelimitedText = { rows: [], cut: null, strayQuotes: [] };
  const delimiterCode = delimiter.charCodeAt(0);
  const literal = new Set<number>();
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const row: DelimitedRow = { line, start: at, end: at, cells: [] };
    let state: 'next' | 'row' | 'cut' = 'next';
    while (state === 'next') {
      const code = text.charCodeAt(at);
      let cell: string;
      if (code === 34 && !literal.has(at) && literal.size < MAX_STRAY) {
        const quoted = readQuoted(text, at, delimiterCode);
        if (quoted === null) {
          const lines = linesIn(text, at, text.length);
          if (lines > CUT_LINES) {
            literal.add(at);
            result.strayQuotes.push(line);
            continue;
          }
          row.cells.push(text.slice(at + 1));
          at = text.length;
          state = 'cut';
          break;
        }
        line += quoted.lines;
        cell = quoted.value;
        at = quoted.end;
      } else {
        const from = at;
        while (at < text.length) {
          const c = text.charCodeAt(at);
          if (c === delimiterCode || c === 10 || c === 13) break;
          at++;
        }
        cell = text.slice(from, at);
      }
      row.cells.push(cell);
      if (at < text.length && text.charCodeAt(at) === delimiterCode) at++;
      else state = 'row';
    }
    row.end = at;
    if (state === 'cut') {
      result.cut = row;
      break;
    }
    if (text.charCodeAt(at) === 13) at++;
    if (text.charCodeAt(at) === 10 && at < text.length) at++;
    line++;
    if (row.cells.length > 1 || row.cells[0]!.trim() !== '') result.rows.push(row);
  }
  return result;
}

/** A quoted cell from its opening quote; `end` is at the delimiter or line end after it. Null where it never closes. */
function readQuoted(
  text: string,
  open: number,
  delimiter: number,
): { value: string; end: number; lines: number } | null {
  let value = '';
  let from = open + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
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
      value += text.slice(from, quote);
      return { value, end, lines: linesIn(text, open, quote) };
    }
    // a quote in the middle of a quoted cell that nobody doubled
    value += text.slice(from, quote + 1);
    from = quote + 1;
  }
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
    const rows = readDelimited(head, delimiter).rows.slice(0, 10);
    let score = 0;
    for (const row of rows) {
      const known = row.cells.filter((cell) => cell.length < 100 && isKnown(cell)).length;
      score = Math.max(score, known * 1000 + Math.min(row.cells.length, 500));
    }
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
