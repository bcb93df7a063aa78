import { Exported, notesOf } from '../own-notes';
import { TYPE_NAMES } from '../types';
import { textToLatex } from './latex';

/**
 * BibLaTeX-flavoured BibTeX in UTF-8. Keys are family name, year and first title word, with a letter where two records
 * would get the same one; the same records in the same order always get the same keys.
 */
export function* toBibtex(references: Iterable<Exported>): Generator<string> {
  const taken = new Map<string, number>();
  for (const exported of references) yield bibEntry(exported, freeKey(keyOf(exported), taken));
}

function keyOf({ reference }: Exported): string {
  const plain = (text: string): string => text.normalize('NFD').replace(/[^A-Za-z0-9]/g, '');
  const family = plain((reference.authors[0] ?? '').split(',')[0]!).slice(0, 30);
  const word =
    reference.title
      ?.split(/\s+/)
      .map(plain)
      .find((part) => part.length > 3) ?? '';
  return `${family || 'Anonymous'}${reference.year ?? ''}${word.slice(0, 20).toLowerCase()}`;
}

/** smith2019trial, smith2019triala, smith2019trialb, ... */
function freeKey(key: string, taken: Map<string, number>): string {
  const lower = key.toLowerCase();
  const before = taken.get(lower) ?? 0;
  taken.set(lower, before + 1);
  if (before === 0) return key;
  let suffix = '';
  for (let n = before; n > 0; n = Math.floor((n - 1) / 26)) suffix = String.fromCharCode(97 + ((n - 1) % 26)) + suffix;
  return freeKey(`${key}-${suffix}`, taken);
}

function bibEntry(exported: Exported, key: string): string {
  const { reference } = exported;
  const names = TYPE_NAMES[reference.type];
  let out = `@${names.bibtex}{${key},\n`;
  const add = (name: string, value: string | null): void => {
    if (value !== null && value !== '') out += `  ${name} = {${value}},\n`;
  };
  const text = (value: string | null): string | null => (value === null ? null : textToLatex(value));
  add('title', text(reference.title));
  add('author', reference.authors.map(bibAuthor).join(' and '));
  add(reference.type === 'article' || reference.type === 'preprint' ? 'journal' : 'booktitle', text(reference.journal));
  add('year', reference.year === null ? null : String(reference.year));
  if (reference.date !== null && reference.date.length > 4) add('date', reference.date);
  add('volume', text(reference.volume));
  add('number', text(reference.issue));
  add(
    'pages',
    reference.pages === null ? null : textToLatex(reference.pages).replace(/(\d)-(?=[A-Za-z]{0,4}\d)/, '$1--'),
  );
  // an empty line is a new paragraph; a single line end would be read as a blank
  add('abstract', reference.abstract === null ? null : paragraphs(reference.abstract.split('\n')));
  add('doi', reference.doi === null ? null : verbatim(reference.doi));
  add('pmid', reference.pmid);
  add('pmcid', reference.pmcid);
  add('issn', reference.issn);
  add('language', text(reference.language));
  add('publisher', text(reference.publisher));
  add('keywords', reference.keywords.map(textToLatex).join('; ') + (reference.keywords.length === 1 ? ';' : ''));
  add('url', reference.urls.map(verbatim).join(' '));
  // an empty one says that there is none, where readers of ours would take the key for it
  out += `  accession = {${text(reference.accession) ?? ''}},\n`;
  if (names.bibtex === 'misc' || reference.type === 'preprint') add('entrysubtype', reference.type);
  const notes = notesOf(exported, { identifiers: false });
  add('note', paragraphs(notes));
  return `${out}}\n\n`;
}

/** BibLaTeX takes addresses and DOIs as they stand: an escaped `_` would lead nowhere. Only braces and backslashes cannot stand. */
const verbatim = (address: string): string => (/[\\{}]/.test(address) ? textToLatex(address) : address);

/** Parted by empty lines, with line ends inside them as commands; an `@` at the start of a line would look like the next entry to tolerant readers. */
function paragraphs(texts: readonly string[]): string {
  return texts
    .map((text) => text.split('\n').map(textToLatex).join('\\newline{}\n').replace(/^@/gm, '{}@'))
    .join('\n\n');
}

/** "Family, Given, Suffix" in BibTeX's order; what has no comma, or too many, is a whole name and is braced. */
function bibAuthor(author: string): string {
  const parts = author
    .split(', ')
    .map((part) => (/(?:^|\s)and(?:\s|$)/i.test(part) ? `{${textToLatex(part)}}` : textToLatex(part)));
  const [family, given, suffix, ...more] = parts as [string, string?, string?, ...string[]];
  if (given === undefined || more.length > 0) return `{${textToLatex(author)}}`;
  return suffix === undefined ? `${family}, ${given}` : `${family}, ${suffix}, ${given}`;
}
