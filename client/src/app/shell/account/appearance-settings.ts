import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Appearance, TEXT_SIZES, THEMES } from '../appearance';

/** Theme, contrast and text size; each takes effect at once and stays on this browser. */
@Component({
  selector: 'eh-appearance-settings',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ 'account.theme' | transloco }}</legend>
      @for (theme of themes; track theme) {
        <label class="eh-check">
          <input
            type="radio"
            name="theme"
            [value]="theme"
            [checked]="appearance.theme() === theme"
            (change)="appearance.theme.set(theme)"
          />
          {{ 'account.themes.' + theme | transloco }}
        </label>
      }
    </fieldset>
    <label class="eh-check">
      <input
        type="checkbox"
        [checked]="appearance.moreContrast()"
        (change)="appearance.moreContrast.set(!appearance.moreContrast())"
      />
      {{ 'account.contrast' | transloco }}
    </label>
    <label class="size" for="eh-text-size">
      <span>{{ 'account.textSize' | transloco }}</span>
      <select class="eh-input" id="eh-text-size" (change)="choose($any($event.target).value)">
        @for (size of sizes; track size) {
          <option [value]="size" [selected]="size === appearance.textSize()">{{ size }} %</option>
        }
      </select>
    </label>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--eh-4);
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-2) var(--eh-5);
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend,
    .size span {
      display: block;
      margin-bottom: var(--eh-1);
      padding: 0;
      font-size: var(--eh-text-s);
      font-weight: 600;
    }
    select {
      width: 9rem;
    }
  `,
})
export class AppearanceSettings {
  protected readonly appearance = inject(Appearance);
  protected readonly themes = THEMES;
  protected readonly sizes = TEXT_SIZES;

  protected choose(percent: string): void {
    this.appearance.textSize.set(Number(percent));
  }
}
