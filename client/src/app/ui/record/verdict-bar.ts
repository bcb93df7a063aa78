import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../icon';
import { KeyHint } from '../key-hint';
import type { VerdictName } from '../verdict-badge';

/** The verdicts as large buttons with hue, drawing, word and key; at hand for a thumb, and never under the focus. */
@Component({
  selector: 'eh-verdict-bar',
  imports: [Icon, KeyHint, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-content select="[before]" />
    <div class="verdicts" role="group" [attr.aria-label]="label()">
      @for (verdict of verdicts(); track verdict) {
        <button
          type="button"
          [class]="verdict"
          [attr.aria-pressed]="current() === verdict"
          [disabled]="disabled()"
          (click)="choose(verdict, $event)"
        >
          <eh-icon [name]="verdict" />
          <span>{{ 'verdicts.' + verdict | transloco }}</span>
          <eh-key [shortcut]="keys() + '.' + verdict" />
        </button>
      }
    </div>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--eh-2);
      align-items: center;
      padding-block: var(--eh-2);
      border-top: var(--eh-hair);
      background: var(--eh-ground);
    }
    .verdicts {
      display: flex;
      gap: var(--eh-2);
    }
    .verdicts button {
      display: flex;
      gap: 0.45rem;
      align-items: center;
      justify-content: center;
      min-width: 8rem;
      min-height: 2.75rem;
      padding: 0 0.9rem;
      border: 1px solid var(--_hue);
      border-radius: var(--eh-radius);
      background: var(--_soft);
      color: var(--_hue);
      font-weight: 600;
      cursor: pointer;
      touch-action: manipulation;
    }
    .verdicts button:hover {
      box-shadow: inset 0 0 0 1px var(--_hue);
    }
    .verdicts button[aria-pressed='true'] {
      background: var(--_hue);
      color: var(--eh-ground);
    }
    .verdicts button:disabled {
      border-color: var(--eh-line);
      background: none;
      color: var(--eh-ink-3);
      cursor: default;
      box-shadow: none;
    }
    .include {
      --_hue: var(--eh-include);
      --_soft: var(--eh-include-soft);
    }
    .maybe {
      --_hue: var(--eh-maybe);
      --_soft: var(--eh-maybe-soft);
    }
    .exclude {
      --_hue: var(--eh-exclude);
      --_soft: var(--eh-exclude-soft);
    }
    @media (max-width: 45rem) {
      .verdicts {
        flex: 1;
        gap: 0.375rem;
      }
      .verdicts button {
        flex: 1;
        flex-direction: column;
        gap: 0;
        min-width: 0;
        min-height: 3.25rem;
        padding: 0.1rem 0.15rem;
        font-size: var(--eh-text-xs);
        line-height: 1.3;
      }
      eh-key {
        display: none;
      }
    }
    /* Large text on a phone: the verdicts take a row of their own. */
    @media (max-width: 18rem) {
      :host {
        flex-wrap: wrap;
      }
      .verdicts {
        flex: 1 1 100%;
        order: -1;
      }
    }
  `,
})
export class VerdictBar {
  readonly label = input.required<string>();
  readonly verdicts = input<readonly VerdictName[]>(['include', 'maybe', 'exclude']);
  readonly current = input<VerdictName | null>(null);
  readonly disabled = input(false);
  /** Under which ids the verdicts' keys are bound: `screen` for `screen.include`. */
  readonly keys = input('screen');
  readonly chosen = output<VerdictName>();

  /** The second click of a double click would fall on the next record, which nobody has read. */
  protected choose(verdict: VerdictName, { detail }: MouseEvent): void {
    if (detail < 2) this.chosen.emit(verdict);
  }
}
