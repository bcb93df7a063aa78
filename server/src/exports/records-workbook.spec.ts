import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { emptyReference } from '@shared/domain/references/reference';
import type { Exported } from '@shared/domain/references/own-notes';
import { writeWorkbook } from './records-workbook';

const record = (title: string): Exported => ({ reference: { ...emptyReference(), title } });

/** Pages of records, with how many were asked for. */
function counted(pages: number, text: string) {
  const asked = { pages: 0 };
  async function* all(): AsyncGenerator<Exported[]> {
    for (; asked.pages < pages;) {
      asked.pages++;
      await wait(1);
      yield Array.from({ length: 50 }, (_, i) => record(`${asked.pages}.${i} ${text}`));
    }
  }
  return { asked, all: all() };
}

/** Words that hardly pack. */
const noise = (length: number): string => {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return String.fromCharCode(97 + (state % 26));
  }).join('');
};

describe('a workbook of records', () => {
  it('cuts what a cell cannot hold between whole characters, and says so', async () => {
    const out = new PassThrough();
    const chunks: Buffer[] = [];
    out.on('data', (chunk: Buffer) => chunks.push(chunk));
    async function* pages() {
      yield await Promise.resolve([record('😀'.repeat(20_000)), record('a\u0000b\u000bc')]);
    }
    await writeWorkbook(pages(), out);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.concat(chunks) as never);
    const cell = (row: number) => String(workbook.getWorksheet('Records')?.getRow(row).getCell(2).value);
    expect(cell(2)).toMatch(/^(?:😀)+… \[cut\]$/u);
    expect(cell(2).length).toBeLessThanOrEqual(32_767);
    expect(cell(3)).toBe('abc');
  });

  it('is not packed further than somebody takes it', async () => {
    const { asked, all } = counted(400, noise(2000));
    const out = new PassThrough();
    const writing = writeWorkbook(all, out);
    await wait(1500);
    expect(asked.pages).toBeLessThan(60);
    out.resume();
    await writing;
    expect(asked.pages).toBe(400);
  });

  it('ends when nobody waits for it any more', async () => {
    const { asked, all } = counted(4000, noise(200));
    const out = new PassThrough();
    const writing = writeWorkbook(all, out);
    await wait(100);
    out.destroy();
    await writing;
    expect(asked.pages).toBeLessThan(4000);
  });

  it('does not look whole when the records end in a fault', async () => {
    const out = new PassThrough();
    out.resume();
    async function* pages() {
      yield await Promise.resolve([record('A')]);
      throw new Error('the database is gone');
    }
    await expect(writeWorkbook(pages(), out)).rejects.toThrow('the database is gone');
    expect(out.destroyed || !out.writableEnded).toBe(true);
  });
});
