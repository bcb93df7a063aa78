/** An element of one record; text and elements in document order, as titles mix both. */
export interface XmlNode {
  name: string;
  /** The text between the name and the end of the start tag; read by {@link attribute}. */
  attributeText: string;
  children: XmlPart[];
}

type XmlPart = XmlNode | string;

const NONE: XmlPart[] = [];

export const emptyNode = (name: string, attributeText: string): XmlNode => ({ name, attributeText, children: NONE });

/**
 * Adds to the children of an element; text behind text makes one. A list is made for the first of them: most elements
 * hold one text, and a list that starts with it takes a fraction of the memory of an empty one that grows.
 */
export function append(node: XmlNode, part: XmlPart): void {
  const { children } = node;
  const last = children.length - 1;
  if (last < 0) node.children = [part];
  else if (typeof part === 'string' && typeof children[last] === 'string') children[last] += part;
  else children.push(part);
}

const FIVE: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five named references of XML and numeric ones; any other ampersand is a character. */
export function decodeReferences(text: string): string {
  if (text.indexOf('&') < 0) return text;
  return text.replace(/&(?:#(\d{1,9})|#[xX]([0-9a-fA-F]{1,8})|(lt|gt|amp|quot|apos));/g, (_, decimal, hex, name) => {
    if (name !== undefined) return FIVE[name as string]!;
    const point = decimal !== undefined ? Number(decimal) : parseInt(hex as string, 16);
    if (point === 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return '\ufffd';
    return String.fromCodePoint(point);
  });
}

/** The value of an attribute; empty where there is none. */
export function attribute(node: XmlNode | undefined, name: string): string {
  const text = node?.attributeText ?? '';
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (at > 0 && text.charCodeAt(at - 1) > 32) continue;
    const value = /^\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/.exec(text.slice(at + name.length));
    if (value) return decodeReferences(value[1] ?? value[2] ?? '');
  }
  return '';
}

/** The first child element of this name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  if (!node) return undefined;
  for (const part of node.children) if (typeof part !== 'string' && part.name === name) return part;
  return undefined;
}

/** All child elements, or those of one name. */
export function childrenOf(node: XmlNode | undefined, name?: string): XmlNode[] {
  const found: XmlNode[] = [];
  if (!node) return found;
  for (const part of node.children)
    if (typeof part !== 'string' && (name === undefined || part.name === name)) found.push(part);
  return found;
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
