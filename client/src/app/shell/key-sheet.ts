import { Dialog, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import { DialogFrame } from '../ui/dialog-frame';
import { combinationOf } from '../ui/key-combination';
import { KeyHint } from '../ui/key-hint';
import { Keys, type ListedShortcut } from '../ui/keys';

let open: DialogRef<unknown, unknown> | null = null;

export function openKeySheet(injector: Injector): void {
  if (open) return;
  const dialog = injector.get(Dialog).open(KeySheet, {
    width: 'min(34rem, calc(100vw - 1.5rem))',
    ariaLabelledBy: 'eh-dialog-title',
    ariaModal: true,
    autoFocus: 'dialog',
  });
  open = dialog as DialogRef<unknown, unknown>;
  dialog.closed.subscribe(() => (open = null));
}

/** All keys that work now, each of which can be changed, and the switch that turns single keys off (WCAG 2.1.4). */
@Component({
  selector: 'eh-key-sheet',
  imports: [DialogFrame, KeyHint, MatButton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './key-sheet.html',
  styleUrl: './key-sheet.scss',
})
export class KeySheet {
  protected readonly keys = inject(Keys);
  protected readonly dialog = inject<DialogRef<void>>(DialogRef);
  /** The shortcut that waits for its new key. */
  protected readonly listening = signal<string | null>(null);
  protected readonly clash = signal<ListedShortcut | null>(null);
  protected readonly ofScreen = computed(() => this.keys.listed().filter(({ id }) => !id.startsWith('everywhere.')));
  protected readonly everywhere = computed(() => this.keys.listed().filter(({ id }) => id.startsWith('everywhere.')));

  protected listen(id: string): void {
    this.clash.set(null);
    this.listening.set(id);
  }

  protected take(event: KeyboardEvent, id: string): void {
    if (this.listening() !== id || ['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return this.listening.set(null);
    const key = combinationOf(event);
    const clash = this.keys.clash(id, key);
    this.clash.set(clash);
    if (clash) return;
    this.keys.remap(id, key);
    this.listening.set(null);
  }
}
