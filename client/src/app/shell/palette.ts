import { Dialog, DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  type Injector,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Texts } from '../data/texts';
import { type Command, Commands } from '../ui/commands';
import { Icon } from '../ui/icon';
import { KeyHint } from '../ui/key-hint';
import { matchesOf } from './palette-match';

let open: DialogRef<unknown, unknown> | null = null;

export function openPalette(injector: Injector): void {
  if (open) return;
  const dialog = injector.get(Dialog).open(Palette, {
    width: 'min(36rem, calc(100vw - 1.5rem))',
    ariaLabel: injector.get(Texts).of('palette.title'),
    ariaModal: true,
    panelClass: 'eh-palette-panel',
    autoFocus: 'input',
  });
  open = dialog as DialogRef<unknown, unknown>;
  dialog.closed.subscribe(() => (open = null));
}

/** Everything one can go to or do here, found by typing: a combobox over a listbox. */
@Component({
  selector: 'eh-palette',
  imports: [Icon, KeyHint, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './palette.html',
  styleUrl: './palette.scss',
})
export class Palette {
  private readonly texts = inject(Texts);
  private readonly commands = inject(Commands);
  private readonly dialog = inject<DialogRef<void>>(DialogRef);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');

  protected readonly query = signal('');
  protected readonly found = computed(() =>
    matchesOf(
      this.query(),
      this.commands.available().map((command) => ({
        command,
        label: command.label ?? this.texts.of(command.labelKey ?? ''),
        group: command.groupKey ? this.texts.of(command.groupKey) : '',
        more: command.keywords ?? '',
      })),
    ),
  );
  protected readonly at = linkedSignal({ source: this.found, computation: () => 0 });

  protected move(event: KeyboardEvent): void {
    const count = this.found().length;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const chosen = this.found()[this.at()];
      if (chosen) this.run(chosen.command);
    } else if (step && count) {
      event.preventDefault();
      this.at.update((at) =>
        Math.abs(step) === 1 ? (at + step + count) % count : Math.min(count - 1, Math.max(0, at + step)),
      );
      this.list()?.nativeElement.querySelector(`#eh-command-${this.at()}`)?.scrollIntoView({ block: 'nearest' });
    }
  }

  protected run(command: Command): void {
    this.dialog.close();
    command.run();
  }
}
