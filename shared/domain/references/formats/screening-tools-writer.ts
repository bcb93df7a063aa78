import { Exported, notesOf } from '../own-notes';
import { authorsIn } from './author-list';
import { csvRow } from './table-writer';

/**
 * CSV as Rayyan and Covidence write it, for taking records there or back. They know fewer fields than we do: registry
 * numbers, links, labels and the type, and the authors where need be, travel in the notes, as in every exchange format; what else they have no column for
 * (of Covidence's: keywords, links to pages, ISSN, day, language, publisher) is left out, as {@link toCsv} says it all.
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
    const authors = reference.authors.join(' and ');
    const keywords = reference.keywords.join('; ');
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
      authors,
      reference.urls.join(' '),
      reference.language,
      reference.publisher,
      '',
      reference.abstract,
      allNotes(exported, 'Rayyan', authors).join('\n\n'),
      reference.doi,
      // the mark says that a lone keyword with commas is one
      reference.keywords.length === 1 && /[,|]/.test(keywords) ? `${keywords};` : keywords,
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
    const authors = reference.authors.join('; ');
    yield csvRow([
      reference.title,
      authors,
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
      allNotes(exported, 'Covidence', authors).join('\n\n'),
      '',
    ]);
  }
}

/**
 * With the type where it is not what a reader takes a row without one for, and with the authors where the one text that these
 * tools have for them would be parted elsewhere: "Department of Health and Human Services".
 */
function allNotes(exported: Exported, vendor: 'Rayyan' | 'Covidence', written: string): string[] {
  const notes = notesOf(exported, { identifiers: vendor === 'Covidence' });
  const { type, journal, authors } = exported.reference;
  if (type !== (journal === null ? 'other' : 'article')) notes.push(`EVENHAND-TYPE: ${type}`);
  const read = authorsIn(written, vendor);
  if (read.length !== authors.length || read.some((name, i) => name !== authors[i]))
    notes.push(`EVENHAND-AUTHORS: ${authors.join('; ')}`);
  return notes;
}
