import { SaxesParser } from 'saxes';
import { Refusal } from '../../refusal';
import { Problems } from '../problems';

/** An element of one record; text and elements in document order, as titles mix both. */
export interface XmlNode {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlNode | string)[];
}

export interface XmlRecord {
  node: XmlNode;
  raw: string;
  line: number;
}

/** Deeper than any record goes; elements below are flattened, so hostile nesting costs no stack. */
const MAX_DEPTH = 60;
/** How much is handed to the parser at a time. */
const CHUNK = 65_536;

/**
 * Walks an XML text and hands over one record element at a time; nothing else is kept. Entities are the five of XML
 * and numeric ones; a document type with declarations of its own is refused, one that only names a DTD is never
 * fetched. Errors of form are reported and reading goes on; a record that the text ends in is left out and named.
 */
export function readXmlRecords(
  text: string,
  recordNames: ReadonlySet<string>,
  problems: Problems,
  take: (record: XmlRecord) => void,
): void {
  refuseDeclarations(text);
  const ampersands = standIn(text, BARE_AMPERSAND, 0xe000);
  const brackets = standIn(ampersands.safe, BARE_BRACKET, 0xe100);
  const { safe } = brackets;
  const restore = (value: string): string => {
    const once = ampersands.stand === '' ? value : value.replaceAll(ampersands.stand, '&');
    return brackets.stand === '' ? once : once.replaceAll(brackets.stand, '<');
  };
  const parser = new SaxesParser({ position: true });
  const stack: XmlNode[] = [];
  let start = 0;
  let line = 1;
  let tooDeep = 0;
  let records = 0;
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) throw declarationsRefused();
  });
  let atEnd = false;
  parser.on('error', (error) => {
    if (atEnd) return;
    problems.add(
      'warning',
      'xml_error',
      `The XML is not well formed: ${firstLine(error.message)}.`,
      parser.line,
      records + 1,
    );
  });
  parser.on('opentag', (tag) => {
    if (stack.length === 0) {
      if (!recordNames.has(tag.name)) return;
      start = Math.max(0, text.lastIndexOf(`<${tag.name}`, parser.position - 1));
      line = parser.line;
      stack.push({ name: tag.name, attributes: tag.attributes as Record<string, string>, children: [] });
      return;
    }
    if (stack.length >= MAX_DEPTH) {
      tooDeep++;
      return;
    }
    const node: XmlNode = { name: tag.name, attributes: tag.attributes as Record<string, string>, children: [] };
    stack.at(-1)!.children.push(node);
    stack.push(node);
  });
  const addText = (value: string): void => {
    if (stack.length > 0) stack.at(-1)!.children.push(restore(value));
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => {
    if (stack.length === 0) return;
    if (tooDeep > 0) {
      tooDeep--;
      return;
    }
    // an end tag without its start is an error of form that is told already; it must not close its parent
    if (stack.at(-1)!.name !== tag.name) return;
    const node = stack.pop()!;
    if (stack.length > 0 || atEnd) return;
    records++;
    take({ node, raw: text.slice(start, parser.position), line });
  });
  for (let at = 0; at < safe.length; at += CHUNK) parser.write(safe.slice(at, at + CHUNK));
  atEnd = true;
  const inside = stack.length > 0;
  parser.close();
  if (inside)
    problems.add(
      'error',
      'record_cut',
      `The file ends inside the record that starts at line ${line}: it seems cut. That record was left out; export the file again to have it.`,
      line,
      records + 1,
    );
}

const BARE_AMPERSAND = /&(?!(?:#\d{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,30});)/;
const BARE_BRACKET = /<(?![A-Za-z_:/!?])/;

/**
 * An ampersand that starts no reference would make the parser read on to the next semicolon, through any number of
 * records; a bracket that starts no tag ("p < 0.05") would be lost. They are replaced, length for length, by a private
 * character that the text does not use, and put back later.
 */
function standIn(text: string, bare: RegExp, from: number): { safe: string; stand: string } {
  if (!bare.test(text)) return { safe: text, stand: '' };
  let point = from;
  while (point < from + 0xff && text.includes(String.fromCharCode(point))) point++;
  const stand = String.fromCharCode(point);
  return { safe: text.replace(new RegExp(bare, 'g'), stand), stand };
}

/** A look ahead of the parser: a document type with a bracket, or an entity declaration before the first record. */
function refuseDeclarations(text: string): void {
  const at = text.search(/<!DOCTYPE/i);
  if (at < 0) return;
  const rest = text.slice(at, at + 10_000);
  if (/^<!DOCTYPE[^>[]*\[/i.test(rest)) throw declarationsRefused();
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

const firstLine = (message: string): string =>
  message
    .replace(/^\d+:\d+: /, '')
    .split('\n')[0]!
    .replace(/\.$/, '');

/** The first child element of this name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((part): part is XmlNode => typeof part !== 'string' && part.name === name);
}

/** All child elements, or those of one name. */
export function childrenOf(node: XmlNode | undefined, name?: string): XmlNode[] {
  if (!node) return [];
  return node.children.filter(
    (part): part is XmlNode => typeof part !== 'string' && (name === undefined || part.name === name),
  );
}

/** All text below an element in document order, without its tags. */
export function textOf(node: XmlNode | undefined): string {
  if (!node) return '';
  let text = '';
  for (const part of node.children) text += typeof part === 'string' ? part : textOf(part);
  return text;
}

/** Text at the end of a path of element names. */
export function textAt(node: XmlNode | undefined, ...path: string[]): string {
  let at = node;
  for (const name of path) at = child(at, name);
  return textOf(at);
}
