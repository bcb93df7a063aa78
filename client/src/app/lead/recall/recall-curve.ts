import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

const WIDTH = 640;
const HEIGHT = 300;
const INSET = { left: 48, right: 12, top: 12, bottom: 40 };

/** Relevant records found against records read, with what reading in random order would have found. */
@Component({
  selector: 'eh-recall-curve',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg [attr.viewBox]="'0 0 ${WIDTH} ${HEIGHT}'" role="img" [attr.aria-label]="spoken()">
      @for (tick of ticks(); track tick.y) {
        <line class="grid" x1="${INSET.left}" x2="${WIDTH - INSET.right}" [attr.y1]="tick.y" [attr.y2]="tick.y" />
        <text x="${INSET.left - 6}" [attr.y]="tick.y + 4" text-anchor="end">{{ tick.found }}</text>
        <text [attr.x]="tick.x" y="${HEIGHT - INSET.bottom + 18}" text-anchor="middle">{{ tick.read }}</text>
      }
      @if (found()) {
        <path class="chance" [attr.d]="chance()" />
        <path class="curve" [attr.d]="path()" />
      }
      <text class="axis" x="${(WIDTH + INSET.left) / 2}" y="${HEIGHT - 4}" text-anchor="middle">
        {{ 'recall.curve.read' | transloco }}
      </text>
    </svg>
  `,
  styles: `
    svg {
      width: 100%;
      height: auto;
      max-width: 52rem;
      font-family: var(--eh-sans);
      font-size: 13px;
    }
    text {
      fill: var(--eh-ink-2);
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
      fill: none;
    }
  `,
})
export class RecallCurve {
  readonly total = input.required<number>();
  readonly read = input.required<number>();
  /** At which records read (from 1) a relevant one was found. */
  readonly positions = input.required<readonly number[]>();
  readonly spoken = input.required<string>();

  protected readonly found = computed(() => this.positions().length);
  /** The scale of relevant records: a round number not below what was found. */
  private readonly most = computed(() => Math.max(4, Math.ceil(this.found() / 4) * 4));
  protected readonly ticks = computed(() =>
    [0, 0.25, 0.5, 0.75, 1].map((share) => ({
      x: this.x(share * this.total()),
      y: this.y(share * this.most()),
      read: Math.round(share * this.total()),
      found: share * this.most(),
    })),
  );
  protected readonly path = computed(() => {
    const steps = this.positions().map((position, at) => `H${this.x(position)}V${this.y(at + 1)}`);
    return `M${this.x(0)} ${this.y(0)}${steps.join('')}H${this.x(this.read())}`;
  });
  /** In random order the relevant come evenly: as many by now as were found, at the same pace from the start. */
  protected readonly chance = computed(
    () => `M${this.x(0)} ${this.y(0)}L${this.x(this.total())} ${this.y(this.found())}`,
  );

  private x(read: number): number {
    return INSET.left + (read / Math.max(this.total(), 1)) * (WIDTH - INSET.left - INSET.right);
  }

  private y(found: number): number {
    return HEIGHT - INSET.bottom - (found / this.most()) * (HEIGHT - INSET.top - INSET.bottom);
  }
}
