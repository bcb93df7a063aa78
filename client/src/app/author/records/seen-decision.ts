import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RecordRow } from '@shared/contracts/screening';
import type { Quotation } from '@shared/domain/screening/quotation';
import { Moment } from '../../ui/moment';
import { QuotationList } from '../../ui/record/quotation-list';
import { VerdictBadge } from '../../ui/verdict-badge';

type Decision = RecordRow['standings'][number]['decisions'][number];

/** One decision or resolution as far as it may be seen: who, when, under which protocol, why, and on which words. */
@Component({
  selector: 'eh-seen-decision',
  imports: [Moment, QuotationList, TranslocoPipe, VerdictBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="who">
      <eh-verdict [verdict]="decision().verdict" />
      <b>{{ isResolution() ? ('author.record.settledBy' | transloco: { name: name() }) : name() }}</b>
      <span class="eh-quiet eh-small">
        <time ehMoment [value]="decision().at"></time> ·
        {{ 'author.record.version' | transloco: { version: decision().protocolVersion } }}
        @if (decision().isImported) {
          · {{ 'author.record.imported' | transloco }}
        }
      </span>
    </p>
    @if (reasons()) {
      <p>{{ reasons() }}</p>
    }
    @if (decision().tags.length) {
      <p class="eh-quiet eh-small">{{ decision().tags.join(' · ') }}</p>
    }
    @if (decision().note; as note) {
      <p class="eh-quiet note">{{ note }}</p>
    }
    @if (decision().quotations.length) {
      <eh-quotations
        [quotations]="decision().quotations"
        [reasons]="named()"
        [fileIds]="fileIds()"
        [isOpenable]="!!fileIds()?.length"
        (opened)="opened.emit($event)"
      />
    }
  `,
  styles: `
    :host {
      display: block;
      max-width: var(--eh-measure);
      padding-block: var(--eh-2);
    }
    .who {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--eh-2);
      align-items: baseline;
    }
    .note {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class SeenDecision {
  readonly decision = input.required<Decision>();
  readonly isResolution = input(false);
  /** What a reader is called whose name is not shown. */
  readonly nameless = input.required<string>();
  readonly reasonNames = input.required<ReadonlyMap<string, string>>();
  /** Files of the report that are attached now; null for who may not open them. */
  readonly fileIds = input<readonly string[] | null>(null);
  readonly opened = output<Quotation>();

  protected readonly name = computed(() => this.decision().by ?? this.nameless());
  protected readonly reasons = computed(() =>
    this.decision()
      .reasons.map((id) => this.reasonNames().get(id) ?? id)
      .join('; '),
  );
  protected readonly named = computed(() =>
    [...this.reasonNames()].map(([id, label]) => ({ id, label, description: '', stage: 'both' as const })),
  );
}
