import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, type CdkDragDrop, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  contentChild,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  TemplateRef,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Texts } from '../../data/texts';
import { Icon } from '../../ui/icon';

/**
 * A list whose order means something. Items are dragged by their grip, moved by the two buttons beside them, or by
 * Alt + arrow keys from anywhere inside. The content is an `<ng-template let-item let-at="index">`.
 */
@Component({
  selector: 'eh-ordered-list',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, Icon, NgTemplateOutlet, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ol class="items" cdkDropList [attr.aria-label]="label()" (cdkDropListDropped)="drop($event)">
      @for (item of items(); track item.id; let at = $index) {
        <li
          cdkDrag
          cdkDragLockAxis="y"
          [attr.data-item]="item.id"
          (keydown.alt.arrowup)="move(at, -1, $event)"
          (keydown.alt.arrowdown)="move(at, 1, $event)"
        >
          <div class="tools">
            <span class="grip" cdkDragHandle [title]="'protocol.list.drag' | transloco"><eh-icon name="drag" /></span>
            <span class="place eh-figure" aria-hidden="true">{{ at + 1 }}</span>
            <button
              type="button"
              class="eh-icon-button"
              data-move="up"
              [disabled]="at === 0"
              [attr.aria-label]="'protocol.list.up' | transloco: { noun: noun(), place: at + 1 }"
              (click)="move(at, -1)"
            >
              <eh-icon name="up" />
            </button>
            <button
              type="button"
              class="eh-icon-button"
              data-move="down"
              [disabled]="at === items().length - 1"
              [attr.aria-label]="'protocol.list.down' | transloco: { noun: noun(), place: at + 1 }"
              (click)="move(at, 1)"
            >
              <eh-icon name="down" />
            </button>
            <button
              type="button"
              class="eh-icon-button remove"
              [attr.aria-label]="'protocol.list.remove' | transloco: { noun: noun(), place: at + 1 }"
              (click)="removed.emit(at)"
            >
              <eh-icon name="delete" />
            </button>
          </div>
          <div class="content">
            <ng-container [ngTemplateOutlet]="content()" [ngTemplateOutletContext]="{ $implicit: item, index: at }" />
          </div>
        </li>
      }
    </ol>
  `,
  styles: `
    :host {
      display: block;
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--eh-2) var(--eh-4);
      padding-block: var(--eh-4);
      border-top: var(--eh-hair);
      background: var(--eh-ground);
    }
    .tools {
      display: grid;
      grid-template-columns: auto auto;
      align-content: start;
      align-items: center;
      justify-items: center;
    }
    .grip {
      display: grid;
      place-items: center;
      width: var(--eh-target);
      height: var(--eh-target);
      color: var(--eh-ink-3);
      cursor: grab;
      touch-action: none;
    }
    .place {
      min-width: 1.5rem;
      color: var(--eh-ink-2);
      text-align: center;
    }
    .remove:hover {
      color: var(--eh-danger);
    }
    .content {
      display: grid;
      gap: var(--eh-3);
      min-width: 0;
    }
    .cdk-drag-preview {
      box-shadow: 0 8px 28px var(--eh-shadow);
    }
    .cdk-drag-placeholder {
      opacity: 0.35;
    }
    .items.cdk-drop-list-dragging li:not(.cdk-drag-placeholder) {
      transition: transform var(--eh-fast);
    }
    @media (max-width: 40rem) {
      li {
        grid-template-columns: minmax(0, 1fr);
      }
      .tools {
        grid-template-columns: auto auto auto auto 1fr;
      }
      .remove {
        justify-self: end;
      }
    }
  `,
})
export class OrderedList<T extends { id: string }> {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly texts = inject(Texts);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly items = input.required<readonly T[]>();
  readonly label = input.required<string>();
  /** What one item is called, in the names of its buttons. */
  readonly noun = input.required<string>();
  readonly moved = output<{ from: number; to: number }>();
  readonly removed = output<number>();
  protected readonly content = contentChild.required<TemplateRef<unknown>>(TemplateRef);

  protected drop({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    if (previousIndex !== currentIndex) this.moved.emit({ from: previousIndex, to: currentIndex });
  }

  protected move(at: number, by: 1 | -1, event?: Event): void {
    event?.preventDefault();
    const to = at + by;
    const item = this.items()[at];
    if (!item || to < 0 || to >= this.items().length) return;
    const focused = document.activeElement;
    this.moved.emit({ from: at, to });
    void this.announcer.announce(
      this.texts.of('protocol.list.moved', { noun: this.noun(), place: to + 1, all: this.items().length }),
    );
    // Moving the element takes the focus from it.
    afterNextRender(() => this.focusAgain(item.id, focused, by), { injector: this.injector });
  }

  private focusAgain(id: string, focused: Element | null, by: 1 | -1): void {
    const row = [...this.host.nativeElement.querySelectorAll<HTMLElement>('[data-item]')].find(
      (candidate) => candidate.dataset['item'] === id,
    );
    if (focused instanceof HTMLElement && focused.isConnected && !focused.hasAttribute('data-move')) {
      focused.focus();
      return;
    }
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>('[data-move]') ?? [])].filter((one) => !one.disabled);
    const same = buttons.find((one) => one.dataset['move'] === (by < 0 ? 'up' : 'down'));
    (same ?? buttons[0])?.focus();
  }
}
