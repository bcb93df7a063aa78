import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from './icon';

/** The inside of every dialog: a title that names it, its content, its acts (`<div acts>`) and a way out. */
@Component({
  selector: 'eh-dialog-frame',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header>
      <h2 [id]="titleId()">{{ title() }}</h2>
      <button type="button" class="close" [attr.aria-label]="'ui.close' | transloco" (click)="closed.emit()">
        <eh-icon name="close" />
      </button>
    </header>
    <div class="body"><ng-content /></div>
    <footer><ng-content select="[acts]" /></footer>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      max-height: min(88dvh, 46rem);
      border: var(--eh-hair);
      border-radius: 8px;
      background: var(--eh-surface);
      color: var(--eh-ink);
      box-shadow: 0 12px 40px var(--eh-shadow);
    }
    header {
      display: flex;
      gap: var(--eh-4);
      align-items: flex-start;
      justify-content: space-between;
      padding: var(--eh-5) var(--eh-5) var(--eh-3);
    }
    h2 {
      font-size: var(--eh-text-l);
      line-height: 1.35;
    }
    .close {
      flex: none;
      display: grid;
      place-items: center;
      width: var(--eh-target);
      height: var(--eh-target);
      margin: -0.3rem -0.4rem 0 0;
      border: 0;
      border-radius: var(--eh-radius);
      background: none;
      color: var(--eh-ink-2);
      cursor: pointer;
    }
    .close:hover {
      background: var(--eh-hover);
    }
    .body {
      flex: 1;
      min-height: 0;
      overflow: auto;
      padding: 0 var(--eh-5) var(--eh-4);
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-2);
      justify-content: flex-end;
      padding: var(--eh-3) var(--eh-5) var(--eh-5);
    }
    footer:empty {
      display: none;
    }
  `,
})
export class DialogFrame {
  readonly title = input.required<string>();
  readonly titleId = input('eh-dialog-title');
  readonly closed = output();
}
