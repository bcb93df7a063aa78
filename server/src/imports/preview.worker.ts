import type { FilePreview } from '@shared/contracts/imports';
import { JudgedTally, judgedIn } from '@shared/domain/references/judgements';
import type { ParsedReference } from '@shared/domain/references/reference';
import { columnChoice, recordsOf } from './read-file';
import { guessSource } from './source-guess';

/** Problems and records that a preview lists. */
const LISTED = { problems: 200, records: 5 };
/** Records that the source is guessed from. */
const LOOKED_AT = 200;

export interface PreviewTask {
  path: string;
  fileName: string;
  meanings: FilePreview['meanings'];
}

/** Reads a whole file and says what is in it; only the records that are shown stay in memory. */
export function task({ path, fileName, meanings }: PreviewTask): FilePreview {
  const reading = recordsOf(path, fileName, { anyTable: true, columns: columnChoice(meanings) });
  const missing = { title: 0, abstract: 0, doi: 0 };
  const tally = new JudgedTally();
  const first: ParsedReference[] = [];
  let read = 0;
  for (;;) {
    const next = reading.next();
    if (next.done) {
      const { format, encoding, vendor, expected, problems, columns } = next.value;
      return {
        format,
        encoding,
        vendor,
        guess: guessSource(vendor, fileName, first),
        expected,
        read,
        missing,
        problemCount: problems.length,
        problems: problems.slice(0, LISTED.problems),
        records: first.slice(0, LISTED.records).map(glance),
        columns: columns ?? null,
        meanings,
        judged: tally.summary(),
      };
    }
    const { title, abstract, doi } = next.value;
    if (!title) missing.title++;
    if (!abstract) missing.abstract++;
    if (!doi) missing.doi++;
    tally.add(judgedIn(next.value));
    if (read++ < LOOKED_AT) first.push(next.value);
  }
}

const glance = ({ title, authors, year, journal, doi, abstract }: ParsedReference): FilePreview['records'][number] => ({
  title,
  authors: authors.slice(0, 20),
  year,
  journal,
  doi,
  hasAbstract: abstract !== null,
});
