import type { Readable } from 'node:stream';
import { Refusal } from '@shared/domain/refusal';

const MAGIC = Buffer.from('%PDF-');

/**
 * Passes a body on once its first bytes are those of a PDF. Decided by content alone: what begins as anything else
 * (a web page with a PDF further down, an image, a program) is refused before any of it is kept.
 * @throws Refusal not_a_pdf
 */
export async function* onlyPdf(body: Readable): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < MAGIC.length) continue;
    if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw notPdf();
    yield head;
    head = null;
  }
  if (head !== null && head.length > 0) throw notPdf();
}

const notPdf = (): Refusal =>
  new Refusal('not_a_pdf', 'The file is not a PDF, whatever its name says. Nothing was kept.', 415);
