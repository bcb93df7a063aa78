import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal';
import { collected, parseReferences, readReferences } from './parse';

/**
 * Damaged copies of whole files, each made from the seed: read or refused, never anything else, and within a second of
 * processor time. The files of `fuzz-corpus` are ours; `FUZZ_FILES` names a folder of others. `npm run fuzz` makes
 * 100,000 copies for each reader, in turn of the files that it reads; the specs a few. What fails names its file and
 * seed, so that it can be made again, and becomes a file of the corpus.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 240);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Readers to take, all where none is named. */
const ONLY = process.env.FUZZ_READERS?.split(',');
/** Of longer files the beginning is taken, which is damage too. */
const LONGEST_FILE = 30_000;
const MOST_MS = 1_000;
/** A file comes in pieces of a megabyte; thousands of tiny ones would measure the handing over. */
const MOST_PIECES = 2_000;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const further = process.env.FUZZ_FILES;
const files = [...filesIn(join(__dirname, 'fuzz-corpus')), ...(further && existsSync(further) ? filesIn(further) : [])];

interface Source {
  path: string;
  bytes: Buffer;
}

/** The files by the reader that takes them. Files that no reader takes (workbooks, which come as rows) are left out. */
function filesByReader(): Map<string, Source[]> {
  const found = new Map<string, Source[]>();
  for (const path of files) {
    const bytes = readFileSync(path).subarray(0, LONGEST_FILE);
    try {
      const { format } = parseReferences(bytes);
      if (!ONLY || ONLY.includes(format)) found.set(format, [...(found.get(format) ?? []), { path, bytes }]);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return found;
}

/** Mulberry32: small, and the same numbers everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Pieces that mean much to one reader or another. */
const TOKENS = [
  ...'{}"\'<>&;,\t\n\r\\[]()=#$%@-|\0\ufeffé',
  ...'TY  - |ER  - |\n\n\n|PMID- 1\n|%0 |%T |@article{x,|@string{|@comment{|<record>|</record>|<style>|</style>'.split(
    '|',
  ),
  ...'<![CDATA[|]]>|<!--|-->|<!DOCTYPE x [|<!ENTITY|<?x|&#0;|&#x110000;|&lt;|PT J\n|\nEF\n|Record #1 of 9\n|<1>\n|RT Book\n'.split(
    '|',
  ),
  ...'____________________|10.1000/|NCT01234567|__proto__|"items":[|{"title":"|999999999999|2019/13/45|\\textbf{|\\"{'.split(
    '|',
  ),
].map((token) => Buffer.from(token, 'utf8'));

function damaged(source: Buffer, below: (n: number) => number): Buffer {
  let bytes = source;
  for (let changes = 1 + below(8); changes > 0; changes--) {
    const at = below(bytes.length + 1);
    const end = Math.min(bytes.length, at + below(below(4) === 0 ? bytes.length : 60));
    const parts: Record<number, () => Uint8Array[]> = {
      0: () => [bytes.subarray(0, at), bytes.subarray(end)],
      1: () => [bytes.subarray(0, end), bytes.subarray(at)],
      2: () => [bytes.subarray(0, at), TOKENS[below(TOKENS.length)]!, bytes.subarray(at)],
      3: () => [bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at + 1)],
      4: () => [
        bytes.subarray(0, at),
        Buffer.concat(Array.from({ length: 50 }, () => TOKENS[at % TOKENS.length]!)),
        bytes.subarray(end),
      ],
      5: () => [bytes.subarray(0, at)],
      6: () => [bytes.subarray(at), bytes.subarray(0, at)],
    };
    bytes = Buffer.concat(parts[below(7)]!()).subarray(0, 2 * LONGEST_FILE);
  }
  return bytes;
}

/** One damaged copy through its reader, in pieces of any size. */
function tryOne({ path, bytes: source }: Source, seed: number): void {
  const below = numbers(seed);
  const bytes = damaged(source, below);
  const size = Math.max(1 + below(bytes.length + 1), Math.ceil(bytes.length / MOST_PIECES));
  const started = process.cpuUsage();
  try {
    const { references } = collected(
      readReferences(function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      }),
    );
    if (references.length === 0) throw new Error('no record and no refusal');
  } catch (error) {
    if (!(error instanceof Refusal)) throw new Error(`${path}, seed ${seed}: ${String(error)}`, { cause: error });
  }
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  if (ms > MOST_MS) throw new Error(`${path}, seed ${seed}: took ${Math.round(ms)} ms`);
}

describe('damaged copies of files are read or refused in moments', () => {
  it.each([...filesByReader()])(
    'by the reader of %s',
    (_reader, sources) => {
      for (let run = 0; run < RUNS; run++) tryOne(sources[run % sources.length]!, (SEED + run * 7919) >>> 0);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
    7_200_000,
  );
});
