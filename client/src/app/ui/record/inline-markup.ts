export type InlineStyle = 'i' | 'b' | 'sub' | 'sup';

export interface Run {
  text: string;
  style: InlineStyle | null;
}

const STYLES: Readonly<Record<string, InlineStyle>> = {
  i: 'i',
  em: 'i',
  italic: 'i',
  b: 'b',
  strong: 'b',
  bold: 'b',
  sub: 'sub',
  inf: 'sub',
  sup: 'sup',
};
const TAG = /<(\/?)(?:jats:)?([a-z]+)\s*>/gi;
const ENTITY = /&(amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/**
 * Titles and abstracts as databases export them: italics, bold, subscripts and superscripts become runs, every other
 * sign stays the text it is. Nothing here is ever handed to the browser as HTML.
 */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  const open: InlineStyle[] = [];
  const push = (words: string): void => {
    if (words) runs.push({ text: decoded(words), style: open.at(-1) ?? null });
  };
  let from = 0;
  for (const tag of text.matchAll(TAG)) {
    const style = STYLES[(tag[2] ?? '').toLowerCase()];
    if (!style) continue;
    const isClosing = tag[1] === '/';
    // A closing tag that closes nothing is text.
    if (isClosing && !open.includes(style)) continue;
    push(text.slice(from, tag.index));
    from = tag.index + tag[0].length;
    if (isClosing) open.splice(open.lastIndexOf(style), 1);
    else open.push(style);
  }
  push(text.slice(from));
  return runs;
}

function decoded(text: string): string {
  return text.replace(ENTITY, (whole: string, name: string) => {
    const named = NAMED[name.toLowerCase()];
    if (named !== undefined) return named;
    if (!name.startsWith('#')) return whole;
    const isHex = name[1]?.toLowerCase() === 'x';
    const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
    return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

export interface Paragraph {
  /** "Methods", where a structured abstract names its parts; empty otherwise. */
  label: string;
  text: string;
}

const LABELS =
  'background|introduction|context|rationale|importance|objectives?|aims?|purpose|question|design|setting|settings|participants|population|patients|' +
  'interventions?|exposures?|comparators?|data sources?|study selection|data extraction|data synthesis|methods?|materials and methods|methodology|' +
  'main outcomes? measures?|main outcomes and measures|outcomes?|outcome measures?|results?|findings|main results|conclusions?|interpretation|' +
  'discussion|implications|limitations|relevance|significance|funding|registration|trial registration|systematic review registration';
/** A label stands at the start, or after the end of a sentence, and is followed by a colon. */
const LABEL = new RegExp(
  String.raw`(?:^|(?<=[.!?)\]]\s{1,3})|(?<=\n\s*))((?:${LABELS})(?:(?:/| and | & )(?:${LABELS}))?)\s?:\s+`,
  'gi',
);

/** The paragraphs of an abstract: as written, and at the labels of a structured abstract that came as one block. */
export function paragraphsOf(abstract: string): Paragraph[] {
  return abstract
    .split(/\r?\n+/)
    .flatMap((block) => labelled(block.trim()))
    .filter(({ label, text }) => label || text);
}

function labelled(block: string): Paragraph[] {
  const labels = [...block.matchAll(LABEL)];
  const head = block.slice(0, labels[0]?.index ?? block.length).trim();
  const parts = labels.map((found, i) => ({
    label: sentenceCase(found[1] ?? ''),
    text: block.slice(found.index + found[0].length, labels[i + 1]?.index ?? block.length).trim(),
  }));
  return head ? [{ label: '', text: head }, ...parts] : parts;
}

function sentenceCase(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1).toLowerCase();
}
