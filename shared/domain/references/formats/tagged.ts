import { Problems } from '../problems';

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
  start: number;
  end: number;
  tags: string[];
  values: string[];
  /** Whether an end mark was seen. */
  closed: boolean;
}

/** Lone CR line ends become LF where a file mixes them with others; a file of lone CRs is read as it stands. */
export function unifyLineEnds(text: string): { text: string; eol: string } {
  const lf = text.indexOf('\n') >= 0;
  if (!lf) return { text, eol: text.indexOf('\r') >= 0 ? '\r' : '\n' };
  if (/\r(?!\n)/.test(text)) return { text: text.replace(/\r(?!\n)/g, '\n'), eol: '\n' };
  return { text, eol: '\n' };
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13 || code === 0xa0 || code === 0xfeff;

export function* readTagged(source: string, dialect: Dialect, problems: Problems): Generator<TaggedRecord> {
  const { text, eol } = unifyLineEnds(source);
  let open: TaggedRecord | null = null;
  let line = 0;
  let blankLines = 0;
  let strays = 0;
  let firstStray = 0;
  for (let at = 0; at < text.length;) {
    const found = text.indexOf(eol, at);
    const next = found < 0 ? text.length : found + 1;
    let start = at;
    let end = found < 0 ? text.length : found;
    at = next;
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
    const tagStart = start + (hit & 0xff);
    const tag = text.slice(tagStart, tagStart + ((hit >> 8) & 0xff)).toUpperCase();
    if (dialect.closes(tag)) {
      if (open) {
        open.end = end;
        open.closed = true;
        yield open;
        open = null;
      }
      blankLines = 0;
      continue;
    }
    if (dialect.opens(tag, open, blankLines)) {
      if (open) yield open;
      open = { line, start, end, tags: [], values: [], closed: false };
    } else if (!open) {
      open = { line, start, end, tags: [], values: [], closed: false };
    }
    let from = start + (hit >> 16);
    while (from < end && isBlank(text.charCodeAt(from))) from++;
    open.tags.push(tag);
    open.values.push(text.slice(from, end));
    open.end = end;
    blankLines = 0;
  }
  if (open) yield open;
  if (strays > 0)
    problems.add(
      'note',
      'text_between_records',
      `${strays} ${strays === 1 ? 'line stands' : 'lines stand'} outside any record, the first at line ${firstStray}; they belong to no record and were passed over.`,
      firstStray,
    );
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

/** The text of a record as it stood in the file. */
export function rawOf(source: string, record: TaggedRecord): string {
  return source.slice(record.start, record.end);
}

/** How often `pattern` (global, anchored at line starts) occurs: the count of records by other means than reading. */
export function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (pattern.exec(text) !== null) count++;
  return count;
}
