import { parseDate } from '../dates';
import { finishReference } from '../finish';
import { collectRegistryIds, urlsIn } from '../identifiers';
import { addExtra } from '../own-notes';
import { Problems } from '../problems';
import { emptyReference, ParsedReference } from '../reference';
import { plain, plainLines, pushNew } from '../text-clean';
import { PlainCount, tagsOf } from '../plain-count';
import { TextWindow } from '../text-window';
import { readXmlRecords, XmlRecord } from './xml';
import { XmlShape } from './xml-names';
import { childrenOf, textOf } from './xml-nodes';

const SHAPE: XmlShape = { records: new Set(['Trial']), inline: new Set() };

export const countIctrpXml = (): PlainCount => new PlainCount([tagsOf('Trial')], 'tag');

/** Trials as the WHO's registry search platform exports them. Mark-up inside the texts is HTML written as entities. */
export function* readIctrpXml(window: TextWindow, problems: Problems): Generator<ParsedReference> {
  let number = 0;
  for (const record of readXmlRecords(window, SHAPE, problems)) {
    number++;
    const reference = trial(record);
    if (reference.accession === null) problems.add('no_registry_number', {}, record.line, number);
    yield finishReference(reference, problems, record.line, number);
  }
}

/** Fields of a trial that people read as its summary, in this order. */
const SUMMARY = ['Study_design', 'Condition', 'Intervention', 'Primary_outcome'] as const;

function trial({ node, raw }: XmlRecord): ParsedReference {
  const reference = emptyReference(raw);
  reference.type = 'registration';
  const values = new Map<string, string>();
  for (const element of childrenOf(node)) {
    const value = plainLines(textOf(element));
    if (value !== '' && !values.has(element.name)) values.set(element.name, value);
  }
  const get = (name: string): string | null => values.get(name) ?? null;
  const title = get('Scientific_title') ?? get('Public_title') ?? get('Acronym');
  reference.title = title === null ? null : plain(title);
  reference.accession = get('TrialID');
  reference.journal = get('Source_Register');
  reference.publisher = get('Primary_sponsor');
  const date = parseDate(get('Date_registration3') ?? '') ?? parseDate(get('Date_registration') ?? '', 'day-first');
  if (date) {
    reference.year = date.year;
    reference.date = date.date;
  }
  for (const url of urlsIn(get('web_address') ?? '')) pushNew(reference.urls, url);
  for (const condition of (get('Condition') ?? '').split(/[;\n]/)) pushNew(reference.keywords, plain(condition));
  if (reference.accession !== null) collectRegistryIds(reference.accession, reference.registryIds);
  if (reference.registryIds.length === 0 && reference.accession !== null)
    reference.registryIds.push(reference.accession);
  collectRegistryIds(get('Secondary_ID') ?? '', reference.registryIds);
  const summary = SUMMARY.map((name) => [name.replace('_', ' '), get(name)] as const).filter(
    ([, value]) => value !== null,
  );
  reference.abstract =
    summary.length === 0 ? null : summary.map(([name, value]) => `${name}: ${plain(value!)}`).join('\n');
  for (const [name, value] of values) {
    if (name === 'TrialID' || name === 'Source_Register' || name === 'Primary_sponsor' || name === 'web_address')
      continue;
    if (plain(value) !== reference.title) addExtra(reference, name, value);
  }
  return reference;
}
