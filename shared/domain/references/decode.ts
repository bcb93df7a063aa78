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

/** Decodes a whole file: byte-order mark first, then the shape of zero bytes, then strict UTF-8, then Windows-1252. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const utf8 = decodeUtf8(bytes, 3);
    if (utf8 !== null) return { text: utf8, encoding: 'utf-8', marked: true };
    return { text: decodeCp1252(bytes, 3), encoding: 'windows-1252', marked: false };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: decodeUtf16(bytes, 2, true), encoding: 'utf-16le', marked: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: decodeUtf16(bytes, 2, false), encoding: 'utf-16be', marked: true };
  const order = unmarkedUtf16(bytes);
  if (order !== null)
    return { text: decodeUtf16(bytes, 0, order), encoding: order ? 'utf-16le' : 'utf-16be', marked: false };
  const utf8 = decodeUtf8(bytes, 0);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', marked: false };
  return { text: decodeCp1252(bytes, 0), encoding: 'windows-1252', marked: false };
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

/** Strict: overlong forms, surrogates, values over U+10FFFF and stray bytes give null. A cut last character is let go. */
function decodeUtf8(bytes: Uint8Array, from: number): string | null {
  const out = new Units();
  const end = bytes.length;
  let i = from;
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
    if (more === 0) return null;
    if (i + more >= end) return isCutSequence(bytes, i, more) ? out.toText() : null;
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

/**
 * Whether the bytes from `i` to the end are the start of one character that the file was cut in. Only believed when
 * something before it shows that the file is UTF-8; a Windows-1252 file may well end in one accented letter.
 */
function isCutSequence(bytes: Uint8Array, i: number, more: number): boolean {
  const rest = bytes.length - i - 1;
  if (rest >= more) return true;
  for (let k = 1; k <= rest; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return false;
  if (rest > 0) return true;
  for (let k = 0; k < i; k++) if (bytes[k]! >= 0x80) return true;
  return false;
}

function decodeCp1252(bytes: Uint8Array, from: number): string {
  const out = new Units();
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]!;
    out.push(byte >= 0x80 && byte <= 0x9f ? CP1252[byte - 0x80]! : byte);
  }
  return out.toText();
}

/** A half pair becomes U+FFFD, so that the text can be stored as UTF-8 later; a cut last byte is let go. */
function decodeUtf16(bytes: Uint8Array, from: number, little: boolean): string {
  const out = new Units();
  const unitAt = (i: number): number => (little ? bytes[i]! | (bytes[i + 1]! << 8) : (bytes[i]! << 8) | bytes[i + 1]!);
  const end = bytes.length - ((bytes.length - from) % 2);
  for (let i = from; i < end; i += 2) {
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
