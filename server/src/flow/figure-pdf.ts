import pdfmake from 'pdfmake';
import { FIGURE_FONT, FIGURE_FONT_FILES } from './figure-fonts';
import { sizeOf } from './figure-png';
import { POINTS_PER_MM } from './figure-width';

export interface PdfFigure {
  svg: string;
  title: string;
  /** The figure in words, kept as the document's subject. */
  description: string;
  language: string;
  widthMm: number | null;
  /** Fixed, so that the same figure gives the same file. */
  madeAt: Date;
}

let isReady = false;
function prepare(): void {
  if (isReady) return;
  const files = new Set<string>(Object.values(FIGURE_FONT_FILES));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => files.has(path) || path.includes('pdfmake'));
  pdfmake.addFonts({ [FIGURE_FONT]: { ...FIGURE_FONT_FILES } });
  isReady = true;
}

/** What is used here of the PDFKit document that pdfmake hands out before it is ended. */
interface TaggedPage {
  page: { content: { buffer: Uint8Array[] } };
  markStructureContent(tag: string): unknown;
  endMarkedContent(): unknown;
  struct(type: string, options: object, children: unknown[]): unknown;
  addStructure(element: unknown): unknown;
}

/**
 * Makes the whole page one figure with its description, as PDF/UA asks. pdfmake draws an SVG without a structure of its
 * own and offers no hook around it, so the mark is set around what the finished page already holds.
 */
function tagAsFigure(document: TaggedPage, title: string, alt: string): void {
  const { buffer } = document.page.content;
  const drawn = buffer.splice(0);
  const content = document.markStructureContent('Figure');
  buffer.push(...drawn);
  document.endMarkedContent();
  document.addStructure(document.struct('Document', {}, [document.struct('Figure', { title, alt }, [content])]));
}

/** A drawing on a page of its own size, in lines and text: it can be searched, copied and set by a journal. */
export async function pdfOf({ svg, title, description, language, widthMm, madeAt }: PdfFigure): Promise<Buffer> {
  prepare();
  const [width, height] = sizeOf(svg);
  const shown = widthMm === null ? width : widthMm * POINTS_PER_MM;
  const scaled = (height * shown) / width;
  const created = pdfmake.createPdf({
    pageSize: { width: shown, height: scaled + 1 },
    pageMargins: 0,
    language,
    version: '1.7',
    tagged: true,
    displayTitle: true,
    info: { title, subject: description, creator: 'Evenhand', producer: 'Evenhand', creationDate: madeAt },
    defaultStyle: { font: FIGURE_FONT },
    content: [{ svg, width: shown, height: scaled, font: FIGURE_FONT } as never],
  });
  tagAsFigure((await created.getStream()) as unknown as TaggedPage, title, description);
  return Buffer.from(await created.getBuffer());
}
