import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Conflict } from '@shared/contracts/screening';
import type { Quotation } from '@shared/domain/screening/quotation';
import type { ExclusionReason } from '@shared/domain/protocol/protocol';
import { QuotationList } from '../../ui/record/quotation-list';
import { VerdictBadge } from '../../ui/verdict-badge';

/** One reader's side of a conflict: vote, reasons, tags, note, and under which protocol; never who they are. */
@Component({
  selector: 'eh-side',
  imports: [QuotationList, TranslocoPipe, VerdictBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>
      {{ side().reader }}
      @if (side().isMe) {
        <span class="eh-quiet">({{ 'conflicts.you' | transloco }})</span>
      }
      <eh-verdict [verdict]="side().verdict" />
    </h2>
    @if (labels().length) {
      <ul class="reasons">
        @for (label of labels(); track label) {
          <li>{{ label }}</li>
        }
      </ul>
    } @else if (side().verdict === 'exclude') {
      <p class="eh-quiet">{{ 'conflicts.noReasons' | transloco }}</p>
    }
    @if (side().tags.length) {
      <p class="eh-quiet">{{ side().tags.join(' · ') }}</p>
    }
    @if (side().note) {
      <blockquote>{{ side().note }}</blockquote>
    }
    @if (side().quotations.length) {
      <eh-quotations
        [quotations]="side().quotations"
        [reasons]="reasons()"
        [fileIds]="fileIds()"
        (opened)="opened.emit($event)"
      />
    }
    @if (side().protocolVersion !== version()) {
      <p class="eh-quiet">{{ 'conflicts.underVersion' | transloco: { version: side().protocolVersion } }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      font-size: var(--eh-text-s);
    }
    h2 {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-2);
      align-items: center;
      margin-bottom: var(--eh-1);
      font: 600 var(--eh-text-s) / 1.4 var(--eh-sans);
    }
    blockquote {
      margin-top: var(--eh-1);
      padding-inline-start: var(--eh-3);
      border-inline-start: 2px solid var(--eh-line-strong);
      font-family: var(--eh-serif);
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class SideView {
  readonly side = input.required<Conflict['sides'][number]>();
  readonly reasons = input.required<readonly ExclusionReason[]>();
  /** The protocol version in force; a side that was taken under another one says so. */
  readonly version = input(0);
  /** Files of the report that are attached now. */
  readonly fileIds = input<readonly string[] | null>(null);
  readonly opened = output<Quotation>();
  protected readonly labels = computed(() =>
    this.side().reasons.map((id) => this.reasons().find((reason) => reason.id === id)?.label ?? id),
  );
}
