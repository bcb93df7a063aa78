import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { LabelledText } from '@shared/domain/ranking/simulate';
import { UsageFault } from './command';

const LABELS = ['label', 'label_included', 'included', 'final_included'];
const WORDS: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  yes: true,
  included: true,
  '0': false,
  false: false,
  no: false,
  excluded: false,
};

/** A table of labelled records (`title`, `abstract`, and `label`, 1 for included), rows in their order. */
export function readLabelledSet(path: string): LabelledText[] {
  const name = basename(path);
  const rows = parse(readFileSync(path), {
    columns: (head: string[]) => head.map((cell) => cell.trim().toLowerCase()),
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as Record<string, string | undefined>[];
  const [first] = rows;
  if (!first) throw new UsageFault(`${name} holds no records`);
  const label = LABELS.find((column) => column in first);
  if (!label) throw new UsageFault(`${name} has no column of labels; one of ${LABELS.join(', ')} is needed`);
  for (const column of ['title', 'abstract'])
    if (!(column in first)) throw new UsageFault(`${name} has no column "${column}"`);
  return rows.map((row, at) => {
    const word = (row[label] ?? '').trim().toLowerCase();
    const isIncluded = WORDS[word];
    if (isIncluded === undefined)
      throw new UsageFault(`${name}, record ${at + 1}: the label "${row[label]}" is neither 1 nor 0`);
    return { title: row['title'] ?? '', abstract: row['abstract'] ?? '', isIncluded };
  });
}
