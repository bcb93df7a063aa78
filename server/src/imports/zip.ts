import { inflateRawSync } from 'node:zlib';
import { Refusal } from '@shared/domain/refusal';

/** What an archive may be at most; a workbook of 100,000 records stays far below. */
export const ZIP_LIMITS = { entries: 1000, inflatedBytes: 200_000_000, ratio: 100 } as const;
/** Small entries compress better than any limit on the ratio would allow. */
const RATIO_FREE_BYTES = 1_000_000;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

/**
 * The entries of a zip archive, unpacked only when asked for. Sizes are judged by the directory before anything is
 * unpacked, and unpacking stops at the size the directory declared, so a directory that lies gains nothing. Names are
 * keys of a map and never paths.
 *
 * @throws Refusal archive_unsafe or archive_broken
 */
export function openZip(bytes: Buffer): { names: string[]; read(name: string): Buffer | null } {
  const entries = directory(bytes);
  const byName = new Map<string, Entry>();
  let total = 0;
  for (const entry of entries) {
    total += entry.size;
    if (byName.has(entry.name)) throw unsafe('it names one entry twice');
    if (/^[/\\]|\.\.|^[a-z]:|\0/i.test(entry.name)) throw unsafe('an entry points out of the archive');
    if (entry.size > RATIO_FREE_BYTES && entry.size > entry.packed * ZIP_LIMITS.ratio) {
      throw unsafe('it would unpack to more than a hundred times its size');
    }
    byName.set(entry.name, entry);
  }
  if (total > ZIP_LIMITS.inflatedBytes) throw unsafe('it would unpack to more than 200 MB');
  return {
    names: [...byName.keys()],
    read: (name) => {
      const entry = byName.get(name);
      return entry ? unpack(bytes, entry) : null;
    },
  };
}

function directory(bytes: Buffer): Entry[] {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > ZIP_LIMITS.entries) throw unsafe('it holds more than a thousand entries');
  let at = bytes.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw broken();
    const flags = bytes.readUInt16LE(at + 8);
    if (flags & 1) throw unsafe('it is encrypted; save it without a password');
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry = {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    };
    // 0xFFFFFFFF stands for sizes beyond 4 GB, which the limits refuse anyway.
    if (entry.size > ZIP_LIMITS.inflatedBytes) throw unsafe('it would unpack to more than 200 MB');
    entries.push(entry);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end record lies in the last 64 kB, before a comment. */
function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 65_557; at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw broken();
}

function unpack(bytes: Buffer, { offset, packed, size, method }: Entry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw broken();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length !== packed) throw broken();
  if (method === 0) {
    if (packed !== size) throw broken();
    return data;
  }
  if (method !== 8) throw unsafe('it is packed in an unusual way');
  try {
    const inflated = inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
    if (inflated.length !== size) throw broken();
    return inflated;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw unsafe('it unpacks to more than it declares');
    throw broken();
  }
}

const unsafe = (why: string): Refusal =>
  new Refusal('archive_unsafe', `The workbook was not opened: ${why}. Save the table anew, or export it as CSV.`, 415);
const broken = (): Refusal =>
  new Refusal('archive_broken', 'The workbook is damaged or cut. Save it anew and send it again.', 415);
