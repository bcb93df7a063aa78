import { Problems } from '../problems';
import { TextWindow } from '../text-window';

/**
 * The one line tokeniser of the tagged family: RIS, PubMed's NBIB, Web of Science, EndNote's Refer.
 *
 * It walks the text once by character code and slices, without regular expressions on the way, so it is linear in the
 * size of the file whatever stands in it. What makes the formats differ is in a {@link Dialect}.
 */
export interface Dialect {
  /**
   * Whether the line `[start, end)` of `text` carries a tag: 0 if not, else
   * `tagStart | tagLength << 8 | valueOffset << 16`, the offsets counted from `start`.
   */
  tagAt(text: string, start: number, end: number): number;
  /** Whether this tag opens a new record, given the open one (null outside) and blank lines just before. */
  opens(tag: string, open: TaggedRecord | null, blankLines: number): boolean;
  /** Whether this tag closes the record; the tag itself is not kept. */
  closes(tag: string): boolean;
  /** How an untagged line continues the value of `tag`. */
  joins(tag: string, indented: boolean): 'blank' | 'line' | 'value';
  /** Whether untagged text outside records is usual (head lines of vendors); if not it is noted. */
  isHeadLine(line: string): boolean;
}

export interface TaggedRecord {
  /** 1-based line of the first tag. */
  line: number;
  tags: string[];
  values: string[];
  /** Whether an end mark was seen. */
  closed: boolean;
  /** The text of the record as it stands in the file. */
  raw: string;
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13 || code === 0xa0 || code === 0xfeff;

interface Open extends TaggedRecord {
  start: number;
  end: number;
}

/** Lines end at LF, CRLF or a lone CR, mixed as they come; the text slides by under the open record. */
export function* readTagged(window: TextWindow, dialect: Dialect, problems: Problems): Generator<TaggedRecord> {
  let text = window.text;
  let open: Open | null = null;
  let line = 0;
  let blankLines = 0;
  let strays = 0;
  let firstStray = 0;
  // the next of each line end from `at` on, or the end of the window; -1 where not looked for yet
  let lf = -1;
  let cr = -1;
  for (let at = 0; ;) {
    if (lf < at) lf = indexOrEnd(text, '\n', at);
    if (cr < at) cr = indexOrEnd(text, '\r', at);
    let end = Math.min(lf, cr);
    if (end >= text.length - 1 && !window.ended) {
      const keep: number = open ? open.start : at;
      window.slide(keep);
      text = window.text;
      at -= keep;
      if (open) {
        open.start = 0;
        open.end -= keep;
      }
      lf = cr = -1;
      continue;
    }
    if (at >= text.length) break;
    let start = at;
    at = end < text.length ? end + 1 : end;
    if (end === cr && lf === at) at++;
    line++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (end === start) {
      blankLines++;
      continue;
    }
    if (text.charCodeAt(start) === 0xfeff) start++;
    const hit = dialect.tagAt(text, start, end);
    if (hit === 0) {
      let from = start;
      while (from < end && isBlank(text.charCodeAt(from))) from++;
      if (open) {
        continueValue(open, dialect, text.slice(from, end), from > start, blankLines);
        open.end = end;
      } else if (!dialect.isHeadLine(text.slice(from, Math.min(end, from + 200)))) {
        if (strays++ === 0) firstStray = line;
      }
      blankLines = 0;
      continue;
    }
    const tag = tagIn(text, start + (hit & 0xff), (hit >> 8) & 0xff);
    if (dialect.closes(tag)) {
      if (open) {
        open.end = end;
        open.closed = true;
        yield taken(open, text);
        open = null;
      }
      blankLines = 0;
      continue;
    }
    if (open && dialect.opens(tag, open, blankLines)) {
      yield taken(open, text);
      open = null;
    }
    open ??= { line, start, end, tags: [], values: [], closed: false, raw: '' };
    let from = start + (hit >> 16);
    while (from < end && isBlank(text.charCodeAt(from))) from++;
    open.tags.push(tag);
    open.values.push(text.slice(from, end));
    open.end = end;
    blankLines = 0;
  }
  if (open) yield taken(open, text);
  if (strays > 0) problems.add('text_between_records', { count: strays, line: firstStray }, firstStray);
}

/** Tags of two characters, each as one string for ever: they are compared a hundred times for each record. */
const PAIRS = new Map<number, string>();

function tagIn(text: string, at: number, length: number): string {
  if (length !== 2) return text.slice(at, at + length).toUpperCase();
  const key = (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
  let tag = PAIRS.get(key);
  if (tag === undefined) {
    tag = text.slice(at, at + 2).toUpperCase();
    if (PAIRS.size < 5_000) PAIRS.set(key, tag);
  }
  return tag;
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

function taken(open: Open, text: string): TaggedRecord {
  open.raw = text.slice(open.start, open.end);
  return open;
}

function continueValue(
  open: TaggedRecord,
  dialect: Dialect,
  text: string,
  indented: boolean,
  blankLines: number,
): void {
  const last = open.values.length - 1;
  if (last < 0) return;
  const how = dialect.joins(open.tags[last]!, indented);
  if (how === 'value') {
    open.tags.push(open.tags[last]!);
    open.values.push(text);
  } else if (open.values[last] === '') {
    open.values[last] = text;
  } else {
    open.values[last] += (how === 'line' || blankLines > 0 ? '\n' : ' ') + text;
  }
}
