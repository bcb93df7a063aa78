import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ProtocolDocument } from '@shared/contracts/protocol';
import { protocolBlocks, type ProtocolMeta } from '@shared/domain/protocol/document-blocks';

/** A protocol as it prints: every PRISMA-P item under its number, gaps included. */
@Component({
  selector: 'eh-document-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (block of blocks(); track $index) {
      @switch (block.kind) {
        @case ('heading') {
          @if (block.level === 2) {
            <h2>{{ block.text }}</h2>
          } @else if (block.level === 3) {
            <h3>{{ block.text }}</h3>
          }
        }
        @case ('paragraph') {
          <p [class.gap]="block.isNotStated">
            @if (block.lead) {
              <strong>{{ block.lead }}.</strong>
            }
            {{ block.text }}
          </p>
        }
        @case ('list') {
          @if (block.isOrdered) {
            <ol>
              @for (item of block.items; track $index) {
                <li>{{ item }}</li>
              }
            </ol>
          } @else {
            <ul>
              @for (item of block.items; track $index) {
                <li>{{ item }}</li>
              }
            </ul>
          }
        }
        @case ('table') {
          <div class="table">
            <table>
              <caption>
                {{
                  block.caption
                }}
              </caption>
              <thead>
                <tr>
                  @for (column of block.columns; track $index) {
                    <th scope="col">{{ column }}</th>
                  }
                </tr>
              </thead>
              <tbody>
                @for (row of block.rows; track $index) {
                  <tr>
                    @for (cell of row; track $index) {
                      <td>{{ cell }}</td>
                    }
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
      }
    }
  `,
  styles: `
    :host {
      display: block;
      max-width: var(--eh-measure);
      font: 400 var(--eh-reading) / var(--eh-reading-leading) var(--eh-serif);
    }
    h2 {
      margin: var(--eh-6) 0 var(--eh-3);
      padding-top: var(--eh-4);
      border-top: var(--eh-hair);
    }
    h3 {
      margin: var(--eh-5) 0 var(--eh-1);
      font: 600 var(--eh-text-s) / 1.4 var(--eh-sans);
      color: var(--eh-ink-2);
    }
    p,
    li {
      white-space: pre-line;
    }
    p + p {
      margin-top: var(--eh-2);
    }
    .gap {
      font-style: italic;
      color: var(--eh-ink-2);
    }
    ol,
    ul {
      padding-inline-start: 1.5rem;
    }
    .table {
      overflow-x: auto;
    }
    table {
      width: 100%;
      margin-top: var(--eh-2);
      font: 400 var(--eh-text-s) / 1.45 var(--eh-sans);
    }
    caption {
      padding-bottom: var(--eh-1);
      font-weight: 600;
      text-align: start;
    }
    th,
    td {
      padding: var(--eh-1) var(--eh-3) var(--eh-1) 0;
      border-top: var(--eh-hair);
      text-align: start;
      vertical-align: top;
      white-space: pre-line;
    }
  `,
})
export class DocumentView {
  readonly document = input.required<ProtocolDocument>();
  readonly meta = input.required<ProtocolMeta>();
  /** The title and the line below it are the screen's own. */
  protected readonly blocks = computed(() => protocolBlocks(this.document(), this.meta()).slice(2));
}
