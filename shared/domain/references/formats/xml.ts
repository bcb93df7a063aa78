import { Refusal } from '../../refusal';
import type { ProblemParams, Wording } from '../problem-sentences';
import { Problems } from '../problems';
import { refuseEndless } from '../record-limit';
import { TextWindow } from '../text-window';
import { MAX_TAG, XmlCursor } from './xml-cursor';
import { ElementName, Names, XmlShape } from './xml-names';
import { append, decodeReferences, emptyNode, XmlNode } from './xml-nodes';

export interface XmlRecord {
  node: XmlNode;
  raw: string;
  line: number;
}

/** Deeper than any record goes; elements below are flattened, so hostile nesting costs no stack. */
const MAX_DEPTH = 60;

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
  const walk = new Walk(new XmlCursor(window), shape, problems);
  for (let record = walk.next(); record !== null; record = walk.next()) yield record;
}

class Walk {
  private readonly stack: XmlNode[] = [];
  /** Elements open below the deepest that is kept. */
  private tooDeep = 0;
  /** Elements of the open record so far. */
  private parts = 0;
  private records = 0;
  private recordLine = 1;
  private readonly ready: XmlRecord[] = [];
  private readonly names: Names;

  constructor(
    private readonly cursor: XmlCursor,
    private readonly shape: XmlShape,
    private readonly problems: Problems,
  ) {
    this.names = new Names(shape);
  }

  next(): XmlRecord | null {
    const { cursor } = this;
    while (this.ready.length === 0) {
      const open = cursor.nextTag();
      if (open < 0) {
        this.end();
        break;
      }
      if (this.stack.length > 0 && open > cursor.at) this.addText(decodeReferences(cursor.text.slice(cursor.at, open)));
      cursor.at = open;
      if (!this.markup()) {
        if (this.stack.length > 0) this.addText('<');
        cursor.at++;
      }
    }
    return this.ready.shift() ?? null;
  }

  /** Reads the tag, comment or section at the bracket; false where the bracket starts none. */
  private markup(): boolean {
    const code = this.cursor.codeBehind(1);
    if (code === 47) return this.closeTag();
    if (code === 33) return this.declaration();
    if (code === 63) return this.skipTo('?>');
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 58) return this.openTag();
    return false;
  }

  private skipTo(mark: string): boolean {
    const end = this.cursor.find(mark, 2);
    if (end < 0) return false;
    this.cursor.at = end + mark.length;
    return true;
  }

  private declaration(): boolean {
    const { cursor } = this;
    cursor.need(10);
    const head = cursor.text.slice(cursor.at, cursor.at + 10);
    if (head.startsWith('<!--')) return this.skipTo('-->');
    if (head.startsWith('<![CDATA[')) return this.section();
    if (/^<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(head)) throw declarationsRefused();
    if (!/^<!DOCTYPE/i.test(head)) return false;
    if (cursor.hasDeclarations()) throw declarationsRefused();
    return this.skipTo('>');
  }

  private section(): boolean {
    const { cursor } = this;
    const end = cursor.find(']]>');
    if (end < 0) return false;
    if (this.stack.length > 0) this.addText(cursor.text.slice(cursor.at + 9, end));
    cursor.at = end + 3;
    return true;
  }

  private closeTag(): boolean {
    const { cursor } = this;
    const end = cursor.tagClose();
    if (end < 0) return false;
    const written = cursor.text.slice(cursor.at + 2, end);
    cursor.at = end + 1;
    const top = this.stack.at(-1);
    if (!top) return true;
    if (written === top.name && this.tooDeep === 0) this.pop();
    else if (!this.names.of(written).isInline) this.closeOther(written.trim());
    return true;
  }

  private closeOther(name: string): void {
    if (this.shape.inline.has(name)) return;
    if (this.tooDeep > 0) this.tooDeep--;
    else this.closeTo(name);
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
    const { cursor } = this;
    this.tooDeep = 0;
    this.parts = 0;
    this.records++;
    this.ready.push({ node, raw: cursor.text.slice(cursor.recordStart!, cursor.at), line: this.recordLine });
    cursor.recordStart = null;
  }

  /** Most start tags are a bare name, or to the letter the first one of their name: their end needs no looking for. */
  private openTag(): boolean {
    const { text, at } = this.cursor;
    const nameEnd = endOfName(text, at + 1);
    const known = this.names.of(text.slice(at + 1, nameEnd));
    if (text.charCodeAt(nameEnd) === 62 && nameEnd - at <= MAX_TAG) {
      this.openElement(known, '', nameEnd);
      return true;
    }
    const { tag } = known;
    if (tag === null || text.slice(at, at + tag.text.length) !== tag.text) return this.otherTag();
    this.openElement(known, tag.attributeText, at + tag.text.length - 1);
    return true;
  }

  private otherTag(): boolean {
    const { cursor } = this;
    const close = cursor.tagClose();
    if (close < 0) return false;
    const isWhole = WHOLE_TAG.test(cursor.text.slice(cursor.at, close + 1));
    const end = isWhole ? close : this.oddTagEnd(close);
    if (end < 0) return false;
    const text = cursor.text.slice(cursor.at, end + 1);
    const name = /^<([^\0- /]*)/.exec(text.slice(0, -1))![1]!;
    const known = this.names.of(name);
    const attributeText = text.slice(name.length + 1, -1);
    if (isWhole) this.names.learn(known, { text, attributeText });
    this.openElement(known, attributeText, end);
    return true;
  }

  /** The end of a tag that holds brackets between quotation marks, or a mark that is never closed. */
  private oddTagEnd(first: number): number {
    const { cursor } = this;
    const length = first - cursor.at;
    let quote = 0;
    for (let behind = 1; ; behind++) {
      const code = cursor.codeBehind(behind);
      if (Number.isNaN(code)) break;
      if (quote !== 0) {
        if (code === quote) quote = 0;
        else if (code === 60 || behind > MAX_TAG) break;
      } else if (code === 62) return cursor.at + behind;
      else if (code === 34 || code === 39) quote = code;
      else if (code === 60) return -1;
    }
    this.misformed('xml_error.quotation');
    return cursor.at + length;
  }

  private openElement(known: ElementName, attributeText: string, end: number): void {
    const { cursor } = this;
    const { name, isRecord } = known;
    if (isRecord && this.stack.length > 0) this.closeUnfinished();
    const start = cursor.at;
    cursor.at = end + 1;
    if (known.isInline || (this.stack.length === 0 && !isRecord)) return;
    const isEmpty = cursor.text.charCodeAt(end - 1) === 47;
    if (known.isSkipped) {
      if (!isEmpty) this.skipElement(name);
      return;
    }
    if (this.stack.length >= MAX_DEPTH) {
      if (!isEmpty) this.tooDeep++;
      return;
    }
    const node = emptyNode(name, attributeText);
    if (this.stack.length === 0) {
      cursor.recordStart = start;
      this.recordLine = cursor.lineOf(start);
    } else {
      append(this.stack.at(-1)!, node);
      refuseEndless(++this.parts, this.recordLine);
    }
    this.stack.push(node);
    if (isEmpty) this.pop();
  }

  /** On behind the end tag of an element, which may hold others of its name. */
  private skipElement(name: string): void {
    const { cursor } = this;
    for (let depth = 1; depth > 0;) {
      const close = cursor.find(`</${name}`);
      if (close < 0) return;
      depth += cursor.text.slice(cursor.at, close).split(`<${name}`).length - 2;
      cursor.at = close + name.length + 3;
    }
  }

  /** A record starts inside another: the end tag of the other is missing. */
  private closeUnfinished(): void {
    this.misformed('xml_error.unfinished');
    while (this.stack.length > 0) this.pop();
  }

  private addText(value: string): void {
    append(this.stack.at(-1)!, value);
  }

  private misformed(wording: Wording, params: ProblemParams = {}): void {
    this.problems.add(wording, params, this.cursor.lineOf(this.cursor.at), this.records + 1);
  }

  private end(): void {
    if (this.stack.length === 0) return;
    this.stack.length = 0;
    this.problems.add('record_cut.left_out', { line: this.recordLine }, this.recordLine, this.records + 1);
  }
}

/** A start tag that is one whatever follows: its quotation marks are closed, and hold no brackets. */
const WHOLE_TAG = /^<[^<>"']*(?:"[^<>"]*"[^<>"']*|'[^<>']*'[^<>"']*)*>$/;

/** Names end at a blank, a slash or a bracket; here also at marks that make a tag odd, and at the end of the text (NaN). */
function endOfName(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (!(code > 62 || (code > 39 && code !== 47 && code !== 60 && code !== 62))) return at;
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
