import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Criterion } from '@shared/domain/protocol/protocol';

/** The eligibility criteria in force, for inclusion and for exclusion, each with how to apply it. */
@Component({
  selector: 'eh-criteria',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (group of groups(); track group.kind) {
      @if (group.criteria.length) {
        <h3 class="eh-label">{{ 'screening.criteria.' + group.kind | transloco }}</h3>
        <ul class="list">
          @for (criterion of group.criteria; track criterion.id) {
            <li>
              @if (criterion.guidance.trim()) {
                <details>
                  <summary>{{ criterion.text }}</summary>
                  <p class="eh-quiet">{{ criterion.guidance }}</p>
                </details>
              } @else {
                {{ criterion.text }}
              }
            </li>
          }
        </ul>
      }
    }
    @if (!criteria().length) {
      <p class="eh-quiet eh-small">{{ 'screening.criteria.none' | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      font-size: var(--eh-text-s);
    }
    .eh-label {
      margin-bottom: var(--eh-1);
    }
    .list + .eh-label {
      margin-top: var(--eh-3);
    }
    li {
      position: relative;
      padding-block: 0.15rem;
      padding-inline-start: 0.9rem;
    }
    li::before {
      content: '–';
      position: absolute;
      inset-inline-start: 0;
      color: var(--eh-ink-3);
    }
    summary {
      display: inline;
      cursor: pointer;
      text-decoration: underline dotted var(--eh-line-strong);
      text-underline-offset: 0.22em;
    }
    details p {
      margin-block: 0.2rem 0.3rem;
      white-space: pre-line;
    }
  `,
})
export class CriteriaList {
  readonly criteria = input.required<readonly Criterion[]>();
  protected readonly groups = computed(() =>
    (['inclusion', 'exclusion'] as const).map((kind) => ({
      kind,
      criteria: this.criteria().filter((criterion) => criterion.kind === kind),
    })),
  );
}
