import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { MethodsText } from '@shared/contracts/exports';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { sectionsOf } from './methods-sections';

/** Sentences for the methods section, from the review's own figures, to copy and edit. */
@Component({
  selector: 'eh-methods',
  imports: [MatButton, PageHeader, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-page eh-page-narrow">
      <eh-page-header
        [title]="'author.methods.title' | transloco"
        [lead]="'author.methods.lead' | transloco"
        help="author.methods.help"
      >
        <button matButton="filled" type="button" [disabled]="!markdown()" (click)="copy()">
          {{ 'author.methods.copy' | transloco }}
        </button>
        <a matButton="text" [href]="address()" download="methods.md">{{ 'author.methods.markdown' | transloco }}</a>
      </eh-page-header>
      @if (problem()) {
        <p class="eh-problem" role="alert">{{ problem() }}</p>
      } @else if (markdown() === null) {
        <eh-skeleton [lines]="10" />
      }
      @for (section of sections(); track section.heading) {
        <section class="eh-reading">
          <h2>{{ section.heading }}</h2>
          <p>
            @for (run of section.runs; track $index) {
              <span [class.strong]="run.isStrong">{{ run.text }}</span>
            }
          </p>
        </section>
      }
    </div>
  `,
  styles: `
    .strong {
      font-weight: 650;
    }
    section {
      margin-bottom: var(--eh-5);
    }
    h2 {
      margin-bottom: var(--eh-1);
      font: 600 var(--eh-text-m) / var(--eh-leading) var(--eh-sans);
    }
  `,
})
export class Methods {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  private readonly resource = httpResource<MethodsText>(() => `/api/reviews/${this.reviewId()}/methods-text`);
  protected readonly markdown = computed(() => (this.resource.hasValue() ? this.resource.value().markdown : null));
  protected readonly sections = computed(() => sectionsOf(this.markdown() ?? ''));
  protected readonly address = computed(
    () => `data:text/markdown;charset=utf-8,${encodeURIComponent(this.markdown() ?? '')}`,
  );
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? this.problems.of(error, 'author') : '';
  });

  protected async copy(): Promise<void> {
    const text = this.sections()
      .map(({ heading, runs }) => `${heading}\n${runs.map((run) => run.text).join('')}`)
      .join('\n\n');
    try {
      await navigator.clipboard.writeText(text);
      this.toasts.done(this.texts.of('author.methods.copied'));
    } catch {
      this.toasts.problem(this.texts.of('author.methods.notCopied'));
    }
  }
}
