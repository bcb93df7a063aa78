import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** How far something is: a hairline bar with its figures. Without `max` it only says that work goes on. */
@Component({
  selector: 'eh-meter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="words">
      <span [class.terse]="isTerse()">{{ label() }}</span>
      @if (max() !== null && figures()) {
        <span class="eh-figure eh-quiet">{{ text() }}</span>
      }
    </span>
    <span
      class="bar"
      role="progressbar"
      [attr.aria-label]="label()"
      aria-valuemin="0"
      [attr.aria-valuemax]="max()"
      [attr.aria-valuenow]="max() === null ? null : value()"
      [attr.aria-valuetext]="max() === null ? null : text()"
    >
      <span class="done" [class.endless]="max() === null" [style.inline-size.%]="share()"></span>
    </span>
  `,
  styles: `
    :host {
      display: block;
    }
    .words {
      display: flex;
      gap: var(--eh-3);
      justify-content: space-between;
      margin-bottom: var(--eh-1);
      font-size: var(--eh-text-s);
    }
    .bar {
      display: block;
      height: 4px;
      overflow: hidden;
      border-radius: 2px;
      background: var(--eh-line);
    }
    .done {
      display: block;
      height: 100%;
      background: var(--eh-accent);
      transition: inline-size var(--eh-fast);
    }
    .endless {
      inline-size: 30%;
      animation: pass 1.4s ease-in-out infinite alternate;
    }
    @keyframes pass {
      to {
        translate: 233%;
      }
    }
    @media (max-width: 45rem) {
      .terse {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .endless {
        inline-size: 100%;
        opacity: 0.5;
      }
    }
  `,
})
export class ProgressMeter {
  private readonly transloco = inject(TranslocoService);
  readonly label = input.required<string>();
  readonly value = input(0);
  readonly max = input<number | null>(null);
  /** Whether "12 of 40" stands beside the label. */
  readonly figures = input(true);
  /** Whether on a phone the label is only read out, and the figures alone stand over the bar. */
  readonly isTerse = input(false);

  protected readonly share = computed(() => {
    const max = this.max();
    if (max === null) return null;
    return max > 0 ? Math.min(100, Math.max(0, (100 * this.value()) / max)) : 0;
  });
  protected readonly text = computed(() => {
    const number = new Intl.NumberFormat(this.transloco.activeLang());
    return this.transloco.translate('ui.ofAll', {
      done: number.format(this.value()),
      all: number.format(this.max() ?? 0),
    });
  });
}
