import type { PDFDocumentProxy, PDFPageProxy, TextLayer } from 'pdfjs-dist';

type PdfJs = typeof import('pdfjs-dist');

/** A page of more pixels than this is drawn coarser: 16 megapixels are 64 MB. */
const MOST_PIXELS = 16_000_000;

let library: Promise<PdfJs> | null = null;

/** Fetched with the first PDF. */
function pdfJs(): Promise<PdfJs> {
  library ??= import('pdfjs-dist/legacy/build/pdf.mjs') as Promise<PdfJs>;
  return library;
}

/** Why a file cannot be shown. */
export type PdfFault = 'password' | 'damaged' | 'missing';

export function faultOf(error: unknown): PdfFault {
  const name = (error as { name?: string } | null)?.name;
  if (name === 'PasswordException') return 'password';
  return name === 'ResponseException' || name === 'MissingPDFException' ? 'missing' : 'damaged';
}

export interface OpenPdf {
  document: PDFDocumentProxy;
  /** Size of the first page in points; the others are taken to be alike until they are read. */
  size: { width: number; height: number };
  close(): void;
}

/** Opens a file by parts. Nothing in it is run: no scripts, no forms, no links, no addresses. */
export async function openPdf(url: string): Promise<OpenPdf> {
  const { getDocument, PDFWorker } = await pdfJs();
  const thread = new Worker(new URL('./pdf.worker', import.meta.url), { type: 'module' });
  const worker = PDFWorker.create({ port: thread });
  const close = (): void => {
    worker.destroy();
    thread.terminate();
  };
  try {
    const document = await getDocument({
      url,
      worker,
      isEvalSupported: false,
      enableXfa: false,
      useWasm: false,
      // A font that a file does not carry is ours on every machine, not whatever is installed and squeezed to fit.
      useSystemFonts: false,
      // From our own origin: character maps of East Asian fonts, the fourteen fonts that files need not carry, and the
      // decoder of JPEG 2000 scans.
      cMapUrl: '/pdf/cmaps/',
      standardFontDataUrl: '/pdf/fonts/',
      wasmUrl: '/pdf/decoders/',
      disableAutoFetch: true,
      maxImageSize: 100_000_000,
      withCredentials: true,
    }).promise;
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
    return { document, size: { width, height }, close };
  } catch (error) {
    close();
    throw error;
  }
}

export interface DrawnPage {
  layer: TextLayer;
  cancel(): void;
}

/** Draws a page onto its sheet with its text over it, which can be selected. */
export async function drawPage(page: PDFPageProxy, sheet: HTMLElement, scale: number): Promise<DrawnPage> {
  const { TextLayer: Layer } = await pdfJs();
  const viewport = page.getViewport({ scale });
  const wanted = Math.min(devicePixelRatio || 1, 2);
  const fits = Math.sqrt(MOST_PIXELS / Math.max(1, viewport.width * viewport.height));
  const ratio = Math.min(wanted, fits);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width * ratio));
  canvas.height = Math.max(1, Math.floor(viewport.height * ratio));
  canvas.setAttribute('aria-hidden', 'true');
  const text = document.createElement('div');
  text.className = 'eh-pdf-text';
  text.style.setProperty('--total-scale-factor', String(scale));
  // Ends a selection that is dragged past the last word of the page, which else would jump to its beginning.
  const end = document.createElement('div');
  end.className = 'eh-pdf-end';
  sheet.replaceChildren(canvas, text);
  sheet.parentElement?.style.setProperty('width', `${viewport.width}px`);
  sheet.parentElement?.style.setProperty('height', `${viewport.height}px`);
  const drawing = page.render({ canvas, viewport, transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0] });
  const layer = new Layer({ textContentSource: page.streamTextContent(), container: text, viewport });
  await Promise.all([drawing.promise, layer.render()]);
  text.append(end);
  return {
    layer,
    cancel: () => {
      drawing.cancel();
      layer.cancel();
    },
  };
}

/** Text of a page as it is searched: without case, marks or line ends. */
export async function textOf(document: PDFDocumentProxy, number: number): Promise<string> {
  const { items } = await (await document.getPage(number)).getTextContent();
  return searchable(items.map((item) => ('str' in item ? item.str : '')).join(''));
}

/** Keeps every character's place, so that a hit can be marked where it stands. */
export function searchable(text: string): string {
  return [...text].map((letter) => one(letter)).join('');
}

function one(letter: string): string {
  const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.length === letter.length ? plain : letter;
}
