import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { roundTicks } from './axis';

const INSET = { left: 40, right: 16, top: 28, bottom: 44 };
/** Pixels of one tick's figures with room around them. */
const TICK = 70;
/** Pixels that the words of the line of chance take. */
const CHANCE_WORDS = 100;

/**
 * Relevant records found against records read, with what reading in random order would have found by the same pace. Drawn at
 * the width it has, so that its words keep their size on a phone.
 */
@Component({
  selector: 'eh-recall-curve',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg [attr.viewBox]="'0 0 ' + width() + ' ' + height()" role="img" [attr.aria-label]="spoken()">
      @for (tick of ticks().found; track tick) {
        <line class="grid" [attr.x1]="left" [attr.x2]="width() - right" [attr.y1]="y(tick)" [attr.y2]="y(tick)" />
        <text [attr.x]="left - 8" [attr.y]="y(tick) + 4" text-anchor="end">{{ figure(tick) }}</text>
      }
      @for (tick of ticks().read; track tick) {
        <text [attr.x]="x(tick)" [attr.y]="height() - 24" text-anchor="middle">{{ figure(tick) }}</text>
      }
      @if (found()) {
        <path class="chance" [attr.d]="chance()" />
        <path class="curve" [attr.d]="path()" />
        <circle class="now" r="4" [attr.cx]="x(read())" [attr.cy]="y(found())" />
        <text class="said" [attr.x]="endOfCurve().x" [attr.y]="endOfCurve().y" [attr.text-anchor]="endOfCurve().anchor">
          {{ 'recall.curve.found' | transloco: { count: found() } }}
        </text>
        <text [attr.x]="width() - right" [attr.y]="underChance()" text-anchor="end">
          {{ 'recall.curve.chance' | transloco }}
        </text>
      }
      <text class="axis" [attr.x]="(width() + left) / 2" [attr.y]="height() - 4" text-anchor="middle">
        {{ 'recall.curve.read' | transloco }}
      </text>
    </svg>
  `,
  styles: `
    :host {
      display: block;
      max-width: 52rem;
    }
    svg {
      display: block;
      width: 100%;
      height: auto;
      font-family: var(--eh-sans);
      font-size: 13px;
      font-variant-numeric: tabular-nums lining-nums;
    }
    text {
      fill: var(--eh-ink-2);
    }
    .said {
      fill: var(--eh-ink);
      font-weight: 600;
    }
    .grid {
      stroke: var(--eh-line);
    }
    .chance {
      stroke: var(--eh-ink-3);
      stroke-dasharray: 5 4;
      fill: none;
    }
    .curve {
      stroke: var(--eh-accent);
      stroke-width: 2;
      stroke-linejoin: round;
      fill: none;
    }
    .now {
      fill: var(--eh-accent);
    }
  `,
})
export class RecallCurve {
  readonly total = input.required<number>();
  readonly read = input.required<number>();
  /** At which records read (from 1) a relevant one was found. */
  readonly positions = input.required<readonly number[]>();
  readonly spoken = input.required<string>();

  protected readonly left = INSET.left;
  protected readonly right = INSET.right;
  /** The width on the page, in pixels; one that fits most screens until it is known. */
  protected readonly width = signal(640);
  protected readonly height = computed(() => Math.round(Math.min(340, Math.max(230, this.width() * 0.45))));
  protected readonly found = computed(() => this.positions().length);
  private readonly most = computed(() => Math.max(4, this.found() * 1.05));
  protected readonly ticks = computed(() => ({
    read: roundTicks(this.total(), Math.floor((this.width() - INSET.left) / TICK)),
    found: roundTicks(this.most(), 4),
  }));
  protected readonly path = computed(() => {
    const steps = this.positions().map((position, at) => `H${this.x(position)}V${this.y(at + 1)}`);
    return `M${this.x(0)} ${this.y(0)}${steps.join('')}H${this.x(this.read())}`;
  });
  /** In random order the relevant come evenly: as many in all as were found, at the same pace from the start. */
  protected readonly chance = computed(
    () => `M${this.x(0)} ${this.y(0)}L${this.x(this.total())} ${this.y(this.found())}`,
  );
  /** Where the number found stands: over the curve's end, to its left where there is no room to the right. */
  protected readonly endOfCurve = computed(() => ({
    x: this.x(this.read()) + (this.read() < this.total() * 0.7 ? 8 : 0),
    y: this.y(this.found()) - 8,
    anchor: this.read() < this.total() * 0.7 ? 'start' : 'end',
  }));

  /** Where the words under the line of chance stand, which end with it: as low as the line is where they begin. */
  protected readonly underChance = computed(
    () => this.y(this.found() * Math.max(0, 1 - CHANCE_WORDS / (this.width() - INSET.left - INSET.right))) + 16,
  );

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      if (typeof ResizeObserver === 'undefined') return;
      const observer = new ResizeObserver(([entry]) => {
        const width = Math.round(entry?.contentRect.width ?? 0);
        if (width > 0) this.width.set(width);
      });
      observer.observe(host);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }

  protected figure(value: number): string {
    return value.toLocaleString();
  }

  protected x(read: number): number {
    return INSET.left + (read / Math.max(this.total(), 1)) * (this.width() - INSET.left - INSET.right);
  }

  protected y(found: number): number {
    return this.height() - INSET.bottom - (found / this.most()) * (this.height() - INSET.top - INSET.bottom);
  }
}
