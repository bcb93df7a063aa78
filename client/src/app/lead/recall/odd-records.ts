import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SecondLook } from '@shared/contracts/ranking';

/** Words shown of each record: enough to see what the model sees. */
const WORDS = 4;

/** Records that stand out, the oddest first, each with the words that make it so; its title opens it, to be reopened there. */
@Component({
  selector: 'eh-odd-records',
  imports: [RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (shown().length) {
      <ol [attr.aria-label]="caption()">
        @for (row of shown(); track row.id) {
          <li>
            <a [routerLink]="[base(), 'records', row.id]">{{ row.title ?? '–' }}</a>
            <span class="eh-quiet eh-small eh-figure">
              #{{ row.ordinal }}{{ row.year === null ? '' : ' · ' + row.year }} ·
              {{ 'recall.secondLook.score' | transloco }} {{ row.score }}
            </span>
            @if (row.words) {
              <span class="eh-small">
                {{ (speaks() === 'for' ? 'recall.secondLook.why' : 'recall.secondLook.against') | transloco: row }}
              </span>
            }
          </li>
        }
      </ol>
    } @else {
      <p class="eh-quiet">{{ 'recall.secondLook.none' | transloco }}</p>
    }
  `,
  styles: `
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      gap: var(--eh-1);
      padding-block: var(--eh-3);
      max-width: 60rem;
    }
    li + li {
      border-top: var(--eh-hair);
    }
    a {
      font: 400 var(--eh-text-l) / 1.35 var(--eh-serif);
      text-decoration-line: none;
    }
    a:hover,
    a:focus-visible {
      text-decoration-line: underline;
    }
  `,
})
export class OddRecords {
  readonly caption = input.required<string>();
  readonly rows = input.required<SecondLook['excluded']>();
  readonly base = input.required<string>();
  /** Which side of a record's words is told: what speaks for including it, or against. */
  readonly speaks = input.required<'for' | 'against'>();

  protected readonly shown = computed(() =>
    this.rows().map(({ id, ordinal, title, year, score, terms }) => ({
      id,
      ordinal,
      title,
      year,
      score: score.toFixed(2),
      words: terms
        .filter(({ weight }) => (this.speaks() === 'for' ? weight > 0 : weight < 0))
        .slice(0, WORDS)
        .map(({ term }) => term)
        .join(', '),
    })),
  );
}
