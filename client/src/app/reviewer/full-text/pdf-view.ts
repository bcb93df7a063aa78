import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon';
import {
  type DrawnPage,
  drawPage,
  faultOf,
  type OpenPdf,
  openPdf,
  type PdfFault,
  searchable,
  textOf,
} from './pdf-document';

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3] as const;
const MOST_HITS = 1000;
/** Pages kept drawn around the one that is read. */
const KEPT = 6;
const HIGHLIGHT = 'eh-pdf-found';

interface Hit {
  page: number;
  /** Which one on its page, from 0. */
  nth: number;
}

/** A PDF with its text: pages drawn as they come near, search, page jump, zoom. */
@Component({
  selector: 'eh-pdf',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  templateUrl: './pdf-view.html',
  styleUrl: './pdf-view.scss',
  host: { class: 'eh-pdf' },
})
export class PdfView {
  readonly src = input.required<string>();
  readonly name = input('');

  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly findField = viewChild<ElementRef<HTMLInputElement>>('find');
  protected readonly pdf = signal<OpenPdf | null>(null);
  protected readonly fault = signal<PdfFault | null>(null);
  protected readonly page = signal(1);
  /** Null: as wide as the pane. */
  protected readonly zoom = signal<number | null>(null);
  private readonly paneWidth = signal(600);
  protected readonly hits = signal<readonly Hit[]>([]);
  protected readonly hit = signal(-1);
  protected readonly query = signal('');
  private readonly drawn = new Map<number, DrawnPage | null>();
  private opening = 0;

  protected readonly count = computed(() => this.pdf()?.document.numPages ?? 0);
  protected readonly numbers = computed(() => Array.from({ length: this.count() }, (_, i) => i + 1));
  protected readonly scale = computed(() => {
    const pdf = this.pdf();
    const fit = pdf ? (this.paneWidth() - 32) / pdf.size.width : 1;
    return Math.max(0.2, this.zoom() ?? Math.min(fit, 4));
  });
  protected readonly shape = computed(() => {
    const size = this.pdf()?.size ?? { width: 600, height: 800 };
    return { width: size.width * this.scale(), height: size.height * this.scale() };
  });

  constructor() {
    effect(() => {
      const src = this.src();
      untracked(() => void this.open(src));
    });
    effect((onCleanup) => {
      const pane = this.scroller()?.nativeElement;
      if (!pane || !this.pdf()) return;
      const resize = new ResizeObserver(() => this.paneWidth.set(pane.clientWidth));
      resize.observe(pane);
      onCleanup(() => resize.disconnect());
    });
    effect((onCleanup) => {
      const pane = this.scroller()?.nativeElement;
      const scale = this.scale();
      if (!pane || !this.pdf()) return;
      this.forget();
      const near = new IntersectionObserver(
        (entries) => {
          for (const { isIntersecting, target } of entries) {
            const number = Number((target as HTMLElement).dataset['page']);
            if (isIntersecting) void this.draw(number, target as HTMLElement, scale);
          }
        },
        { root: pane, rootMargin: '400px 0px' },
      );
      // The pages are in the document once this turn has been painted.
      const timer = setTimeout(() => pane.querySelectorAll('.page').forEach((page) => near.observe(page)));
      onCleanup(() => {
        clearTimeout(timer);
        near.disconnect();
      });
    });
    inject(DestroyRef).onDestroy(() => this.shut());
  }

  focusSearch(): void {
    this.findField()?.nativeElement.focus();
  }

  turn(by: 1 | -1): void {
    this.go(this.page() + by);
  }

  resize(by: 1 | -1): void {
    const now = this.scale();
    const next =
      by > 0 ? ZOOMS.find((zoom) => zoom > now + 0.01) : [...ZOOMS].reverse().find((zoom) => zoom < now - 0.01);
    if (next) this.zoom.set(next);
  }

  protected fit(): void {
    this.zoom.set(null);
  }

  protected go(number: number): void {
    const wanted = Math.min(this.count(), Math.max(1, Math.round(number) || 1));
    this.page.set(wanted);
    const pane = this.scroller()?.nativeElement;
    pane?.querySelector(`[data-page="${wanted}"]`)?.scrollIntoView({ block: 'start' });
  }

  protected scrolled(): void {
    const pane = this.scroller()?.nativeElement;
    if (!pane) return;
    const pages = pane.querySelectorAll<HTMLElement>('.page');
    const middle = pane.scrollTop + pane.clientHeight / 3;
    let [low, high] = [0, pages.length - 1];
    while (low < high) {
      const at = Math.ceil((low + high) / 2);
      if ((pages[at]?.offsetTop ?? 0) <= middle) low = at;
      else high = at - 1;
    }
    this.page.set(low + 1);
  }

  protected async search(words: string): Promise<void> {
    const query = searchable(words.trim());
    if (query === this.query()) return this.next(1);
    this.query.set(query);
    this.hits.set([]);
    this.hit.set(-1);
    const pdf = this.pdf();
    if (!pdf || !query) return this.mark();
    for (let page = 1; page <= pdf.document.numPages && this.hits().length < MOST_HITS; page++) {
      const text = await textOf(pdf.document, page).catch(() => '');
      if (this.query() !== query || this.pdf() !== pdf) return;
      const found = placesOf(text, query).map((_, nth) => ({ page, nth }));
      if (found.length > 0) this.hits.update((hits) => [...hits, ...found]);
      if (this.hit() < 0 && found.length > 0) this.next(1);
    }
    this.mark();
  }

  protected next(by: 1 | -1): void {
    const all = this.hits().length;
    if (all === 0) return;
    this.hit.set((this.hit() + by + all) % all);
    const hit = this.hits()[this.hit()];
    if (hit && hit.page !== this.page()) this.go(hit.page);
    this.mark();
  }

  private async open(src: string): Promise<void> {
    const turn = ++this.opening;
    this.shut();
    this.fault.set(null);
    this.page.set(1);
    this.query.set('');
    this.hits.set([]);
    try {
      const pdf = await openPdf(src);
      if (turn === this.opening) this.pdf.set(pdf);
      else pdf.close();
    } catch (error) {
      if (turn === this.opening) this.fault.set(faultOf(error));
    }
  }

  private shut(): void {
    this.forget();
    this.pdf()?.close();
    this.pdf.set(null);
  }

  private forget(): void {
    for (const page of this.drawn.values()) page?.cancel();
    this.drawn.clear();
  }

  private async draw(number: number, box: HTMLElement, scale: number): Promise<void> {
    const pdf = this.pdf();
    if (!pdf || this.drawn.has(number)) return;
    this.drawn.set(number, null);
    try {
      const page = await drawPage(await pdf.document.getPage(number), box, scale);
      if (this.pdf() !== pdf || this.scale() !== scale) return page.cancel();
      this.drawn.set(number, page);
      this.release(number);
      this.mark();
    } catch {
      // Cancelled, or a page that cannot be drawn: it stays blank and the others go on.
      this.drawn.delete(number);
    }
  }

  /** Far pages give their pixels back. */
  private release(around: number): void {
    for (const [number, page] of this.drawn) {
      if (Math.abs(number - around) <= KEPT || !page) continue;
      page.cancel();
      this.drawn.delete(number);
      this.scroller()?.nativeElement.querySelector(`[data-page="${number}"]`)?.replaceChildren();
    }
  }

  private mark(): void {
    if (typeof Highlight === 'undefined') return;
    const query = this.query();
    const found = new Highlight();
    const current = new Highlight();
    const here = this.hits()[this.hit()];
    for (const [number, page] of this.drawn) {
      if (!page || !query) continue;
      rangesOf(page, query).forEach((range, nth) => {
        const isHere = here?.page === number && here.nth === nth;
        (isHere ? current : found).add(range);
        if (isHere) range.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
      });
    }
    CSS.highlights.set(HIGHLIGHT, found);
    CSS.highlights.set(`${HIGHLIGHT}-here`, current);
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
