/** What a column of a table can be to a reference; some are read from several columns together. */
export type Field =
  | 'title'
  | 'authors'
  | 'year'
  | 'month'
  | 'day'
  | 'date'
  | 'journal'
  | 'volume'
  | 'issue'
  | 'pages'
  | 'startPage'
  | 'endPage'
  | 'articleNumber'
  | 'abstract'
  | 'doi'
  | 'pmid'
  | 'pmcid'
  | 'keywords'
  | 'urls'
  | 'issn'
  | 'language'
  | 'publisher'
  | 'notes'
  | 'accession'
  | 'type'
  | 'registryIds'
  | 'links'
  | 'labels'
  | 'decision'
  | 'embaseSource'
  | 'pubmedCitation';

/** The fields that a person may give to a column. */
export const COLUMN_FIELDS = [
  'title',
  'authors',
  'year',
  'date',
  'journal',
  'volume',
  'issue',
  'pages',
  'startPage',
  'endPage',
  'abstract',
  'doi',
  'pmid',
  'pmcid',
  'keywords',
  'urls',
  'issn',
  'language',
  'publisher',
  'notes',
  'accession',
  'type',
  'registryIds',
  'labels',
  'decision',
] as const satisfies readonly Field[];
