import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { diffWordsWithSpace } from 'diff';

/** One field in two versions. */
export interface ComparedField {
  label: string;
  before: string | null;
  after: string | null;
}

interface Piece {
  text: string;
  kind: 'added' | 'removed' | 'same';
}

/**
 * Two versions of something, field by field and word by word. What one side alone has is underlined there, so that it is
 * seen without colour; fields that agree are shown once, quietly, or left out.
 */
@Component({
  selector: 'eh-field-diff',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <table>
      <caption class="eh-visually-hidden">
        {{
          caption()
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ 'ui.field' | transloco }}</th>
          <th scope="col">{{ beforeLabel() }}</th>
          <th scope="col">{{ afterLabel() }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.label) {
          <tr>
            <th scope="row">{{ row.label }}</th>
            @if (row.isSame) {
              <td colspan="2" class="eh-quiet">{{ row.text || ('ui.empty' | transloco) }}</td>
            } @else {
              @for (side of [row.before, row.after]; track $index) {
                <td>
                  @for (piece of side; track $index) {
                    @switch (piece.kind) {
                      @case ('added') {
                        <ins>{{ piece.text }}</ins>
                      }
                      @case ('removed') {
                        <del>{{ piece.text }}</del>
                      }
                      @default {
                        <span>{{ piece.text }}</span>
                      }
                    }
                  } @empty {
                    <span class="eh-quiet">{{ 'ui.empty' | transloco }}</span>
                  }
                </td>
              }
            }
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    table {
      width: 100%;
      table-layout: fixed;
    }
    th,
    td {
      padding: 0.4rem 0.625rem 0.4rem 0;
      border-bottom: var(--eh-hair);
      text-align: start;
      vertical-align: top;
    }
    th {
      color: var(--eh-ink-2);
      font-size: var(--eh-text-xs);
      font-weight: 600;
    }
    th:first-child {
      width: 8.5rem;
    }
    td {
      white-space: pre-wrap;
    }
    ins {
      background: var(--eh-added);
      text-decoration: underline 1px;
      text-underline-offset: 0.2em;
    }
    del {
      background: var(--eh-removed);
      text-decoration: underline wavy 1px;
      text-underline-offset: 0.2em;
    }
    @media (max-width: 40rem) {
      thead {
        position: absolute;
        clip-path: inset(50%);
      }
      tr,
      th,
      td {
        display: block;
        width: auto;
        border: 0;
      }
      tr {
        padding-block: var(--eh-2);
        border-bottom: var(--eh-hair);
      }
    }
  `,
})
export class FieldDiff {
  readonly caption = input.required<string>();
  readonly beforeLabel = input.required<string>();
  readonly afterLabel = input.required<string>();
  readonly fields = input.required<readonly ComparedField[]>();
  /** Whether fields that agree are left out. */
  readonly onlyChanges = input(false);

  protected readonly rows = computed(() =>
    this.fields()
      .map(({ label, before, after }) => {
        const [left, right] = [before ?? '', after ?? ''];
        const pieces = left === right ? [] : piecesOf(left, right);
        return {
          label,
          isSame: left === right,
          text: left,
          before: pieces.filter(({ kind }) => kind !== 'added'),
          after: pieces.filter(({ kind }) => kind !== 'removed'),
        };
      })
      .filter(({ isSame }) => !(isSame && this.onlyChanges())),
  );
}

function piecesOf(before: string, after: string): Piece[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }));
}
