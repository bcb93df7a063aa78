import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input } from '@angular/core';
import { HelpState } from './help-state';

/**
 * The head of a screen: its title, a line below it, and its one main act at the end.
 *
 * `<eh-page-header [title]="..." [lead]="..." help="screening.help"> <button matButton="filled">…</button> </eh-page-header>`
 */
@Component({
  selector: 'eh-page-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="words">
      <h1>{{ title() }}</h1>
      @if (lead()) {
        <p class="eh-quiet">{{ lead() }}</p>
      }
    </div>
    <div class="acts"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-3) var(--eh-5);
      align-items: flex-end;
      margin-bottom: var(--eh-5);
    }
    .words {
      flex: 1 1 20rem;
      min-width: 0;
    }
    p {
      margin-top: var(--eh-1);
      max-width: var(--eh-measure);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-2);
      align-items: center;
    }
    .acts:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly title = input.required<string>();
  readonly lead = input('');
  /** Text key of this screen's help. */
  readonly help = input('');

  constructor() {
    const state = inject(HelpState);
    effect(() => state.topic.set(this.help() || null));
    inject(DestroyRef).onDestroy(() => {
      if (state.topic() === this.help()) state.topic.set(null);
    });
  }
}
