import { encodeLabels, Exported, labelsIn, notesOf } from '../own-notes';
import { TYPE_NAMES } from '../types';

/** CSL-JSON, one array. Lists that CSL writes as one text are kept whole under `custom`, which processors ignore. */
export function* toCslJson(references: Iterable<Exported>): Generator<string> {
  let before = '[\n';
  let number = 0;
  const taken = new Set<string>();
  for (const exported of references) {
    yield before + JSON.stringify(cslItem(exported, freeId(exported.reference.accession, ++number, taken)));
    before = ',\n';
  }
  yield number === 0 ? '[]\n' : '\n]\n';
}

/** The accession number where no item before has it, for processors keep one item of an id: copies share theirs. */
function freeId(accession: string | null, number: number, taken: Set<string>): string {
  let id = accession ?? `record-${number}`;
  if (taken.has(id)) id = `${id}-${number}`;
  while (taken.has(id)) id += '-';
  taken.add(id);
  return id;
}

function cslItem(exported: Exported, id: string): Record<string, unknown> {
  const { reference, labels } = exported;
  const item: Record<string, unknown> = {
    id,
    type: TYPE_NAMES[reference.type].csl,
  };
  const put = (name: string, value: unknown): void => {
    if (value !== null && value !== '' && value !== undefined) item[name] = value;
  };
  put('title', reference.title);
  if (reference.authors.length > 0) put('author', reference.authors.map(cslName));
  if (reference.date !== null) put('issued', { 'date-parts': [reference.date.split('-').map(Number)] });
  put('container-title', reference.journal);
  put('volume', reference.volume);
  put('issue', reference.issue);
  put('page', reference.pages);
  put('abstract', reference.abstract);
  put('DOI', reference.doi);
  put('PMID', reference.pmid);
  put('PMCID', reference.pmcid);
  put('ISSN', reference.issn);
  put('URL', reference.urls[0]);
  put('language', reference.language);
  put('publisher', reference.publisher);
  put('keyword', reference.keywords.join('; '));
  put('note', notesOf({ reference: { ...reference, extra: {} } }, { identifiers: false }).join('\n\n'));
  if (reference.type === 'registration') put('genre', 'Trial registration');
  const written = encodeLabels({ ...labelsIn(reference), ...labels });
  item.custom = {
    accession: reference.accession,
    keywords: reference.keywords,
    urls: reference.urls,
    ...(written === '' ? {} : { labels: written }),
  };
  return item;
}

function cslName(author: string): Record<string, string> {
  const [family, given, ...suffix] = author.split(', ') as [string, string?, ...string[]];
  if (given === undefined) return { literal: family };
  return suffix.length === 0 ? { family, given } : { family, given, suffix: suffix.join(', ') };
}
