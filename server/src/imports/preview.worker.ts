import type { FilePreview } from '@shared/contracts/imports';
import type { ParsedReference } from '@shared/domain/references/reference';
import { readFile } from './read-file';
import { guessSource } from './source-guess';

/** Problems and records that a preview lists. */
const LISTED = { problems: 200, records: 5 };

/** Reads a whole file and says what is in it. */
export function task({ path, fileName }: { path: string; fileName: string }): FilePreview {
  const { format, encoding, vendor, expected, references, problems } = readFile(path, fileName);
  const lacking = (field: 'title' | 'abstract' | 'doi'): number =>
    references.reduce((count, reference) => count + (reference[field] ? 0 : 1), 0);
  return {
    format,
    encoding,
    vendor,
    guess: guessSource(vendor, fileName, references),
    expected,
    read: references.length,
    missing: { title: lacking('title'), abstract: lacking('abstract'), doi: lacking('doi') },
    problemCount: problems.length,
    problems: problems.slice(0, LISTED.problems),
    records: references.slice(0, LISTED.records).map(glance),
  };
}

const glance = ({ title, authors, year, journal, doi, abstract }: ParsedReference): FilePreview['records'][number] => ({
  title,
  authors: authors.slice(0, 20),
  year,
  journal,
  doi,
  hasAbstract: abstract !== null,
});
