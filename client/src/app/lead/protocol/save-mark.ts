import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { DraftState } from './draft-state';

/** Whether what is on the screen is on the server. */
@Component({
  selector: 'eh-save-mark',
  imports: [Icon, Moment, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (state.saveState()) {
      @case ('saved') {
        @if (state.savedAt(); as at) {
          <eh-icon name="check" /> {{ 'protocol.save.saved' | transloco }} <time ehMoment [value]="at"></time>
        } @else {
          {{ 'protocol.save.untouched' | transloco }}
        }
      }
      @case ('failed') {
        <span class="failed"><eh-icon name="warning" /> {{ 'protocol.save.failed' | transloco }}</span>
        <button type="button" (click)="state.flush()">{{ 'ui.again' | transloco }}</button>
      }
      @default {
        {{ 'protocol.save.saving' | transloco }}
      }
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 0.35em;
      align-items: center;
      min-height: 1.5rem;
      font-size: var(--eh-text-s);
      color: var(--eh-ink-2);
    }
    .failed {
      color: var(--eh-danger);
    }
    button {
      padding: 0;
      border: 0;
      background: none;
      color: var(--eh-accent);
      text-decoration: underline;
      cursor: pointer;
    }
  `,
  host: { role: 'status' },
})
export class SaveMark {
  protected readonly state = inject(DraftState);
}
