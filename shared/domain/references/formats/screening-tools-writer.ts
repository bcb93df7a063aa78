import { Exported, notesOf } from '../own-notes';
import { csvRow } from './table-writer';

/**
 * CSV as Rayyan and Covidence write it, for taking records there or back. They know fewer fields than we do: registry
 * numbers, links and labels travel in the notes, as in every exchange format; what else they have no column for (type,
 * ISSN, accession number and the like) is left out, as {@link toCsv} says it all.
 */
const RAYYAN_COLUMNS = [
  'key',
  'title',
  'year',
  'month',
  'day',
  'journal',
  'issn',
  'volume',
  'issue',
  'pages',
  'authors',
  'url',
  'language',
  'publisher',
  'location',
  'abstract',
  'notes',
  'doi',
  'keywords',
  'pubmed_id',
  'pmc_id',
];

export function* toRayyanCsv(references: Iterable<Exported>): Generator<string> {
  yield `\ufeff${csvRow(RAYYAN_COLUMNS)}`;
  for (const exported of references) {
    const { reference } = exported;
    const [, month = '', day = ''] = reference.date?.split('-') ?? [];
    yield csvRow([
      reference.accession,
      reference.title,
      reference.year,
      month,
      day,
      reference.journal,
      reference.issn,
      reference.volume,
      reference.issue,
      reference.pages,
      reference.authors.join(' and '),
      reference.urls.join(' '),
      reference.language,
      reference.publisher,
      '',
      reference.abstract,
      notesOf(exported, { identifiers: false }).join('\n\n'),
      reference.doi,
      reference.keywords.join('; '),
      reference.pmid,
      reference.pmcid,
    ]);
  }
}

/** Ref, number and study name are Covidence's own to give. */
const COVIDENCE_COLUMNS = [
  'Title',
  'Authors',
  'Abstract',
  'Published Year',
  'Published Month',
  'Journal',
  'Volume',
  'Issue',
  'Pages',
  'Accession Number',
  'DOI',
  'Ref',
  'Covidence #',
  'Study',
  'Notes',
  'Tags',
];

export function* toCovidenceCsv(references: Iterable<Exported>): Generator<string> {
  yield `\ufeff${csvRow(COVIDENCE_COLUMNS)}`;
  for (const exported of references) {
    const { reference } = exported;
    yield csvRow([
      reference.title,
      reference.authors.join('; '),
      reference.abstract,
      reference.year,
      reference.date?.split('-')[1] ?? '',
      reference.journal,
      reference.volume,
      reference.issue,
      reference.pages,
      reference.accession,
      reference.doi,
      '',
      '',
      '',
      notesOf(exported, { identifiers: true }).join('\n\n'),
      '',
    ]);
  }
}
