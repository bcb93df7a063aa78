import { crc32 } from 'node:zlib';
import { renderAsync } from '@resvg/resvg-js';
import { Refusal } from '@shared/domain/refusal';
import { FIGURE_FONT, FIGURE_FONT_FILES } from './figure-fonts';

const MM_PER_INCH = 25.4;
/** Points of the drawing per inch on paper. */
const POINTS_PER_INCH = 72;
/** More would take gigabytes to draw. */
const MAX_PIXELS = 120_000_000;

export interface PngSize {
  dpi: number;
  /** Width on paper; the drawing's own points when null. */
  widthMm: number | null;
}

/** An SVG drawing as PNG at the given resolution, which the file states, with its description in words. */
export async function pngOf(svg: string, { dpi, widthMm }: PngSize, description: string): Promise<Buffer> {
  const [width, height] = sizeOf(svg);
  const inches = widthMm === null ? width / POINTS_PER_INCH : widthMm / MM_PER_INCH;
  const pixels = Math.round(inches * dpi);
  if ((pixels * pixels * height) / width > MAX_PIXELS) {
    throw new Refusal('picture_too_large', 'This picture would be too large to draw. Ask for fewer dpi.', 422);
  }
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: pixels },
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(FIGURE_FONT_FILES),
      defaultFontFamily: FIGURE_FONT,
      sansSerifFamily: FIGURE_FONT,
    },
  });
  return withChunks(Buffer.from(image.asPng()), [physicalSize(dpi), textChunk('Description', description)]);
}

export function sizeOf(svg: string): [width: number, height: number] {
  const found = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  return [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
}

const SIGNATURE_AND_HEADER = 33;

function withChunks(png: Buffer, chunks: Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, SIGNATURE_AND_HEADER), ...chunks, png.subarray(SIGNATURE_AND_HEADER)]);
}

function physicalSize(dpi: number): Buffer {
  const data = Buffer.alloc(9);
  const perMetre = Math.round((dpi / MM_PER_INCH) * 1000);
  data.writeUInt32BE(perMetre, 0);
  data.writeUInt32BE(perMetre, 4);
  data.writeUInt8(1, 8);
  return chunk('pHYs', data);
}

/** International text: keyword, no compression, no language, UTF-8. */
function textChunk(keyword: string, text: string): Buffer {
  return chunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text}`, 'utf8'));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return framed;
}
