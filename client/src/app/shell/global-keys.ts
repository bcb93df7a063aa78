import { inject, Injectable, Injector } from '@angular/core';
import { HelpState } from '../ui/help-state';
import { Keys } from '../ui/keys';

/** The keys that work everywhere. What they open is fetched when first wanted. */
@Injectable({ providedIn: 'root' })
export class GlobalKeys {
  private readonly injector = inject(Injector);
  private readonly help = inject(HelpState);

  constructor() {
    inject(Keys).bind([
      { id: 'everywhere.palette', key: 'mod+k', labelKey: 'keys.palette', run: () => void this.openPalette() },
      { id: 'everywhere.keys', key: '?', labelKey: 'keys.sheet', run: () => void this.openKeySheet() },
      { id: 'everywhere.help', key: 'F1', labelKey: 'keys.help', run: () => this.help.isOpen.update((open) => !open) },
    ]);
  }

  async openPalette(): Promise<void> {
    const { openPalette } = await import('./palette');
    openPalette(this.injector);
  }

  async openKeySheet(): Promise<void> {
    const { openKeySheet } = await import('./key-sheet');
    openKeySheet(this.injector);
  }
}
