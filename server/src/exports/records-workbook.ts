import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stream as excel } from 'exceljs';
import { type Exported, tableRows } from '@shared/domain/references';
import { LABEL_COLUMNS } from './exported-records';
import { pump } from './pump';

/** Longest text that a cell of a workbook may hold. */
const LONGEST_CELL = 32_767;
const CUT = '… [cut]';

/**
 * Writes records as the rows of a workbook. Every cell is a number or a text, never a formula, whatever it begins with.
 * The library packs rows as fast as it is given them, so it is given none while the reader has enough, and no more once the
 * reader went away.
 */
export async function writeWorkbook(pages: AsyncIterator<Exported[]>, out: Writable): Promise<void> {
  const rows = pump((records: Iterable<Exported>) => tableRows(records, { labelColumns: LABEL_COLUMNS }), pages);
  // The first row is made before anything is sent, so that a fault can still be told.
  let next = await rows.next();
  const workbook = new excel.xlsx.WorkbookWriter({ stream: out, useStyles: false, useSharedStrings: false });
  const sheet = workbook.addWorksheet('Records', { views: [{ state: 'frozen', ySplit: 1 }] });
  const gone = new Promise<void>((resolve) => out.once('close', resolve));
  try {
    for (; !next.done && !out.destroyed; next = await rows.next()) {
      sheet.addRow(next.value.map((value) => (typeof value === 'string' ? cellText(value) : value))).commit();
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), gone]);
    }
    if (out.destroyed) return;
    sheet.commit();
    await Promise.race([workbook.commit(), gone]);
  } catch (error) {
    // what was sent looks whole to nobody
    out.destroy();
    throw error;
  }
}

/** What a cell can hold: no control characters, and no more than the longest text. */
function cellText(value: string): string {
  const clean = value.replace(/(?![\t\n\r])\p{Cc}|[\p{Cs}\ufffe\uffff]/gu, '');
  if (clean.length <= LONGEST_CELL) return clean;
  return `${clean.slice(0, LONGEST_CELL - CUT.length).replace(/\p{Surrogate}$/u, '')}${CUT}`;
}
