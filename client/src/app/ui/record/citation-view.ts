import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Citation } from '@shared/contracts/screening';
import { Icon } from '../icon';
import type { Highlighter } from './highlights';
import { paragraphsOf } from './inline-markup';
import { MarkedText } from './marked-text';

/** One link out of the record: its name, where it goes, and what it says. */
interface Way {
  name: string;
  href: string;
  text: string;
}

/** A record as it is read: title, where it was published, abstract, index terms. The text stays where it is between records. */
@Component({
  selector: 'eh-citation',
  imports: [Icon, MarkedText, NgTemplateOutlet, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.brief]': 'isBrief()' },
  template: `
    <h2 class="title" dir="auto" [attr.lang]="language()" tabindex="-1">
      @if (citation().title) {
        <eh-marked [text]="citation().title!" [highlighter]="highlighter()" />
      } @else {
        <span class="eh-quiet">{{ 'screening.noTitle' | transloco }}</span>
      }
    </h2>
    <p class="meta">
      @if (citation().isRetracted) {
        <b class="retracted"><eh-icon name="warning" /> {{ 'screening.retracted' | transloco }}</b>
      }
      @if (people()) {
        <span>{{ people() }}</span>
      }
      @if (published()) {
        <span>{{ published() }}</span>
      }
      @for (way of ways(); track way.href) {
        <a [href]="way.href" target="_blank" rel="noopener noreferrer" [attr.aria-label]="way.name + ' ' + way.text"
          ><span class="name">{{ way.name }}</span> {{ way.text }}</a
        >
      }
      <span class="eh-figure">{{ 'screening.number' | transloco: { number: citation().ordinal } }}</span>
    </p>
    @if (isBrief()) {
      <details>
        <summary class="eh-small">{{ 'screening.abstract' | transloco }}</summary>
        <ng-container [ngTemplateOutlet]="text" />
      </details>
    } @else {
      <ng-container [ngTemplateOutlet]="text" />
    }
    <ng-template #text>
      <div class="abstract" dir="auto" [attr.lang]="language()">
        @for (paragraph of paragraphs(); track $index) {
          <p>
            @if (paragraph.label) {
              <b class="label">{{ paragraph.label }}</b>
            }
            <eh-marked [text]="paragraph.text" [highlighter]="highlighter()" />
          </p>
        } @empty {
          <p class="eh-quiet none">{{ 'screening.noAbstract' | transloco }}</p>
        }
      </div>
      @if (citation().keywords.length) {
        <p class="terms">
          <span class="eh-label">{{ 'screening.indexTerms' | transloco }}</span>
          @for (keyword of citation().keywords; track $index) {
            <span class="term"><eh-marked [text]="keyword" [highlighter]="highlighter()" /></span>
          }
        </p>
      }
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
      max-width: var(--eh-measure);
      font: 400 var(--_size, var(--eh-reading)) / var(--eh-reading-leading) var(--eh-serif);
      overflow-wrap: anywhere;
    }
    details {
      margin-top: var(--eh-2);
    }
    summary {
      min-height: var(--eh-target);
      color: var(--eh-ink-2);
      font-family: var(--eh-sans);
      cursor: pointer;
    }
    :host(.brief) .title {
      font-size: var(--eh-text-l);
    }
    .title {
      min-height: var(--eh-title-room, 0);
      font: 600 1.38em / 1.28 var(--eh-serif);
      text-wrap: pretty;
    }
    .title:focus {
      outline: none;
    }
    .meta {
      display: flex;
      flex-wrap: wrap;
      gap: 0.1rem var(--eh-4);
      margin-block: var(--eh-3) var(--eh-4);
      font: 400 var(--eh-text-s) / 1.5 var(--eh-sans);
      color: var(--eh-ink-2);
    }
    .retracted {
      color: var(--eh-danger);
    }
    .name {
      color: var(--eh-ink-2);
    }
    .abstract p + p {
      margin-top: 0.62em;
    }
    .label {
      margin-inline-end: 0.35em;
      font: 600 0.86em / 1 var(--eh-sans);
    }
    .none {
      font-style: italic;
    }
    .terms {
      display: flex;
      flex-wrap: wrap;
      gap: 0.15rem var(--eh-3);
      align-items: baseline;
      margin-top: var(--eh-5);
      font: 400 var(--eh-text-s) / 1.5 var(--eh-sans);
    }
    .terms .eh-label {
      flex-basis: 100%;
    }
  `,
})
export class CitationView {
  readonly citation = input.required<Citation>();
  readonly highlighter = input<Highlighter | null>(null);
  /** Beside the full text the abstract and index terms are folded away. */
  readonly isBrief = input(false);

  /** Only codes are for the browser; sources also write names of languages. */
  protected readonly language = computed(() => languageCode(this.citation().language));
  protected readonly paragraphs = computed(() => paragraphsOf(this.citation().abstract ?? ''));
  protected readonly people = computed(() => {
    const authors = this.citation().authors ?? [];
    return authors.length > 4 ? `${authors.slice(0, 3).join('; ')} … +${authors.length - 3}` : authors.join('; ');
  });
  protected readonly published = computed(() => {
    const { journal, year, volume, issue, pages } = this.citation();
    const where = [volume, issue ? `(${issue})` : ''].filter(Boolean).join('');
    const place = [where, pages].filter(Boolean).join(': ');
    return [[journal, year].filter((part) => part !== null).join(' '), place].filter(Boolean).join('; ');
  });
  protected readonly ways = computed(() => {
    const { doi, pmid, urls, registryIds } = this.citation();
    const web = urls.find((url) => /^https?:\/\//i.test(url) && !/doi\.org/i.test(url));
    const ways: Way[] = [];
    if (doi) ways.push({ name: 'DOI', text: doi, href: `https://doi.org/${encodeURI(doi)}` });
    if (pmid && /^\d+$/.test(pmid)) {
      ways.push({ name: 'PMID', text: pmid, href: `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` });
    }
    const trial = registryIds.find((id) => /^NCT\d{8}$/i.test(id));
    if (trial) ways.push({ name: 'NCT', text: trial, href: `https://clinicaltrials.gov/study/${trial.toUpperCase()}` });
    if (web && !doi) ways.push({ name: 'Web', text: hostOf(web), href: web });
    return ways;
  });
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

/** The shortest code of a language: databases write both `en` and `eng`, and some its name. */
function languageCode(language: string | null): string | null {
  if (!language || !/^[A-Za-z]{2,3}(-[A-Za-z0-9-]+)?$/.test(language)) return null;
  try {
    return Intl.getCanonicalLocales(language)[0] ?? null;
  } catch {
    return null;
  }
}
