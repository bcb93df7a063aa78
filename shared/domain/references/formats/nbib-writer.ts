import type { LinkKind, ReferenceLink } from '../reference';
import { Exported, inOneLine, notesOf } from '../own-notes';
import { collapse } from '../text-clean';

const EOL = '\r\n';
const WIDTH = 88;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** PubMed's tagged format, for records that have a PMID; the others cannot be told apart in it and are left out. */
export function* toNbib(references: Iterable<Exported>): Generator<string> {
  for (const exported of references) if (exported.reference.pmid !== null) yield nbibRecord(exported);
}

function nbibRecord(exported: Exported): string {
  const { reference } = exported;
  let out = '';
  const add = (tag: string, value: string | null): void => {
    if (value !== null && value !== '') out += wrapped(tag, value);
  };
  add('PMID', reference.pmid);
  add('IS', reference.issn);
  add('VI', reference.volume);
  add('IP', reference.issue);
  add(
    'DP',
    reference.date === null ? (reference.year === null ? null : String(reference.year)) : worded(reference.date),
  );
  add('TI', reference.title);
  add('PG', reference.pages);
  if (reference.doi !== null) add('LID', `${reference.doi} [doi]`);
  // one AB, as PubMed has it: of several others keep the last
  add('AB', reference.abstract);
  for (const author of reference.authors) {
    if (isGroup(author)) add('CN', author);
    else {
      add('FAU', author);
      add('AU', shortName(author));
    }
  }
  add('LA', reference.language);
  for (const kind of reference.extra.PT ?? ['Journal Article']) add('PT', kind);
  add('PB', reference.publisher);
  add('TA', reference.journal);
  add('JT', reference.journal);
  for (const keyword of reference.keywords) add('OT', keyword);
  if (haveTags(reference.links)) for (const link of reference.links) add(tagOf(link)!, link.text);
  if (reference.pmcid !== null) add('PMC', reference.pmcid);
  for (const url of reference.urls) add('URL', url);
  for (const note of ownNotes(exported)) add('GN', note);
  return `${out}${EOL}`;
}

const GROUP =
  /\b(?:and|for|of|the|group|team|network|consortium|committee|collaborat\w*|investigators|society|association|organi[sz]ation|institute|cent(?:er|re)|agency|department|ministry|university|college|council|foundation|initiative|trialists|panel|task force)\b/i;

/** Whether a name is that of a group: it has no comma, and says so or is longer than people's names are. */
const isGroup = (author: string): boolean =>
  !author.includes(',') && (GROUP.test(author) || !author.includes(' ') || author.split(' ').length > 4);

/** "Smith, John A." as MEDLINE's "Smith JA"; a name without a comma stays as it is. */
function shortName(author: string): string {
  const [family, given, suffix] = author.split(', ') as [string, string?, string?];
  const initials = (given ?? '').match(/\p{Lu}/gu)?.join('') ?? '';
  return [family, initials, suffix?.replace(/\./g, '')].filter(Boolean).join(' ');
}

/**
 * Notes, and what MEDLINE has no tag for: registry numbers, labels, another kind than the tags say and another accession
 * number than the PMID. Links have tags of their own, where it is known which way they point.
 */
function ownNotes({ reference, labels }: Exported): string[] {
  const { type, accession, pmid, extra, abstract } = reference;
  const links = haveTags(reference.links) ? [] : reference.links;
  const notes = notesOf({ reference: { ...reference, links }, labels }, { identifiers: false }).map(inOneLine);
  if (type !== 'article' || extra.PT !== undefined) notes.push(`EVENHAND-TYPE: ${type}`);
  if (accession !== pmid) notes.push(`EVENHAND-ACCESSION: ${accession ?? ''}`);
  const lines = abstract?.split('\n') ?? [];
  if (lines.length > 1) notes.push(`EVENHAND-LINES: ${lines.slice(0, -1).map(wordsIn).join(' ')}`);
  return notes;
}

const wordsIn = (line: string): number => collapse(line).split(' ').length;

/** By direction, which every tag has: links without one are written into the notes. */
const LINK_TAGS: Readonly<Record<LinkKind, Readonly<Record<'in' | 'of', string>> | null>> = {
  comment: { in: 'CIN', of: 'CON' },
  erratum: { in: 'EIN', of: 'EFR' },
  retraction: { in: 'RIN', of: 'ROF' },
  concern: { in: 'ECI', of: 'ECF' },
  update: { in: 'UIN', of: 'UOF' },
  republication: { in: 'RPI', of: 'RPF' },
  other: null,
};

const tagOf = ({ kind, direction }: ReferenceLink): string | null =>
  kind === 'other' ? 'SPIN' : direction ? (LINK_TAGS[kind]?.[direction] ?? null) : null;

/** All or none, so that they come back in their order. */
const haveTags = (links: readonly ReferenceLink[]): boolean => links.every((link) => tagOf(link) !== null);

/** `2019 Aug 31`. */
function worded(date: string): string {
  const [year, month, day] = date.split('-');
  return [year, month ? MONTHS[Number(month) - 1] : undefined, day ? String(Number(day)) : undefined]
    .filter(Boolean)
    .join(' ');
}

function wrapped(tag: string, value: string): string {
  let out = `${tag.padEnd(4)}-`;
  let length = out.length;
  for (const word of collapse(value).split(' ')) {
    if (length > 6 && length + 1 + word.length > WIDTH) {
      out += `${EOL}     `;
      length = 5;
    }
    out += ` ${word}`;
    length += 1 + word.length;
  }
  return out + EOL;
}
