import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ExclusionReason } from '@shared/domain/protocol/protocol';
import type { Quotation } from '@shared/domain/screening/quotation';
import { Icon } from '../icon';

/**
 * Words of the full text that go with a decision: each opens at its page and place, and says so where the file it was
 * taken from is no longer attached. `mayEdit` lets their reader put them to a reason and take them away.
 */
@Component({
  selector: 'eh-quotations',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (one of quotations(); track one) {
      <figure>
        <blockquote>{{ one.text }}</blockquote>
        <figcaption>
          @if (isOpenable() && isHere(one)) {
            <button type="button" class="page" (click)="opened.emit(one)">
              {{ 'screening.quotations.page' | transloco: { page: one.page } }}
            </button>
          } @else {
            <span class="eh-figure">{{ 'screening.quotations.page' | transloco: { page: one.page } }}</span>
          }
          @if (!isHere(one)) {
            <span class="other"><eh-icon name="info" /> {{ 'screening.quotations.otherVersion' | transloco }}</span>
          }
          @if (mayEdit()) {
            <select
              class="eh-input"
              [attr.aria-label]="'screening.quotations.goesWith' | transloco"
              (change)="put(one, $any($event.target).value || null)"
            >
              <option value="" [selected]="one.reason === null">
                {{ 'screening.quotations.decision' | transloco }}
              </option>
              @for (reason of reasons(); track reason.id) {
                <option [value]="reason.id" [selected]="one.reason === reason.id">{{ reason.label }}</option>
              }
            </select>
            <button
              type="button"
              class="eh-icon-button"
              [attr.aria-label]="'screening.quotations.remove' | transloco: { page: one.page }"
              (click)="remove(one)"
            >
              <eh-icon name="close" />
            </button>
          } @else if (labelOf(one.reason)) {
            <span>{{ labelOf(one.reason) }}</span>
          }
        </figcaption>
      </figure>
    }
  `,
  styles: `
    :host {
      display: block;
      font-size: var(--eh-text-s);
    }
    figure {
      margin: 0;
      padding-block: var(--eh-1);
    }
    blockquote {
      display: -webkit-box;
      overflow: hidden;
      margin: 0;
      padding-inline-start: var(--eh-3);
      border-inline-start: 2px solid var(--eh-line-strong);
      font-family: var(--eh-serif);
      line-height: 1.45;
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 6;
    }
    figcaption {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--eh-2);
      align-items: center;
      padding-inline-start: var(--eh-3);
      color: var(--eh-ink-2);
    }
    .page {
      min-height: var(--eh-target);
      padding: 0;
      border: 0;
      background: none;
      color: var(--eh-accent);
      font-weight: 600;
      cursor: pointer;
    }
    .other {
      display: inline-flex;
      gap: 0.3em;
      align-items: center;
      color: var(--eh-notice);
    }
    select.eh-input {
      flex: 1 1 6rem;
      width: auto;
      min-width: 0;
      min-height: 1.75rem;
      padding-block: 0.1rem;
      border-color: transparent;
      background-color: transparent;
      font-size: var(--eh-text-s);
      text-overflow: ellipsis;
    }
    @media (pointer: coarse) {
      select.eh-input,
      .page {
        min-height: 2.75rem;
      }
    }
  `,
})
export class QuotationList {
  readonly quotations = input.required<readonly Quotation[]>();
  readonly reasons = input<readonly ExclusionReason[]>([]);
  /** Files that are attached to the report now; null where that is not known here. */
  readonly fileIds = input<readonly string[] | null>(null);
  readonly isOpenable = input(true);
  readonly mayEdit = input(false);
  readonly opened = output<Quotation>();
  readonly edited = output<readonly Quotation[]>();

  protected isHere({ fileId }: Quotation): boolean {
    return this.fileIds()?.includes(fileId) ?? true;
  }

  protected labelOf(reason: string | null): string | null {
    return reason === null ? null : (this.reasons().find(({ id }) => id === reason)?.label ?? reason);
  }

  protected put(quotation: Quotation, reason: string | null): void {
    this.edited.emit(this.quotations().map((one) => (one === quotation ? { ...one, reason } : one)));
  }

  protected remove(quotation: Quotation): void {
    this.edited.emit(this.quotations().filter((one) => one !== quotation));
  }
}
