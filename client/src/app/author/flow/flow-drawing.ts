import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  signal,
  ViewEncapsulation,
} from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Router } from '@angular/router';
import type { Flow } from '@shared/contracts/flow';
import { drawFlow } from '@shared/domain/prisma/svg';
import { Texts } from '../../data/texts';
import { drawOptionsOf, type FlowPart, linksOf } from './flow-links';

/**
 * The diagram, drawn by the same code as its files, in the colours of the screen. Its numbers are links. Below its natural
 * width it scrolls rather than shrinks, so that it can be read on a phone.
 */
@Component({
  selector: 'eh-flow-drawing',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  template: `<div
    class="eh-flow-paper"
    tabindex="0"
    role="region"
    [attr.aria-label]="label()"
    [innerHTML]="svg()"
  ></div>`,
  styles: `
    .eh-flow-paper {
      overflow-x: auto;
      padding-block-end: var(--eh-2);

      svg {
        display: block;
        height: auto;
        font-family: var(--eh-sans);
        font-variant-numeric: lining-nums;
      }
      .paper {
        fill: none;
      }
      text {
        fill: var(--eh-ink);
      }
      .box > rect {
        fill: var(--eh-surface);
        stroke: var(--eh-line-strong);
      }
      .title rect,
      .bar rect {
        fill: var(--eh-accent-soft);
      }
      .title text,
      .bar text {
        fill: var(--eh-accent-strong);
      }
      .arrow path {
        stroke: var(--eh-line-strong);
      }
      .arrow path:last-child {
        fill: var(--eh-line-strong);
        stroke: none;
      }
      .arrow path[stroke-dasharray] {
        stroke: var(--eh-notice);
      }
      .arrow path[stroke-dasharray] + path {
        fill: var(--eh-notice);
      }
      .in-progress text,
      svg > .count text {
        fill: var(--eh-notice);
      }
      .in-progress rect {
        fill: var(--eh-notice);
      }
      .footnote {
        fill: var(--eh-ink-2);
      }
      a.count {
        outline: none;
        text-decoration: none;
      }
      a.count .hit {
        fill: var(--eh-accent-soft);
        fill-opacity: 0;
        stroke: none;
      }
      a.count:hover .hit {
        fill-opacity: 1;
      }
      a.count:hover text {
        fill: var(--eh-accent-strong);
      }
      a.count:focus-visible .hit {
        fill-opacity: 1;
        stroke: var(--eh-focus);
        stroke-width: 2;
      }
      svg > a.count:focus-visible text {
        text-decoration: underline;
      }
    }
  `,
  host: { '(click)': 'follow($event)' },
})
export class FlowDrawing {
  private readonly sanitizer = inject(DomSanitizer);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly reviewId = input.required<string>();
  readonly flow = input.required<Flow>();
  readonly part = input.required<FlowPart>();
  readonly label = input.required<string>();
  protected readonly idPrefix = signal(`prisma-${Math.random().toString(36).slice(2, 8)}`);

  /** Every word in it is escaped by the drawing itself. */
  protected readonly svg = computed(() =>
    this.sanitizer.bypassSecurityTrustHtml(
      drawFlow(this.part().flow, {
        ...drawOptionsOf(this.flow()),
        href: linksOf(this.reviewId(), this.flow(), this.part()),
        title: this.label(),
        idPrefix: this.idPrefix(),
        locale: this.texts.language() === 'en' ? 'en-GB' : this.texts.language(),
      }),
    ),
  );

  /** A plain click stays in the application; any other does what the browser does with links. */
  protected follow(event: MouseEvent): void {
    const link = (event.target as Element).closest('a.count');
    const href = link?.getAttribute('href');
    if (!href || !this.host.nativeElement.contains(link)) return;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void this.router.navigateByUrl(href);
  }
}
