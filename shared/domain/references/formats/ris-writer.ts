import { Exported, inOneLine, notesOf } from '../own-notes';
import { arePages } from '../pages';
import { ParsedReference } from '../reference';
import { collapse } from '../text-clean';
import { risType, TYPE_NAMES } from '../types';
import { RIS_DIALECT } from './ris';

const EOL = '\r\n';

/** Tags that the fields write; other formats mean other things by them. */
const FIELD_TAGS = new Set(
  'TY TI T1 BT T2 JF AU A1 PY Y1 YR DA AB N2 VL VO IS SP EP DO KW UR L1 L2 L3 L4 LK LA PB AN PMID N1 RN ER'.split(' '),
);
/**
 * What readers of RIS keep aside of these tags is a second value, or none of a field, and is so again after the field. Not of
 * dates and pages: other tools fail at a second one.
 */
const KEPT_ASIDE = new Set('N2 VL VO IS DO UR L1 L2 L3 L4 LK LA PB AN PMID T1 JF'.split(' '));

/** RIS in UTF-8 with CRLF and the tags of Zotero; further tags of the source that RIS can hold are kept. */
export function* toRis(references: Iterable<Exported>): Generator<string> {
  for (const exported of references) yield risRecord(exported);
}

function risRecord(exported: Exported): string {
  const { reference } = exported;
  let out = line('TY', typeTag(reference));
  const add = (tag: string, value: string | null): void => {
    if (value !== null && value !== '') out += line(tag, value);
  };
  add('TI', reference.title);
  for (const author of reference.authors) add('AU', author);
  add('T2', reference.journal);
  for (const part of untaggedParts(reference.abstract ?? '')) add('AB', part);
  if (reference.date !== null) add('DA', risDate(reference.date));
  if (reference.year !== null) add('PY', String(reference.year));
  add('VL', reference.volume);
  add('IS', reference.issue);
  out += pageLines(reference.pages);
  add('DO', reference.doi);
  add('SN', reference.issn);
  add('LA', reference.language);
  add('PB', reference.publisher);
  for (const keyword of reference.keywords) add('KW', keyword);
  for (const url of reference.urls) add('UR', url);
  add('AN', reference.accession);
  if (reference.type === 'registration') add('M3', 'Trial registry record');
  if (reference.type === 'preprint') add('M3', 'Preprint');
  for (const note of notesOf(exported, { identifiers: true }))
    add('N1', untaggedParts(note).length > 1 ? inOneLine(note) : note);
  if (reference.pages !== null && !arePages(reference.pages)) add('N1', `EVENHAND-PAGES: ${reference.pages}`);
  const wasRis = reference.extra.TY !== undefined;
  for (const [tag, values] of Object.entries(reference.extra)) {
    if (!/^[A-Z][A-Z0-9]$/.test(tag) || (FIELD_TAGS.has(tag) && !(wasRis && KEPT_ASIDE.has(tag)))) continue;
    for (const value of values) if (tag !== 'SN' || value !== reference.issn) add(tag, value);
  }
  return out + `ER  - ${EOL}${EOL}`;
}

/** The source's own type where it means the same as ours, so that nothing is coarsened on the way through. */
function typeTag(reference: ParsedReference): string {
  const own = reference.extra.TY?.[0];
  if (own !== undefined && /^[A-Z]{3,7}$/.test(own) && risType(own) === reference.type) return own;
  return TYPE_NAMES[reference.type].ris;
}

/** `YYYY/MM/DD/`, as the format wants it. */
function risDate(date: string): string {
  const [year, month = '', day = ''] = date.split('-');
  return `${year}/${month}/${day}/`;
}

function pageLines(pages: string | null): string {
  if (pages === null) return '';
  const range = /^([A-Za-z]{0,4}\d+)-([A-Za-z]{0,4}\d+)$/.exec(pages);
  return range ? line('SP', range[1]!) + line('EP', range[2]!) : line('SP', pages);
}

const looksTagged = (text: string): boolean => RIS_DIALECT.tagAt(text, 0, text.length) !== 0;

/** A text in pieces, each to stand behind a tag of its own: a line that reads as a tag may not go on untagged. */
function untaggedParts(text: string): string[] {
  const parts: string[] = [];
  for (const line of text.split('\n'))
    if (parts.length === 0 || looksTagged(line)) parts.push(line);
    else parts.push(`${parts.pop()}\n${line}`);
  return parts;
}

/** One tag; further lines of a value follow untagged, indented by nothing unless they would read as a tag. */
function line(tag: string, value: string): string {
  const lines = value
    .split(/\r\n?|\n/)
    .map(collapse)
    .filter((part) => part !== '');
  let out = `${tag}  - ${lines[0] ?? ''}${EOL}`;
  for (let i = 1; i < lines.length; i++) out += `${looksTagged(lines[i]!) ? '  ' : ''}${lines[i]}${EOL}`;
  return out;
}
