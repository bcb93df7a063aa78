import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { IconName } from './icon';

/** Something the command palette can do. */
export interface Command {
  id: string;
  /** Text key, or `label` where the words are data, such as a review's title. */
  labelKey?: string;
  label?: string;
  icon?: IconName;
  /** Text key of the heading it stands under. */
  groupKey?: string;
  /** Id of the shortcut that does the same, to show its key. */
  shortcut?: string;
  /** More words that should find it. */
  keywords?: string;
  when?: () => boolean;
  run: () => void;
}

/** What the palette offers: the navigation, and what the open screen has registered. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly lists = signal<readonly (() => readonly Command[])[]>([]);

  /** The open screen's commands first. */
  readonly available = computed(() =>
    [...this.lists()]
      .reverse()
      .flatMap((list) => list())
      .filter((command) => command.when?.() ?? true),
  );

  /** Offers commands until the caller is destroyed; a function may read signals and is asked each time. */
  offer(commands: readonly Command[] | (() => readonly Command[]), destroyRef = inject(DestroyRef)): void {
    const list = typeof commands === 'function' ? commands : (): readonly Command[] => commands;
    this.lists.update((lists) => [...lists, list]);
    destroyRef.onDestroy(() => this.lists.update((lists) => lists.filter((other) => other !== list)));
  }
}
