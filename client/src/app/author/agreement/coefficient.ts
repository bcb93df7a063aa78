import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Texts } from '../../data/texts';

export type Estimate =
  { estimable: false; reason: string } | { estimable: true; value: number; lower?: number; upper?: number };

/** A coefficient with its interval, or the reason why there is none. */
@Component({
  selector: 'eh-coefficient',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (figure(); as text) {
      <span class="eh-figure">{{ text }}</span>&ngsp;
      @if (interval(); as range) {
        <span class="eh-figure eh-quiet range">{{ range }}</span>
      }
    } @else {
      <span class="eh-quiet">{{ reason() }}</span>
    }
  `,
  styles: `
    .range {
      margin-inline-start: var(--eh-2);
      font-size: var(--eh-text-s);
      white-space: nowrap;
    }
  `,
})
export class Coefficient {
  private readonly texts = inject(Texts);
  readonly value = input.required<Estimate>();
  /** Shown as a percentage. */
  readonly isShare = input(false);

  protected readonly figure = computed(() => {
    const value = this.value();
    return value.estimable ? this.format(value.value) : null;
  });
  protected readonly interval = computed(() => {
    const value = this.value();
    if (!value.estimable || value.lower === undefined || value.upper === undefined) return null;
    // A large-sample interval may reach past the ends of its scale; nobody reads 103%.
    const floor = this.isShare() ? 0 : -1;
    const range = {
      lower: this.format(Math.max(floor, value.lower)),
      upper: this.format(Math.min(1, value.upper)),
    };
    return this.texts.of('author.agreement.interval', range);
  });
  protected readonly reason = computed(() => {
    const value = this.value();
    return value.estimable ? '' : this.texts.of('author.agreement.notEstimable', { reason: value.reason });
  });

  private format(value: number): string {
    const style = this.isShare()
      ? ({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const)
      : ({ minimumFractionDigits: 2, maximumFractionDigits: 2 } as const);
    // What rounds to nothing has no sign.
    return new Intl.NumberFormat(this.texts.language(), { ...style, signDisplay: 'negative' })
      .format(value)
      .replace('-', '−');
  }
}
