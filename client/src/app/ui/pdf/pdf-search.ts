import { signal } from '@angular/core';
import { type DrawnPage, type OpenPdf, searchable, textOf } from './pdf-document';

const MOST_HITS = 1000;
const HIGHLIGHT = 'eh-pdf-found';

interface Hit {
  page: number;
  /** Which one on its page, from 0. */
  nth: number;
}

/** Words looked for in a PDF: page by page, marked where they stand on the pages that are drawn. */
export class PdfSearch {
  readonly query = signal('');
  readonly hits = signal<readonly Hit[]>([]);
  readonly hit = signal(-1);
  /** A scan without recognised text has nothing to search. */
  readonly hasText = signal(true);

  /** Page of the hit that is still to be brought into view. */
  private awaited = 0;

  constructor(
    private readonly drawn: ReadonlyMap<number, DrawnPage | null>,
    private readonly goTo: (page: number) => void,
  ) {}

  clear(): void {
    this.query.set('');
    this.hits.set([]);
    this.hit.set(-1);
    this.hasText.set(true);
  }

  /** Looks for the words from the page that is read on; the same words again go to the next hit. */
  async find(pdf: OpenPdf | null, words: string, from: number): Promise<void> {
    const query = searchable(words.trim());
    if (query === this.query()) return this.next(1);
    this.clear();
    this.query.set(query);
    if (!pdf || !query) return this.mark();
    let letters = 0;
    for (let page = 1; page <= pdf.document.numPages && this.hits().length < MOST_HITS; page++) {
      const text = await textOf(pdf.document, page).catch(() => '');
      if (this.query() !== query) return;
      letters += text.trim().length;
      const found = placesOf(text, query).map((_, nth) => ({ page, nth }));
      if (found.length > 0) this.hits.update((hits) => [...hits, ...found]);
      if (this.hit() < 0 && found.length > 0 && page >= from) this.show(this.hits().length - found.length);
    }
    this.hasText.set(letters > 0);
    if (this.hit() < 0 && this.hits().length > 0) this.show(0);
    this.mark();
  }

  next(by: 1 | -1): void {
    const all = this.hits().length;
    if (all > 0) this.show((this.hit() + by + all) % all);
  }

  /** Marks the hits on the pages that are drawn. */
  mark(): void {
    if (typeof Highlight === 'undefined') return;
    const query = this.query();
    const found = new Highlight();
    const current = new Highlight();
    const here = this.hits()[this.hit()];
    for (const [number, page] of this.drawn) {
      if (!page || !query) continue;
      rangesOf(page, query).forEach((range, nth) => {
        (here?.page === number && here.nth === nth ? current : found).add(range);
      });
    }
    CSS.highlights.set(HIGHLIGHT, found);
    CSS.highlights.set(`${HIGHLIGHT}-here`, current);
  }

  /** Brings the hit that was gone to into view, once its page is drawn. */
  reveal(page: number): void {
    const here = this.hits()[this.hit()];
    const drawn = this.drawn.get(page);
    if (!drawn || here?.page !== page || this.awaited !== page) return;
    this.awaited = 0;
    const range = rangesOf(drawn, this.query())[here.nth];
    range?.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }

  private show(at: number): void {
    const hit = this.hits()[at];
    if (!hit) return;
    this.hit.set(at);
    this.awaited = hit.page;
    if (this.drawn.get(hit.page)) this.reveal(hit.page);
    else this.goTo(hit.page);
    this.mark();
  }
}

function placesOf(text: string, query: string): number[] {
  const places: number[] = [];
  for (
    let at = text.indexOf(query);
    at >= 0 && places.length < MOST_HITS;
    at = text.indexOf(query, at + query.length)
  ) {
    places.push(at);
  }
  return places;
}

/** Where the words stand in the text layer; a hit may run over several of its pieces. */
function rangesOf({ layer }: DrawnPage, query: string): Range[] {
  const pieces = layer.textContentItemsStr;
  const places = placesOf(searchable(pieces.join('')), query);
  const place = (offset: number): [Node, number] | null => {
    let left = offset;
    for (const [i, piece] of pieces.entries()) {
      const node = layer.textDivs[i]?.firstChild;
      if (left <= piece.length && node) return [node, Math.min(left, node.textContent?.length ?? 0)];
      left -= piece.length;
    }
    return null;
  };
  return places.flatMap((at) => {
    const [start, end] = [place(at), place(at + query.length)];
    if (!start || !end) return [];
    const range = document.createRange();
    range.setStart(...start);
    range.setEnd(...end);
    return [range];
  });
}
