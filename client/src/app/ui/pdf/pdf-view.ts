import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../icon';
import { KeyHint } from '../key-hint';
import type { Quotation } from '@shared/domain/screening/quotation';
import { boxesOn, type PageSelection, readable } from './page-boxes';
import { type DrawnPage, drawPage, faultOf, type OpenPdf, openPdf, type PdfFault } from './pdf-document';
import { PdfSearch } from './pdf-search';

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3] as const;
/** Pages kept drawn around the one that is read. */
const KEPT = 6;

/** A PDF with its text: pages drawn as they come near, search, page jump, zoom. */
@Component({
  selector: 'eh-pdf',
  imports: [Icon, KeyHint, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  templateUrl: './pdf-view.html',
  styleUrl: './pdf-view.scss',
  host: { class: 'eh-pdf' },
})
export class PdfView {
  readonly src = input.required<string>();
  readonly name = input('');
  /** Words of this file that were kept: marked where they stand. */
  readonly quotations = input<readonly Quotation[]>([]);
  /** Whether selected words can be kept as a quotation. */
  readonly mayQuote = input(false);
  readonly quoted = output<PageSelection>();

  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly findField = viewChild<ElementRef<HTMLInputElement>>('find');
  protected readonly pdf = signal<OpenPdf | null>(null);
  protected readonly fault = signal<PdfFault | null>(null);
  protected readonly page = signal(1);
  /** Null: as wide as the pane. */
  protected readonly zoom = signal<number | null>(null);
  private readonly paneWidth = signal(600);
  private readonly drawn = new Map<number, DrawnPage | null>();
  protected readonly finder = new PdfSearch(this.drawn, (page) => this.go(page));
  protected readonly selection = signal<PageSelection | null>(null);
  protected readonly shown = signal<Quotation | null>(null);
  private opening = 0;
  /** A quotation to be shown once the pages are there. */
  private awaited: Quotation | null = null;

  protected readonly count = computed(() => this.pdf()?.document.numPages ?? 0);
  protected readonly marks = computed(() => {
    const byPage = new Map<number, Quotation[]>();
    for (const one of this.quotations()) byPage.set(one.page, [...(byPage.get(one.page) ?? []), one]);
    return byPage;
  });
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
            const sheet = target.querySelector<HTMLElement>('.sheet');
            if (isIntersecting && sheet) void this.draw(number, sheet, scale);
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
    const select = (): void => this.selection.set(this.mayQuote() ? this.readSelection() : null);
    document.addEventListener('selectionchange', select);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('selectionchange', select);
      this.shut();
    });
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

  protected search(words: string): void {
    void this.finder.find(this.pdf(), words, this.page());
  }

  /** The words that are selected, which are then no longer selected; null where there are none. */
  takeSelection(): PageSelection | null {
    const selection = this.selection();
    if (selection) document.getSelection()?.removeAllRanges();
    return selection;
  }

  /** Goes to a quotation of this file and marks it. */
  show(quotation: Quotation): void {
    this.awaited = quotation;
    if (this.pdf()) this.reveal();
  }

  private reveal(): void {
    const quotation = this.awaited;
    if (!quotation) return;
    this.awaited = null;
    this.shown.set(quotation);
    this.go(quotation.page);
    setTimeout(() => {
      const mark = this.scroller()?.nativeElement.querySelector('.quote.shown');
      mark?.scrollIntoView({ block: 'center', inline: 'nearest' });
    });
  }

  private async open(src: string): Promise<void> {
    const turn = ++this.opening;
    this.shut();
    this.fault.set(null);
    this.page.set(1);
    this.shown.set(null);
    this.selection.set(null);
    this.finder.clear();
    try {
      const pdf = await openPdf(src);
      if (turn !== this.opening) return pdf.close();
      this.pdf.set(pdf);
      // The pages are in the document once this turn has been painted.
      setTimeout(() => this.reveal());
    } catch (error) {
      if (turn === this.opening) this.fault.set(faultOf(error));
    }
  }

  /** What is selected on the page where the selection begins; it ends there, since a quotation stands on one page. */
  private readSelection(): PageSelection | null {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const pageOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('.page');
    const page = pageOf(range.startContainer);
    if (!page || !this.scroller()?.nativeElement.contains(page)) return null;
    const own = range.cloneRange();
    const layer = page.querySelector('.eh-pdf-text');
    if (layer && pageOf(range.endContainer) !== page) own.setEnd(layer, layer.childNodes.length);
    const text = readable(wordsIn(own));
    const boxes = boxesOn(page.getBoundingClientRect(), [...own.getClientRects()]);
    return text && boxes.length > 0 ? { page: Number(page.dataset['page']), text, boxes } : null;
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

  private async draw(number: number, sheet: HTMLElement, scale: number): Promise<void> {
    const pdf = this.pdf();
    if (!pdf || this.drawn.has(number)) return;
    this.drawn.set(number, null);
    try {
      const page = await drawPage(await pdf.document.getPage(number), sheet, scale);
      if (this.pdf() !== pdf || this.scale() !== scale) return page.cancel();
      this.drawn.set(number, page);
      this.release(number);
      this.finder.mark();
      this.finder.reveal(number);
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
      this.scroller()?.nativeElement.querySelector(`[data-page="${number}"] .sheet`)?.replaceChildren();
    }
  }
}

/** Text of the pieces of a range; lines of the text layer end with a line break element. */
function wordsIn(range: Range): string {
  const fragment = range.cloneContents();
  fragment.querySelectorAll('br').forEach((end) => end.replaceWith('\n'));
  return fragment.textContent ?? '';
}
