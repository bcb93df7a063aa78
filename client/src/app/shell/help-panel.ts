import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Texts } from '../data/texts';
import { HelpState } from '../ui/help-state';
import { Icon } from '../ui/icon';
import { KeyHint } from '../ui/key-hint';
import { Keys } from '../ui/keys';
import { GlobalKeys } from './global-keys';

/** What the open screen is for and which keys it has, always in the same place (WCAG 3.2.6). */
@Component({
  selector: 'eh-help-panel',
  imports: [Icon, KeyHint, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <aside [attr.aria-label]="'help.title' | transloco">
      <header>
        <h2>{{ 'help.title' | transloco }}</h2>
        <button
          type="button"
          class="eh-icon-button"
          [attr.aria-label]="'ui.close' | transloco"
          (click)="help.isOpen.set(false)"
        >
          <eh-icon name="close" />
        </button>
      </header>
      @for (paragraph of paragraphs(); track $index) {
        <p>{{ paragraph }}</p>
      } @empty {
        <p class="eh-quiet">{{ 'help.none' | transloco }}</p>
      }
      @if (shortcuts().length) {
        <h3>{{ 'help.keys' | transloco }}</h3>
        <dl>
          @for (shortcut of shortcuts(); track shortcut.id) {
            <div>
              <dt><eh-key [key]="shortcut.currentKey" [isAlways]="true" /></dt>
              <dd>{{ shortcut.labelKey | transloco }}</dd>
            </div>
          }
        </dl>
      }
      <button type="button" class="all" (click)="globalKeys.openKeySheet()">{{ 'help.allKeys' | transloco }}</button>
    </aside>
  `,
  styleUrl: './help-panel.scss',
})
export class HelpPanel {
  private readonly texts = inject(Texts);
  private readonly keys = inject(Keys);
  protected readonly help = inject(HelpState);
  protected readonly globalKeys = inject(GlobalKeys);

  protected readonly paragraphs = computed(() => {
    this.texts.language();
    const topic = this.help.topic();
    return topic && this.texts.has(topic) ? this.texts.of(topic).split(/\n\s*\n/) : [];
  });
  protected readonly shortcuts = computed(() =>
    this.keys.listed().filter((shortcut) => !shortcut.id.startsWith('everywhere.') && (shortcut.when?.() ?? true)),
  );
}
