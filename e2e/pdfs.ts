import { createCipheriv, createHash } from 'node:crypto';

/**
 * PDFs made for the journeys, by hand and from invented words: what libraries, publishers and scanners hand in. Every
 * file is whole down to its table of objects unless it is meant to be broken.
 */

const WIDTH = 595;
const HEIGHT = 842;
const MARGIN = 56;

interface Text {
  title: string;
  doi?: string;
  /** Paragraphs; a form feed begins a new page. */
  paragraphs: readonly string[];
}

const escaped = (text: string): string => text.replace(/[\\()]/g, '\\$&');
const latin = (text: string): string => text.replace(/[–—]/g, '-').replace(/[’]/g, "'");

/** Lines of at most so many characters. */
function wrapped(paragraph: string, length: number): string[] {
  const lines: string[] = [''];
  for (const word of paragraph.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length + 1 > length) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

const show = (lines: readonly string[], x: number, y: number, size: number, leading: number): string =>
  `BT /F1 ${size} Tf ${leading} TL 1 0 0 1 ${x} ${y} Tm ${lines.map((line) => `(${escaped(latin(line))}) Tj T*`).join(' ')} ET\n`;

/** The objects of a file, numbered from 1; a stream's length is filled in. */
type Part = string | { dictionary: string; stream: Buffer };

function assembled(parts: readonly Part[], trailer: string, version = '1.7'): Buffer {
  const pieces: Buffer[] = [Buffer.from(`%PDF-${version}\n%\xE2\xE3\xCF\xD3\n`, 'latin1')];
  const offsets: number[] = [];
  let at = pieces[0]?.length ?? 0;
  const push = (piece: Buffer): void => {
    pieces.push(piece);
    at += piece.length;
  };
  parts.forEach((part, i) => {
    offsets.push(at);
    push(Buffer.from(`${i + 1} 0 obj\n`));
    if (typeof part === 'string') push(Buffer.from(part, 'latin1'));
    else {
      push(Buffer.from(`<< ${part.dictionary} /Length ${part.stream.length} >>\nstream\n`, 'latin1'));
      push(part.stream);
      push(Buffer.from('\nendstream'));
    }
    push(Buffer.from('\nendobj\n'));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = at;
  push(Buffer.from(`xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${table}`));
  push(Buffer.from(`trailer\n<< /Size ${parts.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(pieces);
}

/** A file of these pages; `font` is the dictionary of the one font, `extra` further objects after it. */
function fileOf(pages: readonly string[], title: string, font: string, extra: readonly Part[] = []): Buffer {
  const first = 5 + extra.length;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  const parts: Part[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< /Title (${escaped(latin(title))}) /Producer (Invented Press) >>`,
    font,
    ...extra,
    ...pages.flatMap((content, i): Part[] => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents ${first + 2 * i + 1} 0 R /Resources << /Font << /F1 4 0 R >> >> >>`,
      { dictionary: '', stream: Buffer.from(content, 'latin1') },
    ]),
  ];
  return assembled(parts, '/Root 1 0 R /Info 3 0 R');
}

/** Times is one of the fourteen fonts that a file need not carry. */
const TIMES = '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>';

/** An article in two columns, its title and DOI over them; as many pages as its text takes. */
export function twoColumns({ title, doi, paragraphs }: Text): Buffer {
  const lines = paragraphs.flatMap((paragraph) => [...wrapped(paragraph, 48), '']);
  const pages: string[] = [];
  const head = wrapped(title, 52);
  let content = show(head, MARGIN, HEIGHT - 80, 17, 21);
  if (doi) content += show([`https://doi.org/${doi}`], MARGIN, HEIGHT - 60, 9, 11);
  let top = HEIGHT - 100 - 21 * head.length;
  let column = 0;
  let rest = lines;
  while (rest.length > 0) {
    const fit = Math.floor((top - MARGIN) / 13.5);
    content += show(rest.slice(0, fit), column === 0 ? MARGIN : WIDTH / 2 + 8, top, 10.5, 13.5);
    rest = rest.slice(fit);
    column = 1 - column;
    if (column === 0 || rest.length === 0) {
      content += show([String(pages.length + 1)], WIDTH / 2, 32, 9, 11);
      pages.push(content);
      content = '';
      top = HEIGHT - MARGIN;
    }
  }
  return fileOf(pages, title, TIMES);
}

/** Japanese in a font that the file does not carry, under the character map that the reader must have. */
export function japanese(title: string, lines: readonly string[]): Buffer {
  const descendant =
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 /FontDescriptor 6 0 R >>';
  const descriptor =
    '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-123 -257 1001 910] /ItalicAngle 0 /Ascent 709 /Descent -241 /CapHeight 709 /StemV 69 >>';
  const font =
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-H /DescendantFonts [5 0 R] >>';
  const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const shown = lines.map((line) => `<${hex(line)}> Tj T*`).join(' ');
  const page = `BT /F1 14 Tf 22 TL 1 0 0 1 ${MARGIN} ${HEIGHT - 90} Tm ${shown} ET`;
  return fileOf([page], title, font, [descendant, descriptor]);
}

/** A page that is only a picture of grey stripes, as a scanner makes it: nothing to select or to find. */
export function scanned(title: string): Buffer {
  const [across, down] = [420, 594];
  const picture = Buffer.alloc(across * down, 245);
  for (let y = 60; y < down - 60; y += 12) {
    for (let x = 50; x < across - 50; x++)
      if ((x * 7 + y * 3) % 11 > 3) picture.fill(70, y * across + x, y * across + x + 1);
  }
  const content = Buffer.from(`q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /I1 Do Q`);
  return assembled(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
      `<< /Title (${escaped(title)}) >>`,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 5 0 R /Resources << /XObject << /I1 6 0 R >> >> >>`,
      { dictionary: '', stream: content },
      {
        dictionary: `/Type /XObject /Subtype /Image /Width ${across} /Height ${down} /ColorSpace /DeviceGray /BitsPerComponent 8`,
        stream: picture,
      },
    ],
    '/Root 1 0 R /Info 3 0 R',
  );
}

/** A file that asks for a password: RC4 of 40 bits, revision 2 of the standard security handler. */
export function locked(title: string, password: string): Buffer {
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const padded = (word: string): Buffer => Buffer.concat([Buffer.from(word, 'latin1'), padding]).subarray(0, 32);
  const md5 = (...pieces: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(pieces)).digest();
  const id = md5(Buffer.from(title));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-4);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(password));
  const key = md5(padded(password), owner, permissions, id).subarray(0, 5);
  const user = rc4(key, padding);
  const ofObject = (number: number): Buffer => md5(key, Buffer.from([number, 0, 0, 0, 0])).subarray(0, 10);
  const content = Buffer.from(show([title], MARGIN, HEIGHT - 90, 14, 18), 'latin1');
  return assembled(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
      { dictionary: '', stream: rc4(ofObject(4), content) },
      TIMES,
      `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P -4 >>`,
    ],
    `/Root 1 0 R /Encrypt 6 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>]`,
    '1.4',
  );
}

/** RC4, which OpenSSL 3 no longer offers by itself. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b] as number, state[a] as number];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] as number) + (key[i % key.length] as number)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] as number)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] as number) + (state[j] as number)) & 255] as number);
    }),
  );
}

/** The first two thirds of a file, as a broken download leaves them. */
export const truncated = (whole: Buffer): Buffer => whole.subarray(0, Math.floor((whole.length * 2) / 3));

/** A sign-in page that a publisher sent in place of the article, saved under the article's name. */
export const webPage = (title: string): Buffer =>
  Buffer.from(
    `<!doctype html><html><head><title>${title}</title></head><body><form>Sign in to read</form></body></html>`,
  );

/** A file of so many bytes: many pages, and a stream that no page shows. */
export function heavy(text: Text, bytes: number): Buffer {
  const pages = Array.from({ length: 120 }, (_, i) =>
    show(
      [`Page ${i + 1} of ${text.title}`, ...text.paragraphs.flatMap((one) => wrapped(one, 80))],
      MARGIN,
      760,
      11,
      15,
    ),
  );
  // Noise does not shrink on its way, as the pictures of such files do not.
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16, 2));
  const noise = { dictionary: '', stream: cipher.update(Buffer.alloc(bytes)) };
  return fileOf(pages, text.title, TIMES, [noise]);
}
