import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/**
 * A count that opens what it counts. `link` is a router link; a count of nothing, or one without a link, is plain text;
 * an unknown one is a dash.
 */
@Component({
  selector: 'eh-number',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (link() && value()) {
      <a class="eh-figure" [routerLink]="link()" [queryParams]="params()" [attr.aria-label]="spoken()">{{ text() }}</a>
    } @else {
      <span class="eh-figure">{{ text() }}</span>
    }
  `,
})
export class NumberLink {
  private readonly transloco = inject(TranslocoService);
  readonly value = input.required<number | null | undefined>();
  readonly link = input<string | readonly unknown[] | null>(null);
  readonly params = input<Params | null>(null);
  /** What the number counts, for those who hear the link out of its place. */
  readonly label = input('');
  /** Digits after the point; whole numbers when left out. */
  readonly digits = input(0);

  protected readonly spoken = computed(() => (this.label() ? `${this.text()} ${this.label()}` : null));
  protected readonly text = computed(() => {
    const value = this.value();
    if (value === null || value === undefined || Number.isNaN(value)) return '–';
    const digits = { minimumFractionDigits: this.digits(), maximumFractionDigits: this.digits() };
    return new Intl.NumberFormat(this.transloco.activeLang(), digits).format(value);
  });
}
