import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** What stands where nothing is yet: one sentence, what to do next (its content), nothing else. */
@Component({
  selector: 'eh-empty',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="title">{{ title() }}</p>
    @if (text()) {
      <p class="eh-quiet">{{ text() }}</p>
    }
    <div class="acts"><ng-content /></div>
  `,
  styles: `
    :host {
      display: block;
      max-width: 34rem;
      padding-block: var(--eh-6);
    }
    .title {
      font: 600 var(--eh-text-l) / 1.4 var(--eh-sans);
    }
    .title + p {
      margin-top: var(--eh-2);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-3);
      align-items: center;
      margin-top: var(--eh-4);
    }
    .acts:empty {
      display: none;
    }
  `,
})
export class EmptyState {
  readonly title = input.required<string>();
  readonly text = input('');
}
