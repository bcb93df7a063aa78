/**
 * Bytes of a bibliographic file to text.
 *
 * The platform's decoders are out of reach of pure code and differ between engines in what they do with broken input,
 * so the three encodings that exports really use are decoded here: UTF-8 (checked strictly, RFC 3629), UTF-16 in both
 * orders, and Windows-1252 for everything that is not valid UTF-8 (WHATWG index; Latin-1 is its subset in practice).
 */
export interface DecodedText {
  text: string;
  /** `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`. */
  encoding: string;
  /** Whether a byte-order mark said so; false where the encoding was inferred. */
  marked: boolean;
}

/** Code points of the bytes 0x80 to 0x9F in Windows-1252; the five unassigned ones stay C1 controls. */
const CP1252 = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
  0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
];

const CHUNK = 8192;

/** A file as its caller can hand it out: in chunks, and more than once, for the encoding is known only at its end. */
export type Chunks = () => Iterable<Uint8Array>;

/** UTF-8 by the platform, many times as fast as here; both see whole characters only. */
export interface Utf8 {
  isValid(bytes: Uint8Array): boolean;
  decode(bytes: Uint8Array): string;
}

export interface Encoding {
  /** `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`. */
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Whether a byte-order mark said so; false where the encoding was inferred. */
  marked: boolean;
  /** Bytes of the mark. */
  skip: number;
}

const OWN_UTF8: Utf8 = {
  isValid: (bytes) => decodeUtf8(bytes) !== null,
  decode: (bytes) => decodeUtf8(bytes) ?? '',
};

/** The encoding of a file: byte-order mark first, then the shape of zero bytes, then strict UTF-8, then Windows-1252. */
export function findEncoding(open: Chunks, utf8: Utf8 = OWN_UTF8): Encoding {
  const head = headOf(open, 4096);
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', marked: true, skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', marked: true, skip: 2 };
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const order = marked ? null : unmarkedUtf16(head);
  if (order !== null) return { encoding: order ? 'utf-16le' : 'utf-16be', marked: false, skip: 0 };
  const skip = marked ? 3 : 0;
  return isUtf8(open, utf8) ? { encoding: 'utf-8', marked, skip } : { encoding: 'windows-1252', marked: false, skip };
}

/** The text of a file, piece by piece. */
export function* decodePieces(open: Chunks, { encoding, skip }: Encoding, utf8: Utf8 = OWN_UTF8): Generator<string> {
  const wholeOf = encoding === 'utf-8' ? wholeUtf8 : encoding === 'windows-1252' ? wholeBytes : wholeUtf16(encoding);
  const decode =
    encoding === 'utf-8'
      ? (bytes: Uint8Array) => utf8.decode(bytes)
      : encoding === 'windows-1252'
        ? decodeCp1252
        : (bytes: Uint8Array) => decodeUtf16(bytes, encoding === 'utf-16le');
  let left = skip;
  for (const bytes of wholeCharacters(slices(open()), wholeOf)) {
    const from = Math.min(left, bytes.length);
    left -= from;
    if (bytes.length > from) yield decode(bytes.subarray(from));
  }
}

/** Decodes a whole file at once. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const open: Chunks = () => [bytes];
  const found = findEncoding(open);
  const text = [...decodePieces(open, found)].join('');
  return { text, encoding: found.encoding, marked: found.marked };
}

/**
 * Bytes decoded at a time. A text with one character beyond Latin-1 takes two bytes a character in all engines; small
 * pieces keep that to themselves, and stay in the processor's cache.
 */
const SLICE = 1 << 16;

function* slices(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += SLICE) yield chunk.subarray(at, Math.min(at + SLICE, chunk.length));
}

/** The chunks cut between characters. What is left of a last, cut character is let go of. */
function* wholeCharacters(chunks: Iterable<Uint8Array>, wholeOf: (bytes: Uint8Array) => number): Generator<Uint8Array> {
  let rest: Uint8Array | null = null;
  for (const chunk of chunks) {
    const bytes: Uint8Array = rest === null ? chunk : joined(rest, chunk);
    const whole = wholeOf(bytes);
    rest = whole === bytes.length ? null : bytes.slice(whole);
    if (whole > 0) yield bytes.subarray(0, whole);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function headOf(open: Chunks, length: number): Uint8Array {
  let head: Uint8Array = new Uint8Array(0);
  for (const chunk of open()) {
    head = joined(head, chunk.subarray(0, length));
    if (head.length >= length) break;
  }
  return head.subarray(0, length);
}

const wholeBytes = (bytes: Uint8Array): number => bytes.length;

/** Length without a sequence that starts near the end and does not end there. */
function wholeUtf8(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0 && at >= bytes.length - 3; at--) {
    const byte = bytes[at]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc2) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return byte <= 0xf4 && at + length > bytes.length ? at : bytes.length;
    }
  }
  return bytes.length;
}

/** Length in whole units, without half of a pair at the end. */
const wholeUtf16 =
  (encoding: 'utf-16le' | 'utf-16be') =>
  (bytes: Uint8Array): number => {
    const even = bytes.length & ~1;
    if (even < 2) return even;
    const high = bytes[even - (encoding === 'utf-16le' ? 1 : 2)]!;
    return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  };

/**
 * Whether all of a file is UTF-8. It may end inside one character if something before shows that it is UTF-8: a file in
 * Windows-1252 may well end in one accented letter.
 */
function isUtf8(open: Chunks, utf8: Utf8): boolean {
  let rest: Uint8Array = new Uint8Array(0);
  for (const chunk of slices(open())) {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    const whole = wholeUtf8(bytes);
    if (!utf8.isValid(bytes.subarray(0, whole))) return false;
    rest = bytes.slice(whole);
  }
  if (rest.length === 0) return true;
  for (let i = 1; i < rest.length; i++) if ((rest[i]! & 0xc0) !== 0x80) return false;
  return rest.length > 1 || hasTwoBeyondAscii(open);
}

/** Asked only of a file that ends in such a byte: looking at every byte of every file would cost a tenth of its reading. */
function hasTwoBeyondAscii(open: Chunks): boolean {
  let found = 0;
  for (const chunk of open()) for (const byte of chunk) if (byte >= 0x80 && ++found === 2) return true;
  return false;
}

/**
 * Little-endian (true), big-endian (false) or neither (null). Exports are mostly ASCII, so in UTF-16 one of the two
 * byte positions is nearly always zero and the other nearly never.
 */
function unmarkedUtf16(bytes: Uint8Array): boolean | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return true;
  if (even > half * 0.4 && odd < half * 0.05) return false;
  return null;
}

/** Collects UTF-16 code units in chunks, so that no call gets too many arguments and no string grows by characters. */
class Units {
  private readonly buffer = new Uint16Array(CHUNK);
  private used = 0;
  private readonly parts: string[] = [];

  /** A run of ASCII bytes `[from, to)`, which needs no decoding. */
  pushAscii(bytes: Uint8Array, from: number, to: number): void {
    if (to - from < 32) {
      for (let i = from; i < to; i++) this.push(bytes[i]!);
      return;
    }
    this.flush();
    for (let at = from; at < to; at += CHUNK)
      this.parts.push(
        String.fromCharCode.apply(null, bytes.subarray(at, Math.min(at + CHUNK, to)) as unknown as number[]),
      );
  }

  push(unit: number): void {
    if (this.used === CHUNK) this.flush();
    this.buffer[this.used++] = unit;
  }

  private flush(): void {
    if (this.used === 0) return;
    this.parts.push(String.fromCharCode.apply(null, this.buffer.subarray(0, this.used) as unknown as number[]));
    this.used = 0;
  }

  toText(): string {
    this.flush();
    return this.parts.join('');
  }
}

/** Strict: overlong forms, surrogates, values over U+10FFFF, stray bytes and a cut last character give null. */
function decodeUtf8(bytes: Uint8Array): string | null {
  const out = new Units();
  const end = bytes.length;
  let i = 0;
  while (i < end) {
    const a = bytes[i]!;
    if (a < 0x80) {
      let run = i + 1;
      while (run < end && bytes[run]! < 0x80) run++;
      out.pushAscii(bytes, i, run);
      i = run;
      continue;
    }
    const more = a >= 0xc2 && a <= 0xdf ? 1 : a >= 0xe0 && a <= 0xef ? 2 : a >= 0xf0 && a <= 0xf4 ? 3 : 0;
    if (more === 0 || i + more >= end) return null;
    const b = bytes[i + 1]!;
    const low = a === 0xe0 ? 0xa0 : a === 0xf0 ? 0x90 : 0x80;
    const high = a === 0xed ? 0x9f : a === 0xf4 ? 0x8f : 0xbf;
    if (b < low || b > high) return null;
    if (more === 1) {
      out.push(((a & 0x1f) << 6) | (b & 0x3f));
    } else {
      const c = bytes[i + 2]!;
      if ((c & 0xc0) !== 0x80) return null;
      if (more === 2) {
        out.push(((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f));
      } else {
        const d = bytes[i + 3]!;
        if ((d & 0xc0) !== 0x80) return null;
        const point = (((a & 0x07) << 18) | ((b & 0x3f) << 12) | ((c & 0x3f) << 6) | (d & 0x3f)) - 0x10000;
        out.push(0xd800 | (point >> 10));
        out.push(0xdc00 | (point & 0x3ff));
      }
    }
    i += more + 1;
  }
  return out.toText();
}

function decodeCp1252(bytes: Uint8Array): string {
  const out = new Units();
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    out.push(byte >= 0x80 && byte <= 0x9f ? CP1252[byte - 0x80]! : byte);
  }
  return out.toText();
}

/** A half pair becomes U+FFFD, so that the text can be stored as UTF-8 later; a cut last byte is let go. */
function decodeUtf16(bytes: Uint8Array, little: boolean): string {
  const out = new Units();
  const unitAt = (i: number): number => (little ? bytes[i]! | (bytes[i + 1]! << 8) : (bytes[i]! << 8) | bytes[i + 1]!);
  const end = bytes.length & ~1;
  for (let i = 0; i < end; i += 2) {
    const unit = unitAt(i);
    if (unit < 0xd800 || unit > 0xdfff) {
      out.push(unit);
      continue;
    }
    const next = unit < 0xdc00 && i + 2 < end ? unitAt(i + 2) : 0;
    if (next >= 0xdc00 && next <= 0xdfff) {
      out.push(unit);
      out.push(next);
      i += 2;
    } else {
      out.push(0xfffd);
    }
  }
  return out.toText();
}
