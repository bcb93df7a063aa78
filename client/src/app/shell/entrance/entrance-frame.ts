import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** The quiet page of someone who is not inside yet: the name, one sentence, one form. */
@Component({
  selector: 'eh-entrance',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <p class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true"><path d="M8 24V10m16 14V10M5 24h22M16 24V7" /></svg>
        Evenhand
      </p>
      <h1>{{ title() }}</h1>
      @if (lead()) {
        <p class="lead eh-quiet">{{ lead() }}</p>
      }
      <div class="content"><ng-content /></div>
    </main>
    <footer class="eh-small eh-quiet">{{ 'entrance.foot' | transloco }}</footer>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: 1fr auto;
      min-height: 100dvh;
      --mat-button-filled-container-height: max(var(--eh-target), 2.5rem);
      padding: var(--eh-5) var(--eh-4);
    }
    main {
      align-self: center;
      justify-self: center;
      width: min(26rem, 100%);
      padding-block: var(--eh-5) var(--eh-7);
    }
    .brand {
      display: flex;
      gap: var(--eh-2);
      align-items: center;
      margin-bottom: var(--eh-6);
      font: 650 1.25rem/1 var(--eh-sans);
      letter-spacing: -0.01em;
    }
    svg {
      width: 1.875rem;
      height: 1.875rem;
      fill: none;
      stroke: var(--eh-accent);
      stroke-width: 2.4;
      stroke-linecap: round;
    }
    .lead {
      margin-top: var(--eh-2);
    }
    .content {
      margin-top: var(--eh-5);
    }
    footer {
      justify-self: center;
      text-align: center;
    }
  `,
})
export class EntranceFrame {
  readonly title = input.required<string>();
  readonly lead = input('');
}
