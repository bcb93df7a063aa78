import { linkWritten, writtenLink } from './link-words';
import { addAuthors } from './names';
import { expandPages } from './pages';
import { ParsedReference, REFERENCE_TYPES } from './reference';
import { collapse, plain, plainLines, pushNew } from './text-clean';

/**
 * What the exchange formats have no field for travels in notes that survive other tools, and comes back from them:
 * `EVENHAND-LABELS: screening=include; reason=wrong population`, `EVENHAND-REGISTRY: NCT01234567`,
 * `EVENHAND-LINK retraction in: Lancet. 2010;375:445`, and where a format has one line for it, how many words the lines of the
 * abstract have. PMID and PMCID are written the way Zotero writes them.
 */
export type Labels = Readonly<Record<string, readonly string[]>>;

/** One record to write, with the labels (decisions, tags) that go with it. */
export interface Exported {
  reference: ParsedReference;
  labels?: Labels;
}

/** `%`, `=`, `|`, `;` and line breaks inside names and values are percent-encoded; `&` and `<` where they look like mark-up. */
const encode = (text: string): string =>
  text.replace(plain(text) === text ? /[%=|;\r\n]/g : /[%=|;\r\n&<]/g, (c) => {
    return `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });

const decode = (text: string): string =>
  text.replace(/%(25|3D|7C|3B|0D|0A|26|3C)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** Longer than any note of ours; what is longer stays a note. */
const LONGEST_NOTE = 200_000;

export function encodeLabels(labels: Labels): string {
  return Object.entries(labels)
    .filter(([name, values]) => name !== '' && values.length > 0)
    .map(([name, values]) => `${encode(name)}=${values.map(encode).join('|')}`)
    .join('; ');
}

export function decodeLabels(text: string): Record<string, string[]> {
  const labels: Record<string, string[]> = {};
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    const name = at < 0 ? '' : collapse(decode(part.slice(0, at)));
    if (name === '') continue;
    const values = part.slice(at + 1).split('|');
    const given = values.map((value) => collapse(decode(value))).filter((value) => value !== '');
    if (given.length > 0) setOwn(labels, name, given);
  }
  return labels;
}

/** Sets a key that came out of a file; `__proto__` and its like become plain data. */
export function setOwn(target: Record<string, string[]>, key: string, values: string[]): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value: values, enumerable: true, configurable: true, writable: true });
  else target[key] = values;
}

/** Appends to a list under a key that came out of a file. */
export function addExtra(reference: ParsedReference, key: string, value: string): void {
  if (Object.hasOwn(reference.extra, key)) reference.extra[key]!.push(value);
  else setOwn(reference.extra, key, [value]);
}

const ONE_LINE = 'EVENHAND-NOTE: ';

/** A note for formats that join the lines of a value: line ends are percent-encoded where there are any. */
export const inOneLine = (note: string): string => (note.includes('\n') ? ONE_LINE + encode(note) : note);

const asWritten = (note: string): string =>
  note.startsWith(ONE_LINE) ? plainLines(decode(note.slice(ONE_LINE.length))) : note;

export interface NoteChoice {
  /** Leave out identifiers that the format has fields for. */
  identifiers: boolean;
}

/**
 * The notes of a record as they are exported: its identifiers, its own notes, then ours. Readers, other tools' too, believe
 * the first PMID they find, and a note may name that of another work.
 */
export function notesOf({ reference, labels }: Exported, choice: NoteChoice): string[] {
  const notes: string[] = [];
  if (choice.identifiers && reference.pmid) notes.push(`PMID: ${reference.pmid}`);
  if (choice.identifiers && reference.pmcid) notes.push(`PMCID: ${reference.pmcid}`);
  notes.push(...reference.notes);
  if (reference.registryIds.length > 0) notes.push(`EVENHAND-REGISTRY: ${reference.registryIds.join('; ')}`);
  for (const link of reference.links) notes.push(`EVENHAND-LINK ${writtenLink(link)}`);
  const written = encodeLabels({ ...labelsIn(reference), ...labels });
  if (written !== '') notes.push(`EVENHAND-LABELS: ${written}`);
  return notes;
}

/** Labels that an earlier import put aside in `extra`. */
export function labelsIn(reference: ParsedReference): Record<string, string[]> {
  const labels: Record<string, string[]> = {};
  for (const [key, values] of Object.entries(reference.extra))
    if (key.startsWith('label:')) setOwn(labels, key.slice(6), values);
  return labels;
}

/** Takes our own notes back into their fields, and copies other tools' decisions into labels (their notes stay). */
export function takeOwnNotes(reference: ParsedReference): void {
  if (reference.notes.length === 0) return;
  reference.notes = [...new Set(reference.notes.map(asWritten))].filter((note) => !takeNote(reference, note));
  takeLines(reference);
}

function takeNote(reference: ParsedReference, note: string): boolean {
  const first = note.charCodeAt(0);
  if (first === 80 /* P */) {
    const own = /^PMID: (\d{1,9})$/.exec(note);
    if (own && (reference.pmid === null || reference.pmid === own[1])) {
      reference.pmid = own[1]!;
      return true;
    }
    const central = /^PMCID: (PMC\d{1,9})$/.exec(note);
    if (central && (reference.pmcid === null || reference.pmcid === central[1])) {
      reference.pmcid = central[1]!;
      return true;
    }
    return false;
  }
  if (first === 69 /* E */ && note.startsWith('EVENHAND-') && note.length <= LONGEST_NOTE && takeOurs(reference, note))
    return true;
  if (note.indexOf('RAYYAN-') >= 0) takeRayyan(reference, note);
  return false;
}

function takeOurs(reference: ParsedReference, note: string): boolean {
  if (note.startsWith('EVENHAND-LABELS: ')) {
    for (const [name, values] of Object.entries(decodeLabels(note.slice(17))))
      setOwn(reference.extra, `label:${name}`, values);
    return true;
  }
  if (note.startsWith('EVENHAND-REGISTRY: ')) {
    for (const id of note.slice(19).split('; ')) pushNew(reference.registryIds, id);
    return true;
  }
  if (note.startsWith('EVENHAND-ACCESSION:')) {
    reference.accession = note.slice(19).trim() || null;
    return true;
  }
  if (note.startsWith('EVENHAND-PAGES: ')) {
    reference.pages = expandPages(note.slice(16));
    return true;
  }
  if (note.startsWith('EVENHAND-AUTHORS: ')) {
    reference.authors = [];
    addAuthors(reference.authors, note.slice(18));
    return true;
  }
  const type = note.startsWith('EVENHAND-TYPE: ') ? REFERENCE_TYPES.find((one) => one === note.slice(15)) : undefined;
  if (type) {
    reference.type = type;
    return true;
  }
  const link = note.startsWith('EVENHAND-LINK ') ? linkWritten(note.slice(14)) : null;
  if (!link) return false;
  reference.links.push({ ...link, text: collapse(link.text) });
  return true;
}

const LINES = /^EVENHAND-LINES: ([\d ]+)$/;

/** Breaks the abstract where the first such note says, after so many words each. */
function takeLines(reference: ParsedReference): void {
  const note = reference.notes.find((one) => LINES.test(one));
  if (note === undefined || reference.abstract === null) return;
  reference.notes = reference.notes.filter((one) => one !== note);
  const words = reference.abstract.split(' ');
  const lines: string[] = [];
  let from = 0;
  for (const count of LINES.exec(note)![1]!.split(' ')) {
    lines.push(words.slice(from, from + Number(count)).join(' '));
    from += Number(count);
  }
  reference.abstract = [...lines, words.slice(from).join(' ')].filter((line) => line !== '').join('\n');
}

/** `RAYYAN-INCLUSION: {"Ann"=>"Included"} | RAYYAN-LABELS: a,b | RAYYAN-EXCLUSION-REASONS: wrong outcome`. */
function takeRayyan(reference: ParsedReference, note: string): void {
  // a bar parts them, and may stand in somebody's name too
  for (const part of note.split(/\n|\|\s{0,9}(?=RAYYAN-|USER-NOTES)/)) {
    const found = /RAYYAN-(INCLUSION|LABELS|EXCLUSION-REASONS):(.*)/.exec(part);
    if (!found) continue;
    const text = found[2]!.trim();
    if (text === '') continue;
    const values =
      found[1] === 'INCLUSION'
        ? [...text.matchAll(/"([^"]*)"\s*=>\s*"([^"]*)"/g)].map((pair) => `${pair[1]}: ${pair[2]}`)
        : text.split(',').map((value) => value.trim());
    setOwn(
      reference.extra,
      `label:rayyan-${found[1]!.toLowerCase()}`,
      values.filter((value) => value !== ''),
    );
  }
}
