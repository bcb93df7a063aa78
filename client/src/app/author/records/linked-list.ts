import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LinkedRecord, LinkedRecords } from '@shared/contracts/duplicates';

/** Records that belong with one: what they are to it, and who says so. Nothing where there are none. */
@Component({
  selector: 'eh-linked-list',
  imports: [RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (rows().length) {
      <section class="eh-section" aria-labelledby="linked-records">
        <h2 id="linked-records">{{ 'author.record.linked' | transloco }}</h2>
        <ul class="linked">
          @for (row of rows(); track row.citationId + row.relation) {
            <li>
              <p class="eh-label">{{ 'relations.' + wording(row) | transloco }}</p>
              <a class="title" [routerLink]="['/reviews', reviewId(), 'records', row.citationId]">{{
                row.title ?? ('author.records.noTitle' | transloco)
              }}</a>
              <p class="eh-quiet eh-small">
                <span class="eh-figure">{{ 'screening.number' | transloco: { number: row.ordinal } }}</span>
                @if (row.year) {
                  <span class="eh-figure"> · {{ row.year }}</span>
                }
              </p>
              @for (reason of telling(row); track $index) {
                <p class="eh-quiet eh-small">{{ reason.note }}</p>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    li {
      overflow-wrap: anywhere;
    }
    li + li {
      margin-top: var(--eh-4);
    }
    .title {
      font-family: var(--eh-serif);
    }
  `,
})
export class LinkedList {
  readonly reviewId = input.required<string>();
  readonly citationId = input.required<string>();
  private readonly resource = httpResource<LinkedRecords>(
    () => `/api/reviews/${this.reviewId()}/records/${encodeURIComponent(this.citationId())}/links`,
  );
  protected readonly rows = computed(() => (this.resource.hasValue() ? this.resource.value().rows : []));

  /** What the other record is to this one, where their sources say which of them is the notice. */
  protected wording({ relation, isNotice }: LinkedRecord): string {
    return isNotice === null ? relation : `${isNotice ? 'by' : 'of'}.${relation}`;
  }

  /** What the records say themselves, else what the comparison found to be other than in a copy. */
  protected telling({ why }: LinkedRecord): LinkedRecord['why'] {
    const said = why.filter(({ field }) => field === 'stated');
    return said.length > 0 ? said : why.filter(({ verdict }) => verdict === 'differs');
  }
}
