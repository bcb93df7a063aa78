import { Exported, notesOf } from '../own-notes';
import { ParsedReference } from '../reference';
import { collapse } from '../text-clean';
import { risType, TYPE_NAMES } from '../types';
import { RIS_DIALECT } from './ris';

const EOL = '\r\n';

/** Tags that the fields write; a value kept under one of them in `extra` would be taken for the field on reading. */
const FIELD_TAGS = new Set(
  'TY TI T1 BT T2 JF AU A1 PY Y1 YR DA AB N2 VL VO IS SP EP DO KW UR L1 L2 L3 L4 LK LA PB AN PMID N1 RN ER'.split(' '),
);

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
  add('AB', reference.abstract);
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
  for (const note of notesOf(exported, { identifiers: true })) add('N1', note);
  for (const [tag, values] of Object.entries(reference.extra)) {
    if (!/^[A-Z][A-Z0-9]$/.test(tag) || FIELD_TAGS.has(tag)) continue;
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

/** One tag; further lines of a value follow untagged, indented by nothing unless they would read as a tag. */
function line(tag: string, value: string): string {
  const lines = value
    .split(/\r\n?|\n/)
    .map(collapse)
    .filter((part) => part !== '');
  let out = `${tag}  - ${lines[0] ?? ''}${EOL}`;
  for (let i = 1; i < lines.length; i++)
    out += `${RIS_DIALECT.tagAt(lines[i]!, 0, lines[i]!.length) !== 0 ? '  ' : ''}${lines[i]}${EOL}`;
  return out;
}
