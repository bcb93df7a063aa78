import { DecimalPipe } from '@angular/common';
import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatAnchor, MatButton } from '@angular/material/button';
import type { ExportCounts, RecordsFileSize } from '@shared/contracts/exports';
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
  imports: [
    DecimalPipe,
    FormFieldBox,
    InputControl,
    MatAnchor,
    MatButton,
    NumberLink,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
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
                {{ 'author.exports.lists.' + one.id | transloco }} ({{ one.n | number }})
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
      <section class="holds">
        @if (size(); as found) {
          <p class="count" role="status">
            <eh-number [value]="found.records" [link]="found.leftOut > 0 ? null : records()" [params]="chosen()" />
            {{ (found.records === 1 ? 'author.exports.one' : 'author.exports.many') | transloco }}
            @if (found.leftOut > 0) {
              <span class="eh-quiet">{{
                'author.exports.leftOut' | transloco: { count: found.leftOut | number }
              }}</span>
            }
          </p>
        } @else if (!problem()) {
          <eh-skeleton shape="text" [lines]="1" />
        }
        @if (size()?.records === 0) {
          <button matButton="filled" disabled>{{ 'author.exports.save' | transloco }}</button>
        } @else {
          <a matButton="filled" [href]="address()" download>{{ 'author.exports.save' | transloco }}</a>
        }
        <dl>
          <dt>{{ 'author.exports.holds' | transloco }}</dt>
          <dd>
            {{
              (format() === 'covidence-csv' ? 'author.exports.fieldsForCovidence' : 'author.exports.fields') | transloco
            }}
          </dd>
          <dd>{{ 'author.exports.labels.' + format() | transloco }}</dd>
          <dt>{{ 'author.exports.lacks' | transloco }}</dt>
          <dd>{{ 'author.exports.omits.' + format() | transloco }}</dd>
        </dl>
      </section>
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
    .holds {
      max-width: 44rem;
      margin-bottom: var(--eh-4);
    }
    .count {
      margin-bottom: var(--eh-3);
      font-size: var(--eh-text-l);
    }
    dl {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: var(--eh-1) var(--eh-4);
      margin: var(--eh-4) 0 0;
      font-size: var(--eh-text-s);
    }
    dt {
      grid-column: 1;
      color: var(--eh-ink-2);
    }
    dd {
      grid-column: 2;
      margin: 0;
    }
    dd + dt,
    dd + dt + dd {
      margin-top: var(--eh-2);
    }
    @media (max-width: 599px) {
      dd + dt + dd {
        margin-top: 0;
      }
      dl {
        grid-template-columns: 1fr;
      }
      dd {
        grid-column: 1;
      }
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
    const error = this.resource.error() ?? this.sizes.error();
    return error ? this.problems.of(error, 'author') : '';
  });
  protected readonly lists = computed(() => {
    const places = this.counts()?.places ?? [];
    return LISTS.map(({ id, places: wanted }) => ({
      id,
      n: places
        .filter(({ place }) => (wanted.length === 0 ? place !== 'withdrawn' : wanted.includes(place)))
        .reduce((sum, { n }) => sum + n, 0),
    }));
  });
  /** Which records, as the list of records is asked for them too. */
  protected readonly chosen = computed((): Record<string, string> => {
    const places = LISTS.find(({ id }) => id === this.list())?.places ?? [];
    return {
      ...(places.length > 0 ? { place: places.join(',') } : {}),
      ...(this.searchId() ? { searchId: this.searchId() } : {}),
    };
  });
  private readonly query = computed(() => new URLSearchParams({ format: this.format(), ...this.chosen() }).toString());
  protected readonly address = computed(() => `/api/reviews/${this.reviewId()}/exports/records?${this.query()}`);
  private readonly sizes = httpResource<RecordsFileSize>(
    () => `/api/reviews/${this.reviewId()}/exports/size?${this.query()}`,
  );
  /** The last one stays while the next is asked for. */
  protected readonly size = linkedSignal<RecordsFileSize | null, RecordsFileSize | null>({
    source: () => (this.sizes.hasValue() ? this.sizes.value() : null),
    computation: (found, before) => found ?? before?.value ?? null,
  });
}
