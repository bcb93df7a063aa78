/**
 * The formats in which lists of records are written, in the order in which they are offered. Free of zod, so that the client can
 * import it as it is.
 */
export const RECORD_FORMATS = [
  'ris',
  'csv',
  'xlsx',
  'bibtex',
  'nbib',
  'endnote-xml',
  'csl-json',
  'rayyan-csv',
  'covidence-csv',
] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];
