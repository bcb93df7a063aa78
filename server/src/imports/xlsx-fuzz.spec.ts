import { Workbook } from 'exceljs';
import { Refusal } from '@shared/domain/refusal';
import { collected, readSheet } from '@shared/domain/references/parse';
import { zip } from '../../testing/zip';
import { isWorkbook, readWorkbook } from './xlsx';
import { openZip } from './zip';

/**
 * Damaged workbooks: bytes of the archive changed, or what its parts say, each made from the seed. Read or refused, never
 * anything else, and within a second of processor time. `npm run fuzz` makes 100,000; the spec a few.
 */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const MOST_MS = 1_000;

const TOKENS = [
  ...'<>&"/=;0',
  ...'<c r="A1">|<c r="XFD1048576" t="s">|<v>|</v>|<row r="9999999">|</row>|<si>|</si>|<t>|</t>|<rPh>|<![CDATA[|]]>|<!--|&amp;|&#0;|&#x110000;|&x;|t="s"|t="inlineStr"|s="99999"|99999999999|-1|NaN|<!DOCTYPE x [|r:id="rId9"|Target="../../x"|hidden'.split(
    '|',
  ),
];

/** Mulberry32: the same numbers everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function changed(source: Buffer, below: (n: number) => number): Buffer {
  const at = below(source.length + 1);
  const end = Math.min(source.length, at + below(60));
  const kind = below(5);
  if (kind === 0) return Buffer.concat([source.subarray(0, at), source.subarray(end)]);
  if (kind === 1) return Buffer.concat([source.subarray(0, end), source.subarray(at)]);
  if (kind === 2) return source.subarray(0, at);
  if (kind === 3) return Buffer.concat([source.subarray(0, at), Buffer.from([below(256)]), source.subarray(at + 1)]);
  return Buffer.concat([source.subarray(0, at), Buffer.from(TOKENS[below(TOKENS.length)]!), source.subarray(at)]);
}

async function workbook(): Promise<Buffer> {
  const book = new Workbook();
  const sheet = book.addWorksheet('Records');
  sheet.addRow(['Title', 'Authors', 'Year', 'Published', 'Abstract', 'DOI']);
  sheet.addRow(['Nets & sleep', 'Roe, A.; Doe, B.', 2019, new Date('2019-08-31T00:00:00Z'), 'One.\nTwo.', '10.1000/x']);
  sheet.addRow([
    { richText: [{ text: 'Half ' }, { text: 'bold', font: { bold: true } }] },
    'Roe, A.',
    2020,
    null,
    '',
    '',
  ]);
  book.addWorksheet('Other').addRow(['no']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

it('damaged workbooks are read or refused in moments', async () => {
  const whole = await workbook();
  const archive = openZip(whole);
  const parts = archive.names.map((name) => ({ name, content: archive.read(name)! }));
  for (let run = 0; run < RUNS; run++) {
    const seed = (SEED + run * 7919) >>> 0;
    const below = numbers(seed);
    let bytes = whole;
    if (below(3) === 0) for (let n = 1 + below(4); n > 0; n--) bytes = changed(bytes, below);
    else {
      const damaged = below(parts.length);
      bytes = zip(parts.map((part, i) => (i === damaged ? { ...part, content: changed(part.content, below) } : part)));
    }
    const started = process.cpuUsage();
    try {
      if (isWorkbook(bytes)) collected(readSheet(readWorkbook(bytes), 'xlsx'));
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
    const { user, system } = process.cpuUsage(started);
    if ((user + system) / 1000 > MOST_MS)
      throw new Error(`seed ${seed}: took ${Math.round((user + system) / 1000)} ms`);
  }
}, 7_200_000);
