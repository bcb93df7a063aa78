import { readFileSync } from 'node:fs';
import { parseReferences, readTable } from '@shared/domain/references/parse';
import type { ParsedFile } from '@shared/domain/references/reference';
import { isWorkbook, readWorkbook } from './xlsx';

/** Reads a stored file of any format we know. Costs processor time: only for worker threads. @throws Refusal */
export function readFile(path: string, fileName: string): ParsedFile {
  const bytes = readFileSync(path);
  if (!isWorkbook(bytes)) return parseReferences(bytes, fileName);
  return readTable(readWorkbook(bytes), 'xlsx');
}
