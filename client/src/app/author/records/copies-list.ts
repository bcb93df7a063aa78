import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Copies, Copy } from '@shared/contracts/duplicates';
import { Texts } from '../../data/texts';

/** Records that were joined to one, and what its text takes from each. Nothing where there are none. */
@Component({
  selector: 'eh-copies-list',
  imports: [RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (rows().length) {
      <section class="eh-section" aria-labelledby="copies">
        <h2 id="copies">{{ 'author.record.copies' | transloco }}</h2>
        <ul class="copies">
          @for (row of rows(); track row.citationId) {
            <li>
              <a [routerLink]="['/reviews', reviewId(), 'records', row.citationId]">
                <span class="eh-figure">{{ 'screening.number' | transloco: { number: row.ordinal } }}</span>
                · {{ row.source }}
              </a>
              @if (row.gives.length) {
                <span class="eh-quiet eh-small">
                  {{ 'author.record.gives' | transloco: { what: named(row) } }}
                </span>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--eh-3);
      align-items: baseline;
      min-height: var(--eh-target);
      overflow-wrap: anywhere;
    }
  `,
})
export class CopiesList {
  private readonly texts = inject(Texts);
  readonly reviewId = input.required<string>();
  readonly citationId = input.required<string>();
  private readonly resource = httpResource<Copies>(
    () => `/api/reviews/${this.reviewId()}/records/${encodeURIComponent(this.citationId())}/copies`,
  );
  protected readonly rows = computed(() => (this.resource.hasValue() ? this.resource.value().rows : []));

  protected named({ gives }: Copy): string {
    return gives.map((field) => this.texts.of(`author.record.given.${field}`)).join(', ');
  }
}
