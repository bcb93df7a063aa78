import { Refusal } from '../../refusal';
import type { ProblemParams, Wording } from '../problem-sentences';
import { Problems } from '../problems';
import { refuseEndless } from '../record-limit';
import { TextWindow } from '../text-window';
import { Names, XmlShape } from './xml-names';
import { decodeReferences, XmlNode } from './xml-nodes';

export interface XmlRecord {
  node: XmlNode;
  raw: string;
  line: number;
}

/** Deeper than any record goes; elements below are flattened, so hostile nesting costs no stack. */
const MAX_DEPTH = 60;
/** Longer than any start tag; a bracket without its end further on is a character. */
const MAX_TAG = 20_000;

/**
 * Walks an XML text and hands over one record element at a time; nothing else is kept.
 *
 * It is a scanner of its own, not a conforming parser. Exports of 100 MB are ordinary and come broken: bare ampersands,
 * "p < 0.05", tags that do not match, the end cut off. A conforming parser stops there or needs the text repaired first,
 * and takes five times as long. What a parser does beyond this is what a reader of untrusted files must not do: entities
 * are the five of XML and numeric ones, nothing is ever resolved, and a document type with declarations is refused.
 * Errors of form are reported and reading goes on; a record that the text ends in is left out and named.
 */
export function* readXmlRecords(window: TextWindow, shape: XmlShape, problems: Problems): Generator<XmlRecord> {
  const walk = new Walk(window, shape, problems);
  for (let record = walk.next(); record !== null; record = walk.next()) yield record;
}

class Walk {
  private text: string;
  private at = 0;
  private readonly stack: XmlNode[] = [];
  /** Elements open below the deepest that is kept. */
  private tooDeep = 0;
  /** Elements of the open record so far. */
  private parts = 0;
  private start = 0;
  private records = 0;
  private line = 1;
  private lineAt = 0;
  private recordLine = 1;
  private readonly ready: XmlRecord[] = [];
  private readonly names: Names;
  /** Marks that the rest of the text does not hold; a million starts of comments must not each look for an end. */
  private readonly absent = new Set<string>();

  constructor(
    private readonly window: TextWindow,
    private readonly shape: XmlShape,
    private readonly problems: Problems,
  ) {
    this.text = window.text;
    this.names = new Names(shape);
  }

  next(): XmlRecord | null {
    while (this.ready.length === 0) {
      const open = this.find('<', this.at);
      if (open < 0) {
        this.end();
        break;
      }
      if (this.stack.length > 0 && open > this.at) this.addText(this.text.slice(this.at, open));
      this.at = open;
      if (!this.markup()) {
        if (this.stack.length > 0) this.addText('<');
        this.at++;
      }
    }
    return this.ready.shift() ?? null;
  }

  /** Position of `mark`, for which the window slides on as far as it must; -1 where the text has none any more. */
  private find(mark: string, from: number, within = Infinity): number {
    if (this.absent.has(mark)) return -1;
    let searched = from;
    for (;;) {
      const found = this.text.indexOf(mark, searched);
      if (found >= 0) return found - from > within ? -1 : found;
      searched = Math.max(from, this.text.length - mark.length + 1);
      if (this.window.ended) this.absent.add(mark);
      if (searched - from > within || this.window.ended) return -1;
      const kept = this.slide();
      from -= kept;
      searched -= kept;
    }
  }

  /** Slides on until so many characters stand after the position, or the text ends. */
  private need(characters: number): void {
    while (this.text.length - this.at < characters && !this.window.ended) this.slide();
  }

  /** Lets the window slide under the open record. Positions held by callers shrink by the answer. */
  private slide(): number {
    const keep = this.stack.length > 0 ? this.start : this.at;
    this.countLines(keep);
    this.window.slide(keep);
    this.text = this.window.text;
    this.at -= keep;
    this.lineAt -= keep;
    this.start -= keep;
    return keep;
  }

  /** Reads the tag, comment or section at the bracket; false where the bracket starts none. */
  private markup(): boolean {
    this.need(2);
    const code = this.text.charCodeAt(this.at + 1);
    if (code === 47) return this.closeTag();
    if (code === 33) return this.declaration();
    if (code === 63) return this.skipTo('?>');
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 58) return this.openTag();
    return false;
  }

  private skipTo(mark: string): boolean {
    const end = this.find(mark, this.at + 2);
    if (end < 0) return false;
    this.at = this.text.indexOf(mark, this.at + 2) + mark.length;
    return true;
  }

  private declaration(): boolean {
    this.need(2_000);
    const head = this.text.slice(this.at, this.at + 2_000);
    if (head.startsWith('<!--')) return this.skipTo('-->');
    if (head.startsWith('<![CDATA[')) {
      if (this.find(']]>', this.at) < 0) return false;
      const end = this.text.indexOf(']]>', this.at);
      if (this.stack.length > 0) this.addPlain(this.text.slice(this.at + 9, end));
      this.at = end + 3;
      return true;
    }
    if (/^<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(head) || /^<!DOCTYPE[^>[]*\[/i.test(head))
      throw declarationsRefused();
    return /^<!DOCTYPE/i.test(head) && this.skipTo('>');
  }

  private closeTag(): boolean {
    if (this.find('>', this.at, MAX_TAG) < 0) return false;
    const end = this.text.indexOf('>', this.at);
    const from = this.at + 2;
    const top = this.stack.at(-1);
    this.at = end + 1;
    if (!top) return true;
    if (this.tooDeep === 0 && end === from + top.name.length && this.text.startsWith(top.name, from)) {
      this.pop();
      return true;
    }
    const name = this.text.slice(from, end).trim();
    if (this.shape.inline.has(name)) return true;
    if (this.tooDeep > 0) this.tooDeep--;
    else this.closeTo(name);
    return true;
  }

  /** Closes the innermost open element of this name; an end tag without a start is told and closes nothing. */
  private closeTo(name: string): void {
    let depth = this.stack.length - 1;
    while (depth >= 0 && this.stack[depth]!.name !== name) depth--;
    if (depth < this.stack.length - 1) this.misformed('xml_error.end_tag', { name });
    if (depth < 0) return;
    while (this.stack.length > depth) this.pop();
  }

  private pop(): void {
    const node = this.stack.pop()!;
    if (this.stack.length > 0) return;
    this.tooDeep = 0;
    this.parts = 0;
    this.records++;
    this.ready.push({ node, raw: this.text.slice(this.start, this.at), line: this.recordLine });
  }

  private openTag(): boolean {
    const end = this.tagEnd();
    if (end < 0) return false;
    const { text } = this;
    const from = this.at + 1;
    let nameEnd = from;
    for (let code = text.charCodeAt(nameEnd); code > 32 && code !== 47 && nameEnd < end;)
      code = text.charCodeAt(++nameEnd);
    const empty = text.charCodeAt(end - 1) === 47;
    const { name, isRecord, isInline, isSkipped } = this.names.of(text, from, nameEnd);
    const start = this.at;
    if (isRecord && this.stack.length > 0) this.closeUnfinished();
    this.at = end + 1;
    if (this.stack.length === 0 && !isRecord) return true;
    if (isInline) return true;
    if (isSkipped) return empty || this.skipElement(name);
    if (this.stack.length >= MAX_DEPTH) {
      if (!empty) this.tooDeep++;
      return true;
    }
    const node: XmlNode = { name, attributeText: nameEnd < end ? text.slice(nameEnd, end) : '', children: [] };
    if (this.stack.length === 0) {
      this.start = start;
      this.countLines(start);
      this.recordLine = this.line;
    } else {
      this.stack.at(-1)!.children.push(node);
      refuseEndless(++this.parts, this.recordLine);
    }
    this.stack.push(node);
    if (empty) this.pop();
    return true;
  }

  /** On behind the end tag of an element, which may hold others of its name. */
  private skipElement(name: string): boolean {
    for (let depth = 1; depth > 0;) {
      if (this.find(`</${name}`, this.at) < 0) return true;
      const close = this.text.indexOf(`</${name}`, this.at);
      depth += this.text.slice(this.at, close).split(`<${name}`).length - 2;
      this.at = close + name.length + 3;
    }
    return true;
  }

  /** The end of the start tag at hand: the first `>` outside quotes, before any further bracket. */
  private tagEnd(): number {
    const first = this.find('>', this.at, MAX_TAG);
    if (first < 0) return -1;
    const { text } = this;
    let quote = 0;
    let at = this.at + 1;
    for (; at < first; at++) {
      const code = text.charCodeAt(at);
      if (code === 60) break;
      if (code === 34 || code === 39) quote = quote === 0 ? code : quote === code ? 0 : quote;
    }
    return at === first && quote === 0 ? first : this.oddTagEnd(first);
  }

  /** The end of a tag that holds brackets between quotation marks, or a mark that is never closed. */
  private oddTagEnd(first: number): number {
    let quote = 0;
    for (let at = this.at + 1; ; at++) {
      if (at >= this.text.length) {
        if (this.find('>', at, MAX_TAG) < 0) break;
        return this.tagEnd();
      }
      const code = this.text.charCodeAt(at);
      if (quote !== 0) {
        if (code === quote) quote = 0;
        else if (code === 60 || at - this.at > MAX_TAG) break;
      } else if (code === 62) return at;
      else if (code === 34 || code === 39) quote = code;
      else if (code === 60) return -1;
    }
    this.misformed('xml_error.quotation');
    return first;
  }

  /** A record starts inside another: the end tag of the other is missing. */
  private closeUnfinished(): void {
    this.misformed('xml_error.unfinished');
    while (this.stack.length > 0) this.pop();
  }

  private addText(value: string): void {
    this.addPlain(value.indexOf('&') < 0 ? value : decodeReferences(value));
  }

  private addPlain(value: string): void {
    const { children } = this.stack.at(-1)!;
    const last = children.length - 1;
    const before = children[last];
    if (typeof before === 'string') children[last] = before + value;
    else children.push(value);
  }

  private misformed(wording: Wording, params: ProblemParams = {}): void {
    this.countLines(this.at);
    const number = this.records + 1;
    this.problems.add(wording, params, this.line, number);
  }

  private countLines(upTo: number): void {
    const { text } = this;
    for (let at = text.indexOf('\n', this.lineAt); at >= 0 && at < upTo; at = text.indexOf('\n', at + 1)) this.line++;
    this.lineAt = Math.max(this.lineAt, upTo);
  }

  private end(): void {
    this.at = this.text.length;
    if (this.stack.length === 0) return;
    this.stack.length = 0;
    this.problems.add('record_cut.left_out', { line: this.recordLine }, this.recordLine, this.records + 1);
  }
}

function declarationsRefused(): Refusal {
  return new Refusal(
    'xml_with_declarations',
    'The file declares its own XML entities or elements inside its document type, which is not read for safety. ' +
      'Export it again from the database or reference manager, or remove the declarations.',
    415,
    { reason: 'doctype' },
  );
}
