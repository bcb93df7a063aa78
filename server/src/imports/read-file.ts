import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { FilePreview } from '@shared/contracts/imports';
import type { ColumnChoice } from '@shared/domain/references/formats/columns';
import type { Chunks, Utf8 } from '@shared/domain/references/decode';
import { collected, type ReadOptions, readReferences, readSheet } from '@shared/domain/references/parse';
import type { ParsedFile, ParsedReference, ReadReport } from '@shared/domain/references/reference';
import { isWorkbook, isZip, readWorkbook } from './xlsx';

/** Bytes read from a file at a time. */
const CHUNK_BYTES = 1 << 20;

/**
 * Reads a stored file of any format we know, record by record, and ends with the report on the whole of it. Texts are
 * read piece by piece, so a file of any size costs little memory. Costs processor time: only for worker threads.
 *
 * @throws Refusal at the first record, or later where only the end tells
 */
export function* recordsOf(
  path: string,
  fileName: string,
  options: Omit<ReadOptions, 'fileName' | 'utf8'> = {},
): Generator<ParsedReference, ReadReport> {
  if (startsAsZip(path)) {
    const bytes = readFileSync(path);
    if (isWorkbook(bytes)) return yield* readSheet(readWorkbook(bytes), 'xlsx', options);
  }
  return yield* readReferences(chunksOf(path), { ...options, fileName, utf8: UTF8 });
}

/** What somebody said the columns mean, as the reader wants it. */
export function columnChoice(meanings: FilePreview['meanings']): ColumnChoice | undefined {
  return meanings ? new Map(meanings.map(({ header, field }) => [header, field])) : undefined;
}

/** {@link recordsOf}, all at once. */
export function readFile(path: string, fileName: string): ParsedFile {
  return collected(recordsOf(path, fileName));
}

const UTF8: Utf8 = {
  isValid: isUtf8,
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'),
};

function startsAsZip(path: string): boolean {
  for (const head of chunksOf(path, 4)()) return isZip(head);
  return false;
}

/** The bytes of a file. A chunk is valid only until the next one is asked for. */
function chunksOf(path: string, size = CHUNK_BYTES): Chunks {
  return function* () {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.allocUnsafe(size);
      for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) yield buffer.subarray(0, read);
    } finally {
      closeSync(file);
    }
  };
}
