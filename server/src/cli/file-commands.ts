import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CsvError, parse as parseTable } from 'csv-parse/sync';
import { agreementOf } from '@shared/domain/agreement/screening-agreement';
import { dedupe } from '@shared/domain/dedup/dedupe';
import type { DedupInput } from '@shared/domain/dedup/normalise';
import type { ParsedFile, ParsedReference, ReadReport } from '@shared/domain/references/reference';
import { readFile, recordsOf } from '../imports/read-file';
import { checkPublishedText } from '../flow/published-flow';
import { type Command, UsageFault } from './command';

/** Reads a bibliographic file as an import does, spreadsheets included. */
export function readReferences(path: string): ParsedFile {
  return readFile(path, basename(path));
}

const parse: Command = {
  name: 'parse',
  usage: 'FILE',
  summary: 'Read a file of references and print them with every problem met',
  examples: ['evenhand parse search.ris', 'evenhand parse export.nbib --json > references.json'],
  run({ args, isJson, print }) {
    const [file] = args;
    if (!file) throw new UsageFault('name a file');
    const head = { format: '', encoding: '' };
    const reading = recordsOf(file, basename(file), { began: (known) => Object.assign(head, known) });
    if (isJson) return Promise.resolve(printJson(reading, head, print));
    const lines: string[] = [];
    let next = reading.next();
    for (; !next.done; next = reading.next()) {
      const { title, authors, year } = next.value;
      const number = String(lines.length + 1).padStart(5);
      lines.push(`${number}  ${authors[0] ?? 'no author'} ${year ?? 'no year'}. ${title ?? 'no title'}`);
    }
    const { format, encoding, vendor, expected, problems } = next.value;
    print(`${basename(file)}: ${format}, ${encoding}${vendor ? `, from ${vendor}` : ''}`);
    print(`${lines.length} references read, ${expected ?? 'unknown'} expected, ${problems.length} problems`);
    for (const line of lines) print(line);
    for (const problem of problems) print(`line ${problem.line ?? '?'}: ${problem.severity}: ${problem.message}`);
    return Promise.resolve(0);
  },
};

/** One JSON object, written record by record: the records of a large file are never together in memory. */
function printJson(
  reading: Generator<ParsedReference, ReadReport>,
  head: { format: string; encoding: string },
  print: (text: string) => void,
): number {
  let next = reading.next();
  print(`{"format": ${JSON.stringify(head.format)}, "encoding": ${JSON.stringify(head.encoding)}, "references": [`);
  for (let count = 0; !next.done; next = reading.next(), count++)
    print(`${count === 0 ? ' ' : ','}${JSON.stringify(next.value)}`);
  const { vendor, expected, problems } = next.value;
  print(`], "vendor": ${JSON.stringify(vendor)}, "expected": ${expected}, "problems": ${JSON.stringify(problems)}}`);
  return 0;
}

const dedupeCommand: Command = {
  name: 'dedupe',
  usage: 'FILE…',
  summary: 'Find duplicates in files of references; ids are the `id` column of a table, else file#number',
  examples: ['evenhand dedupe medline.nbib embase.ris', 'evenhand dedupe records.csv --json'],
  run({ args, isJson, print }) {
    if (args.length === 0) throw new UsageFault('name at least one file');
    const refs = args.flatMap((file) => dedupInputs(file));
    const before = process.cpuUsage();
    const { sets, questions } = dedupe(refs);
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = Math.round((user + system) / 1000) / 1000;
    const found = {
      references: refs.length,
      sets: sets.map(({ ids }) => ids),
      questions: questions.map(({ a, b, score, why }) => ({ a, b, score, why })),
      cpuSeconds,
    };
    if (isJson) print(JSON.stringify(found));
    else {
      const copies = found.sets.reduce((sum, ids) => sum + ids.length - 1, 0);
      print(
        `${refs.length} references: ${copies} duplicates in ${sets.length} sets, ${questions.length} questions, ${cpuSeconds} s`,
      );
      for (const ids of found.sets) print(`same: ${ids.join('  ')}`);
      for (const { a, b, score } of found.questions) print(`ask (${score.toFixed(2)}): ${a}  ${b}`);
    }
    return Promise.resolve(0);
  },
};

export function dedupInputs(path: string): DedupInput[] {
  const { format, references } = readReferences(path);
  const isTable = ['csv', 'tsv', 'xlsx'].includes(format);
  return references.map((reference, i) => ({
    ...reference,
    id: (isTable && (reference.extra['id']?.[0] ?? reference.accession)) || `${basename(path)}#${i + 1}`,
    source: null,
  }));
}

const agree: Command = {
  name: 'agree',
  usage: 'FILE',
  summary: 'Agreement of readers from a CSV: one row a record, one column a reader (include, maybe, exclude or empty)',
  examples: ['evenhand agree decisions.csv --json'],
  run({ args, isJson, print }) {
    const [file] = args;
    if (!file) throw new UsageFault('name a CSV file');
    const [head = [], ...rows] = rowsOf(file);
    const columns = head.flatMap((name, i) => (/^(id|record|citation|title)$/i.test(name) ? [] : [i]));
    if (columns.length < 2)
      throw new UsageFault(`${file}: the file needs a heading and a column for each of at least two readers`);
    const ratings = rows.flatMap((row, at) =>
      columns.flatMap((i) => {
        const response = verdict(row[i], `${file}, row ${at + 2}, ${head[i]}`);
        return response ? [{ citation: String(at + 1), reviewer: head[i] ?? String(i), response }] : [];
      }),
    );
    const summary = agreementOf(ratings);
    print(JSON.stringify(summary, null, isJson ? 0 : 2));
    return Promise.resolve(0);
  },
};

/** The cells of a table whose columns are parted by commas, semicolons or tabs, quoted or not. */
function rowsOf(file: string): string[][] {
  try {
    return parseTable(readFileSync(file, 'utf8'), {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new UsageFault(`${file}: it cannot be read as a table: ${error.message}`);
    throw error;
  }
}

function verdict(cell: string | undefined, place: string): 'include' | 'maybe' | 'exclude' | null {
  const word = (cell ?? '').toLowerCase();
  if (word === '' || word === 'na') return null;
  if (word === 'include' || word === 'maybe' || word === 'exclude') return word;
  throw new UsageFault(`${place}: "${cell}" is neither include, maybe nor exclude`);
}

const checkFlowCommand: Command = {
  name: 'prisma check',
  usage: 'FILE',
  summary: 'Check the counts of a published flow diagram (CSV of the PRISMA2020 package, or JSON) against the rules',
  examples: ['evenhand prisma check PRISMA.csv', 'evenhand prisma check counts.json --json'],
  run({ args, isJson, print }) {
    const [file] = args;
    if (!file) throw new UsageFault('name a file');
    const verdicts = checkPublishedText(readFileSync(file, 'utf8'));
    print(JSON.stringify(verdicts, null, isJson ? 0 : 2));
    return Promise.resolve(verdicts.consistent ? 0 : 1);
  },
};

export const fileCommands: readonly Command[] = [parse, dedupeCommand, agree, checkFlowCommand];
