import type { ReadProblem } from './reference';

interface Sentence {
  severity: ReadProblem['severity'];
  /** What is wrong and what was done about it; names in braces stand for what the problem says further. */
  text: string;
}

/**
 * All that readers say of a file, by what is wrong and, behind a point, how it showed or what was done. Screens have these
 * sentences in their own texts under the same names; scripts and exports read them as they stand here.
 */
export const PROBLEM_SENTENCES = {
  encoding_inferred: note('The file does not say how its characters are encoded; it was read as {encoding}.'),
  characters_replaced: warning('Zero characters or halves of characters, which are no text, were replaced.'),
  count_differs: warning(
    'The file shows {expected} records by a plain count, but {count} were read. Please compare with the number the database reported.',
  ),
  'record_cut.kept': error(
    'The file ends inside record {number}, which starts at line {line}: it seems cut. The record is kept as far as it goes; export the file again to have it whole.',
  ),
  'record_cut.left_out': error(
    'The file ends inside the record that starts at line {line}: it seems cut. That record was left out; export the file again to have it.',
  ),
  'record_cut.row': error(
    'The file ends inside the row that starts at line {line}: it seems cut. That row was left out; export the file again to have it.',
  ),
  missing_end_marks: note(
    '{unclosed} of {count} records have no ER line; each was ended at the next TY or at the end of the file.',
  ),
  missing_type: warning('The record does not start with its {tag} line; it was taken as starting here.'),
  'tags_between_records.kept': note(
    'Tags after the end of a record, without a title or author, were added to the further values of that record.',
  ),
  'tags_between_records.passed_over': note(
    'Tags before the first record, without a title or author, were passed over.',
  ),
  text_between_records: note(
    '{count} lines stand outside any record, the first at line {line}; they belong to no record and were passed over.',
  ),
  'year_unreadable.text': warning('"{text}" holds no year; the year is left empty.'),
  'year_unreadable.none': warning('The record names no year of publication.'),
  two_digit_year: note('A two-digit year was read as {year}.'),
  unbalanced_braces: warning('Braces or quotation marks of the entry do not match; its end was found by what follows.'),
  unreadable_record: error('An object of the list is not valid JSON; it was left out.'),
  stray_quote: warning('A quotation mark that opens a cell is never closed; it was read as a character.'),
  rows_joined: note("{count} rows are further people's answers on the record above them; they were joined to it."),
  header_repeated: note('The column names stand in this row again, as where files were joined; it is no record.'),
  row_too_long: warning(
    'The row has {cells} cells but the table has {columns} columns; the further cells are kept under their column numbers.',
  ),
  no_title_column: warning(
    'No column is known to hold the titles. Say what the columns mean before the file is imported.',
  ),
  no_registry_number: warning('The trial has no TrialID; it is kept.'),
  'xml_error.end_tag': warning('The XML is not well formed: the end tag "{name}" does not match.'),
  'xml_error.quotation': warning('The XML is not well formed: a quotation mark in a tag is never closed.'),
  'xml_error.unfinished': warning('The XML is not well formed: a record starts before the one before it ends.'),
  record_without_content: warning('The record has no title, author, abstract or DOI; it is kept.'),
  record_very_long: warning('The record is {count} characters long; a mark between records may be missing.'),
  many_authors: warning('The record names {count} authors; all are kept.'),
  many_keywords: warning('The record has {count} keywords; all are kept.'),
  many_values: warning('The record has {count} further values; all are kept.'),
  title_very_long: warning('The title is {count} characters long; it may hold more than the title.'),
  abstract_very_long: warning('The abstract is {count} characters long; it is kept in full.'),
  more_of_kind: note('{count} more of this kind are not listed one by one.'),
} as const satisfies Record<string, Sentence>;

export type Wording = keyof typeof PROBLEM_SENTENCES;
export type ProblemParams = Readonly<Record<string, string | number>>;

/** Longest piece of a file that a sentence quotes. */
const QUOTED = 60;

/** What a problem is told as: pieces of the file are cut to a readable length. */
export function shortened(params: ProblemParams): ProblemParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, QUOTED) : value]),
  );
}

export function sentence(wording: Wording, params: ProblemParams): string {
  return PROBLEM_SENTENCES[wording].text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function note(text: string): Sentence {
  return { severity: 'note', text };
}
function warning(text: string): Sentence {
  return { severity: 'warning', text };
}
function error(text: string): Sentence {
  return { severity: 'error', text };
}
