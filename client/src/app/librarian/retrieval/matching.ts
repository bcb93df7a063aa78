import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon';
import { IncomingFiles } from './incoming-files';
import { ReportChoice } from './report-choice';

/** Files that came in, each with the reports it may be; one word attaches all that have a report. */
@Component({
  selector: 'eh-matching',
  imports: [Icon, MatButton, ReportChoice, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 class="eh-section">{{ 'retrieval.matching.title' | transloco }}</h2>
    <ul>
      @for (one of incoming.all(); track one.id) {
        <li [class.failed]="one.state === 'failed'">
          <eh-icon [name]="one.state === 'failed' ? 'warning' : 'full-text'" />
          <div class="file">
            <span class="name">{{ one.name }}</span>
            <span class="eh-small eh-quiet">
              @switch (one.state) {
                @case ('waiting') {
                  {{ 'retrieval.matching.waiting' | transloco }}
                }
                @case ('sending') {
                  {{ 'retrieval.matching.sending' | transloco }}
                }
                @case ('failed') {
                  {{ one.problem }}
                }
                @default {
                  @if (one.upload?.pages === null) {
                    {{ 'retrieval.matching.unread' | transloco }}
                  } @else {
                    {{ 'retrieval.matching.pages' | transloco: { count: one.upload?.pages ?? 0 } }}
                  }
                }
              }
            </span>
          </div>
          @if (one.state === 'here') {
            <eh-report-choice [one]="one" />
          }
          @if (one.state === 'failed' && one.file) {
            <button matButton="outlined" type="button" class="again" (click)="incoming.again(one.id)">
              {{ 'ui.again' | transloco }}
            </button>
          }
          <button
            type="button"
            class="eh-icon-button"
            [attr.aria-label]="'retrieval.matching.dismiss' | transloco: { name: one.name }"
            [disabled]="one.state === 'sending'"
            (click)="incoming.dismiss(one)"
          >
            <eh-icon name="close" />
          </button>
        </li>
      }
    </ul>
    <div class="eh-row">
      <button matButton="filled" type="button" [disabled]="incoming.ready().length === 0" (click)="attached.emit()">
        {{ 'retrieval.matching.attach' | transloco: { count: incoming.ready().length } }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: block;
      padding-block: var(--eh-4);
      border-bottom: var(--eh-hair);
    }
    ul {
      margin: 0 0 var(--eh-3);
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(8rem, 1fr) minmax(0, 2fr) auto;
      gap: var(--eh-3);
      align-items: start;
      padding-block: var(--eh-3);
      border-bottom: var(--eh-hair);
    }
    .file {
      display: grid;
      grid-column: 2;
      min-width: 0;
    }
    .name {
      overflow-wrap: anywhere;
      font-weight: 600;
    }
    li > .again {
      justify-self: start;
    }
    li > .eh-icon-button {
      grid-column: 4;
    }
    @media (max-width: 45rem) {
      li {
        grid-template-columns: auto minmax(0, 1fr) auto;
      }
      li > .eh-icon-button {
        grid-row: 1;
        grid-column: 3;
      }
      eh-report-choice {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class Matching {
  protected readonly incoming = inject(IncomingFiles);
  readonly attached = output();
}
