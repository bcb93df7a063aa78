import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from './icon';
import { type Toast, Toasts } from './toasts';

/** Where toasts appear. The frame holds one; screens use the `Toasts` service. */
@Component({
  selector: 'eh-toast-shelf',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="shelf" role="status" aria-live="polite" aria-atomic="false">
      @for (toast of toasts.all(); track toast.id) {
        <div class="toast" [class.problem]="toast.kind === 'problem'">
          <eh-icon [name]="toast.kind === 'problem' ? 'warning' : 'check'" />
          <span class="text">{{ toast.text }}</span>
          @if (toast.act; as act) {
            <button type="button" class="act" (click)="run(toast)">{{ act.label }}</button>
          }
          <button
            type="button"
            class="close"
            [attr.aria-label]="'ui.close' | transloco"
            (click)="toasts.close(toast.id)"
          >
            <eh-icon name="close" />
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    .shelf {
      position: fixed;
      inset-block-end: calc(var(--eh-toast-floor, 0px) + var(--eh-4));
      inset-inline: var(--eh-4);
      z-index: 1100;
      display: flex;
      flex-direction: column;
      gap: var(--eh-2);
      align-items: center;
      pointer-events: none;
    }
    .toast {
      display: flex;
      gap: var(--eh-3);
      align-items: center;
      max-width: min(36rem, 100%);
      padding: var(--eh-2) var(--eh-2) var(--eh-2) var(--eh-4);
      border-radius: 6px;
      background: var(--eh-ink);
      color: var(--eh-ground);
      pointer-events: auto;
    }
    .problem {
      background: var(--eh-danger);
      color: var(--eh-on-danger);
    }
    .text {
      flex: 1;
    }
    button {
      min-width: 2rem;
      min-height: 2rem;
      border: 0;
      border-radius: var(--eh-radius);
      background: transparent;
      color: inherit;
      cursor: pointer;
    }
    button:focus-visible {
      outline-color: currentColor;
      outline-offset: -2px;
    }
    .act {
      padding-inline: var(--eh-3);
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
  `,
})
export class ToastShelf {
  protected readonly toasts = inject(Toasts);

  protected run(toast: Toast): void {
    toast.act?.run();
    this.toasts.close(toast.id);
  }
}
