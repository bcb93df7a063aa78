import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatAnchor } from '@angular/material/button';
import type { ExportCounts } from '@shared/contracts/exports';
import { RECORD_FORMATS, type RecordFormat } from '@shared/contracts/record-formats';
import { ProblemText } from '../../data/problem-text';
import { FormFieldBox, InputControl } from '../../ui/field';
import { NumberLink } from '../../ui/number-link';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';

/** The lists people ask for, each as the places of its records. */
const LISTS: readonly { id: string; places: readonly string[] }[] = [
  { id: 'included', places: ['included'] },
  { id: 'assessedOut', places: ['assessed-out'] },
  { id: 'notRetrieved', places: ['not-retrieved'] },
  { id: 'toAssess', places: ['retrieval', 'assessing', 'assessing-conflict'] },
  { id: 'screenedOut', places: ['screened-out', 'screened-out-automation'] },
  { id: 'toScreen', places: ['screening', 'screening-conflict'] },
  { id: 'removed', places: ['removed-automation', 'removed-other'] },
  { id: 'duplicates', places: ['duplicate'] },
  { id: 'all', places: [] },
];

/** Lists of records as files for reference managers, spreadsheets and programs. */
@Component({
  selector: 'eh-exports',
  imports: [FormFieldBox, InputControl, MatAnchor, NumberLink, PageHeader, RouterLink, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page">
      <eh-page-header
        [title]="'author.exports.title' | transloco"
        [lead]="'author.exports.lead' | transloco"
        help="author.exports.help"
      />
      @if (problem()) {
        <p class="eh-problem" role="alert">{{ problem() }}</p>
      }
      <div class="choose">
        <eh-field [label]="'author.exports.list' | transloco">
          <select ehInput (change)="list.set($any($event.target).value)">
            @for (one of lists(); track one.id) {
              <option [value]="one.id" [selected]="one.id === list()">
                {{ 'author.exports.lists.' + one.id | transloco }} ({{ one.n }})
              </option>
            }
          </select>
        </eh-field>
        <eh-field [label]="'author.exports.source' | transloco">
          <select ehInput (change)="searchId.set($any($event.target).value)">
            <option value="">{{ 'author.exports.everySource' | transloco }}</option>
            @for (source of counts()?.sources ?? []; track source.searchId) {
              <option [value]="source.searchId" [selected]="source.searchId === searchId()">{{ source.source }}</option>
            }
          </select>
        </eh-field>
        <eh-field [label]="'author.exports.format' | transloco" [hint]="'author.exports.hints.' + format() | transloco">
          <select ehInput (change)="format.set($any($event.target).value)">
            @for (one of formats; track one) {
              <option [value]="one" [selected]="one === format()">
                {{ 'author.exports.formats.' + one | transloco }}
              </option>
            }
          </select>
        </eh-field>
      </div>
      <a matButton="filled" [href]="address()" download>{{ 'author.exports.save' | transloco }}</a>
      <section class="eh-section sources">
        <h2>{{ 'author.exports.bySource' | transloco }}</h2>
        @if (counts(); as found) {
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{{ 'author.exports.source' | transloco }}</th>
                  <th scope="col" class="numeric">{{ 'author.exports.cycle' | transloco }}</th>
                  <th scope="col" class="numeric">{{ 'author.exports.identified' | transloco }}</th>
                  <th scope="col" class="numeric">{{ 'author.exports.lists.duplicates' | transloco }}</th>
                  <th scope="col" class="numeric">{{ 'author.exports.lists.included' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (source of found.sources; track source.searchId) {
                  <tr>
                    <th scope="row">{{ source.source }}</th>
                    <td class="numeric">{{ source.cycle }}</td>
                    <td class="numeric">
                      <eh-number
                        [value]="source.identified"
                        [link]="records()"
                        [params]="{ searchId: source.searchId }"
                      />
                    </td>
                    <td class="numeric">
                      <eh-number
                        [value]="source.duplicates"
                        [link]="records()"
                        [params]="{ searchId: source.searchId, place: 'duplicate' }"
                      />
                    </td>
                    <td class="numeric">
                      <eh-number
                        [value]="source.included"
                        [link]="records()"
                        [params]="{ searchId: source.searchId, place: 'included' }"
                      />
                    </td>
                  </tr>
                } @empty {
                  <tr>
                    <td colspan="5" class="eh-quiet">{{ 'author.exports.noSource' | transloco }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        } @else if (!problem()) {
          <eh-skeleton shape="row" [lines]="4" />
        }
      </section>
      <p class="eh-quiet eh-small">
        {{ 'author.exports.more' | transloco }}
        <a [routerLink]="['/reviews', reviewId(), 'flow']">{{ 'navigation.flow' | transloco }}</a>
      </p>
    </div>
  `,
  styles: `
    .choose {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: var(--eh-4);
      margin-bottom: var(--eh-4);
    }
    .sources {
      margin-top: var(--eh-6);
    }
    .scroll {
      overflow-x: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    tbody tr {
      border-block-start: var(--eh-hair);
    }
    th,
    td {
      padding: var(--eh-2) var(--eh-4) var(--eh-2) 0;
      text-align: start;
      font-weight: 400;
    }
    thead th {
      font-size: var(--eh-text-s);
      font-weight: 600;
    }
    .numeric {
      text-align: end;
    }
  `,
})
export class Exports {
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  private readonly resource = httpResource<ExportCounts>(() => `/api/reviews/${this.reviewId()}/exports`);
  protected readonly counts = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  protected readonly formats = RECORD_FORMATS;
  protected readonly list = signal('included');
  protected readonly searchId = signal('');
  protected readonly format = signal<RecordFormat>('ris');
  protected readonly records = computed(() => ['/reviews', this.reviewId(), 'records']);
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problems.of(error, 'author') : '';
  });
  protected readonly lists = computed(() => {
    const places = this.counts()?.places ?? [];
    return LISTS.map(({ id, places: wanted }) => ({
      id,
      n: places.filter(({ place }) => wanted.length === 0 || wanted.includes(place)).reduce((sum, { n }) => sum + n, 0),
    }));
  });
  protected readonly address = computed(() => {
    const query = new URLSearchParams({ format: this.format() });
    const places = LISTS.find(({ id }) => id === this.list())?.places ?? [];
    if (places.length > 0) query.set('place', places.join(','));
    if (this.searchId()) query.set('searchId', this.searchId());
    return `/api/reviews/${this.reviewId()}/exports/records?${query.toString()}`;
  });
}
