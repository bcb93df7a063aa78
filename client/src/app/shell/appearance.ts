import { DOCUMENT } from '@angular/common';
import { effect, inject, Injectable, signal } from '@angular/core';
import { MediaWidths } from './media-widths';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
/** Per cent of the browser's own text size. */
export const TEXT_SIZES = [80, 90, 100, 112, 125, 150, 175, 200] as const;

const STORE = 'eh.appearance';

/** Theme, contrast and text size of this browser. `public/appearance.js` applies the stored values before the first paint. */
@Injectable({ providedIn: 'root' })
export class Appearance {
  private readonly document = inject(DOCUMENT);
  private readonly root = this.document.documentElement;
  private readonly widths = new MediaWidths(this.document);
  readonly theme = signal<Theme>('system');
  readonly moreContrast = signal(false);
  readonly textSize = signal(100);

  constructor() {
    const stored = read();
    const theme = THEMES.find((name) => name === stored['theme']);
    if (theme) this.theme.set(theme);
    this.moreContrast.set(stored['contrast'] === 'more');
    const size = TEXT_SIZES.find((percent) => percent === stored['textSize']);
    if (size) this.textSize.set(size);
    effect(() => this.apply(this.theme(), this.moreContrast(), this.textSize()));
  }

  private apply(theme: Theme, moreContrast: boolean, textSize: number): void {
    if (theme === 'system') delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = theme;
    if (moreContrast) this.root.dataset['contrast'] = 'more';
    else delete this.root.dataset['contrast'];
    this.root.style.fontSize = textSize === 100 ? '' : `${textSize}%`;
    this.widths.set(textSize);
    try {
      localStorage.setItem(STORE, JSON.stringify({ theme, contrast: moreContrast ? 'more' : 'system', textSize }));
    } catch {
      // Kept for this visit only.
    }
  }
}

function read(): Record<string, unknown> {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
}
