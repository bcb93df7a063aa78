import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { doiIn } from '@shared/domain/references/identifiers';
import { log } from '../platform/log';
import type { PdfFacts } from './full-text.entity';

/** A file that takes longer than this to open is attached unread. */
const LONGEST_MS = 12_000;
/** Pages and characters that are looked at: title, DOI and abstract stand there. */
const PAGES = 2;
const CHARACTERS = 8_000;
const MEMORY_MB = 384;

/**
 * Runs in a process of its own: what a hostile file does to the reader ends there. No fonts are loaded, no code in the
 * file is run, nothing is fetched.
 */
const READER = `
const [module, path, pages, characters, cMapUrl, standardFontDataUrl] = process.argv.slice(1);
const { readFile } = await import('node:fs/promises');
console.log = console.warn = console.info = () => undefined;
const { getDocument } = await import(module);
const data = new Uint8Array(await readFile(path));
const document = await getDocument({ data, isEvalSupported: false, enableXfa: false, disableFontFace: true,
  useSystemFonts: false, stopAtErrors: false, verbosity: 0, cMapUrl, standardFontDataUrl }).promise;
const { info, metadata } = await document.getMetadata().catch(() => ({ info: {}, metadata: null }));
let text = '';
for (let n = 1; n <= Math.min(Number(pages), document.numPages) && text.length < Number(characters); n++) {
  const content = await (await document.getPage(n)).getTextContent();
  for (const item of content.items) text += (item.str ?? '') + (item.hasEOL ? '\\n' : ' ');
}
const stated = ['prism:doi', 'dc:identifier', 'pdfx:doi'].map((key) => metadata?.get(key)).concat(info?.Subject, info?.doi);
process.stdout.write(JSON.stringify({ pages: document.numPages, title: info?.Title ?? null,
  stated: stated.flat().filter((one) => typeof one === 'string').join('\\n').slice(0, 2000),
  text: text.slice(0, Number(characters)) }), () => process.exit(0));
`;

interface Reading {
  pages: number;
  title: unknown;
  stated: string;
  text: string;
}

const UNREAD: PdfFacts = { pages: null, title: null, dois: [], text: '' };

/** Reads what a PDF says of itself: title, DOIs, the text of its first pages. One file at a time. */
@Injectable()
export class PdfReader {
  private last: Promise<unknown> = Promise.resolve();

  /** Never rejects: a file that cannot be read has no facts. */
  facts(path: string): Promise<PdfFacts> {
    const turn = this.last.then(() => read(path));
    this.last = turn;
    return turn;
  }
}

async function read(path: string): Promise<PdfFacts> {
  const output = await run(path).catch((error: unknown) => {
    log.info({ reader: error instanceof Error ? error.message.slice(0, 120) : 'failed' }, 'a PDF could not be read');
    return null;
  });
  if (output === null) return UNREAD;
  try {
    const { pages, title, stated, text } = JSON.parse(output) as Reading;
    return { pages, title: plain(title), dois: doisIn(`${stated}\n${text}`), text: text.replaceAll('\u0000', '') };
  } catch {
    return UNREAD;
  }
}

function run(path: string): Promise<string> {
  const module = require.resolve('pdfjs-dist/legacy/build/pdf.mjs');
  // Without the character maps the text of East Asian files is not read.
  const assets = ['cmaps', 'standard_fonts'].map((folder) => join(dirname(module), '../..', folder, '/'));
  const args = [`--max-old-space-size=${MEMORY_MB}`, '--input-type=module', '-e', READER, '--'];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [...args, `file://${module}`, path, String(PAGES), String(CHARACTERS), ...assets],
      // Without the environment the reader knows no secrets.
      { timeout: LONGEST_MS, killSignal: 'SIGKILL', maxBuffer: 4_000_000, env: {}, windowsHide: true },
      (error, stdout) => (error ? reject(new Error(error.killed ? 'too slow' : 'not readable')) : resolve(stdout)),
    );
  });
}

function plain(title: unknown): string | null {
  if (typeof title !== 'string') return null;
  const text = title
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
  return text === '' ? null : text;
}

/** The first ten DOIs of a text, each once; the article's own stands before those it cites. */
export function doisIn(text: string): string[] {
  const found: string[] = [];
  for (const [match] of text.matchAll(/10\.\d{4,9}\/[^\s"<>|{}^`\\]{1,200}/g)) {
    const doi = doiIn(match);
    if (doi && !found.includes(doi)) found.push(doi);
    if (found.length === 10) break;
  }
  return found;
}
