import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ExclusionReason } from '@shared/domain/protocol/protocol';

/** Exclusion reasons in protocol order, several to tick; the first nine carry their number as a key. */
@Component({
  selector: 'eh-reasons',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset [class.wanted]="isWanted()">
      <legend class="eh-label">{{ 'screening.reasons.title' | transloco }}</legend>
      @for (reason of reasons(); track reason.id; let i = $index) {
        <label class="reason" [title]="reason.description">
          <input
            type="checkbox"
            [checked]="ticked().includes(reason.id)"
            [disabled]="disabled()"
            (change)="toggled.emit(reason.id)"
          />
          @if (i < 9) {
            <kbd aria-hidden="true">{{ i + 1 }}</kbd>
          } @else {
            <span class="gap"></span>
          }
          <span>{{ reason.label }}</span>
        </label>
      } @empty {
        <p class="eh-quiet eh-small">{{ 'screening.reasons.none' | transloco }}</p>
      }
    </fieldset>
  `,
  styles: `
    :host {
      display: block;
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
      font-size: var(--eh-text-s);
    }
    /* Floated, a legend stands inside the fieldset's ground. */
    legend {
      float: inline-start;
      width: 100%;
      padding: 0 0 var(--eh-1);
    }
    legend + * {
      clear: both;
    }
    .reason {
      display: grid;
      grid-template-columns: auto auto 1fr;
      gap: 0.5rem;
      align-items: baseline;
      min-height: 1.75rem;
      padding-block: 0.16rem;
      cursor: pointer;
    }
    .reason:hover {
      background: var(--eh-hover);
    }
    input {
      width: 1rem;
      height: 1rem;
      margin: 0;
      translate: 0 0.05rem;
      --eh-tick: var(--eh-exclude);
    }
    .reason:has(:checked) {
      font-weight: 600;
    }
    kbd,
    .gap {
      min-width: 1.2rem;
      border: 1px solid var(--eh-line);
      border-radius: 3px;
      background: var(--eh-surface);
      color: var(--eh-ink-2);
      font: 500 0.75rem / 1.25 var(--eh-sans);
      text-align: center;
    }
    .gap {
      border-color: transparent;
      background: none;
    }
    .wanted {
      border-radius: 1px;
      background: var(--eh-exclude-soft);
      box-shadow: 0 0 0 var(--eh-2) var(--eh-exclude-soft);
    }
    @media (pointer: coarse) {
      .reason {
        align-items: center;
        min-height: 2.75rem;
      }
      input {
        width: 1.375rem;
        height: 1.375rem;
        translate: none;
      }
    }
  `,
})
export class ReasonList {
  readonly reasons = input.required<readonly ExclusionReason[]>();
  readonly ticked = input.required<readonly string[]>();
  readonly disabled = input(false);
  /** Whether one has to be ticked before the vote can go. */
  readonly isWanted = input(false);
  readonly toggled = output<string>();
}
