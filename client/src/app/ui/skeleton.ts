import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** The shape of what is being loaded, so that nothing jumps when it comes. `lines` counts text lines or table rows. */
@Component({
  selector: 'eh-skeleton',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="eh-visually-hidden">{{ 'ui.loading' | transloco }}</span>
    @for (width of widths(); track $index) {
      <span class="line" [class]="shape()" [style.inline-size.%]="width"></span>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .line {
      display: block;
      height: 0.8em;
      margin-block: 0.325em;
      border-radius: 3px;
      background: var(--eh-hover);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    .title {
      height: 1.35em;
      margin-block: 0.4em 0.6em;
    }
    .row {
      height: 2.25rem;
      margin: 0;
      border-radius: 0;
      border-block-end: var(--eh-hair);
      background: linear-gradient(var(--eh-hover) 0 0) 0 50% / 62% 0.8em no-repeat;
    }
    @keyframes breathe {
      to {
        opacity: 0.55;
      }
    }
  `,
  host: { role: 'status' },
})
export class Skeleton {
  readonly lines = input(3);
  readonly shape = input<'text' | 'title' | 'row'>('text');
  protected readonly widths = computed(() => {
    const full = this.shape() === 'row' ? [100] : [97, 93, 99, 88, 95];
    const all = Array.from({ length: this.lines() }, (_, line) => full[line % full.length] ?? 100);
    if (this.shape() === 'text' && all.length > 1) all[all.length - 1] = 61;
    return this.shape() === 'title' ? all.map(() => 46) : all;
  });
}
