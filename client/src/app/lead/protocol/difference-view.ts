import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProtocolDifference } from '@shared/contracts/protocol';

/**
 * Two versions side by side, only where they differ. Words taken away are struck out on the left, words added are underlined
 * on the right; both are announced, so that neither hangs on colour.
 */
@Component({
  selector: 'eh-difference',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (section of difference().sections; track section.key) {
      <section>
        <h3>{{ 'protocol.differenceSections.' + section.key | transloco }}</h3>
        @for (item of section.items; track item.path) {
          <article>
            <h4>
              <span class="kind" [class]="item.change">{{ 'protocol.changes.' + item.change | transloco }}</span>
              {{ item.label }}
              @if (item.move; as move) {
                <span class="eh-quiet">{{ 'protocol.movedFrom' | transloco: { from: move.from, to: move.to } }}</span>
              }
            </h4>
            @for (field of item.fields; track field.field) {
              @if (item.fields.length > 1 || field.label !== item.label) {
                <p class="eh-label">{{ field.label }}</p>
              }
              <div class="sides">
                <p class="side" [class.blank]="!field.before">
                  @for (part of field.words; track $index) {
                    @if (part.kind === 'removed') {
                      <del
                        ><span class="eh-visually-hidden">{{ 'protocol.removedWords' | transloco }} </span
                        >{{ part.text }}</del
                      >
                    } @else if (part.kind === 'same') {
                      <span>{{ part.text }}</span>
                    }
                  }
                </p>
                <p class="side" [class.blank]="!field.after">
                  @for (part of field.words; track $index) {
                    @if (part.kind === 'added') {
                      <ins
                        ><span class="eh-visually-hidden">{{ 'protocol.addedWords' | transloco }} </span
                        >{{ part.text }}</ins
                      >
                    } @else if (part.kind === 'same') {
                      <span>{{ part.text }}</span>
                    }
                  }
                </p>
              </div>
            }
          </article>
        }
      </section>
    }
  `,
  styles: `
    section + section {
      margin-top: var(--eh-6);
    }
    h3 {
      margin-bottom: var(--eh-2);
    }
    article {
      padding-block: var(--eh-3);
      border-top: var(--eh-hair);
    }
    h4 {
      margin-bottom: var(--eh-2);
    }
    h4 .eh-quiet {
      font-weight: 400;
    }
    .kind {
      margin-inline-end: var(--eh-2);
      padding: 0.05rem 0.4rem;
      border-radius: 3px;
      background: var(--eh-sunken);
      font-size: var(--eh-text-xs);
      font-weight: 600;
      color: var(--eh-ink-2);
    }
    .kind.added {
      background: var(--eh-added);
      color: var(--eh-ink);
    }
    .kind.removed {
      background: var(--eh-removed);
      color: var(--eh-ink);
    }
    .sides {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--eh-5);
      margin-bottom: var(--eh-3);
    }
    .side {
      white-space: pre-wrap;
      font: 400 var(--eh-text-m) / var(--eh-reading-leading) var(--eh-serif);
    }
    .side + .side {
      padding-inline-start: var(--eh-5);
      border-inline-start: var(--eh-hair);
    }
    del {
      background: var(--eh-removed);
      text-decoration: line-through;
    }
    ins {
      background: var(--eh-added);
      text-decoration: underline;
      text-underline-offset: 0.15em;
    }
    @media (max-width: 44rem) {
      .sides {
        grid-template-columns: 1fr;
        gap: var(--eh-2);
      }
      .side.blank {
        display: none;
      }
      .side + .side {
        padding-inline-start: 0;
        border: 0;
      }
    }
  `,
})
export class DifferenceView {
  readonly difference = input.required<ProtocolDifference>();
}
