import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { combinationOf, isPressable, isSingleCharacter, isTypingPlace } from './key-combination';

/** One key of a screen. */
export interface Shortcut {
  /** Stable, such as `screen.include`: remapped keys are stored under it. */
  id: string;
  /** As `combinationOf` writes it; a person may choose another. */
  key: string;
  /** Text key of what it does, for the key sheet and the palette. */
  labelKey: string;
  run: (event: KeyboardEvent) => void;
  /** Whether it means something now; always when left out. */
  when?: () => boolean;
  /** Whether holding the key repeats it. Never for anything that decides. */
  repeats?: boolean;
  /** Further fixed keys for the same act, such as an arrow. */
  also?: readonly string[];
}

export interface ListedShortcut extends Shortcut {
  /** The key in force, after the person's own choice. */
  currentKey: string;
}

const STORE = 'eh.keys';

/**
 * Single-key shortcuts, one list per open screen; of two screens the later one wins. They are ignored while typing, while
 * an input method composes, while a key is held, and while a dialog is open that did not bind the key itself. People can
 * remap each and switch all single characters off (WCAG 2.1.4); `mod+…` keys stay.
 */
@Injectable({ providedIn: 'root' })
export class Keys {
  private readonly document = inject(DOCUMENT);
  private readonly layers = signal<readonly Layer[]>([]);
  private readonly own = signal<Record<string, string>>({});
  private readonly on = signal(true);

  readonly areOn = this.on.asReadonly();
  readonly isMac = /Mac|iPhone|iPad/.test(this.document.defaultView?.navigator.platform ?? '');
  /** What the key sheet lists: the open screen's first, then the frame's. */
  readonly listed = computed<ListedShortcut[]>(() =>
    [...this.layers()]
      .reverse()
      .flatMap(({ shortcuts }) =>
        shortcuts.map((shortcut) => ({ ...shortcut, currentKey: this.own()[shortcut.id] ?? shortcut.key })),
      ),
  );

  constructor() {
    const stored = read();
    this.own.set(stored.own);
    this.on.set(stored.on);
    this.document.addEventListener('keydown', (event) => this.handle(event));
  }

  /**
   * Binds keys until the caller is destroyed (call it where `inject` works, or pass a `DestroyRef`). `modal` is for a
   * dialog: while it is open only its own keys work.
   */
  bind(shortcuts: readonly Shortcut[], options: { modal?: boolean; destroyRef?: DestroyRef } = {}): () => void {
    const destroyRef = options.destroyRef ?? inject(DestroyRef);
    const layer: Layer = { shortcuts, isModal: options.modal ?? false };
    this.layers.update((layers) => [...layers, layer]);
    const unbind = (): void => this.layers.update((layers) => layers.filter((other) => other !== layer));
    destroyRef.onDestroy(unbind);
    return unbind;
  }

  keyOf(id: string): string | null {
    return this.listed().find((shortcut) => shortcut.id === id)?.currentKey ?? null;
  }

  /** Another shortcut of the open screens that already has this key. */
  clash(id: string, key: string): ListedShortcut | null {
    return (
      this.listed().find((other) => other.id !== id && [other.currentKey, ...(other.also ?? [])].includes(key)) ?? null
    );
  }

  remap(id: string, key: string | null): void {
    this.own.update(({ [id]: _old, ...rest }) => (key ? { ...rest, [id]: key } : rest));
    this.write();
  }

  isRemapped(id: string): boolean {
    return this.own()[id] !== undefined;
  }

  switch(on: boolean): void {
    this.on.set(on);
    this.write();
  }

  private handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    const pressed = combinationOf(event);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlain && isTypingPlace(event.target)) return;
    if ((pressed === 'Enter' || pressed === 'Space') && isPressable(event.target)) return;
    if (isSingleCharacter(pressed) && !this.on()) return;
    const shortcut = this.find(pressed);
    if (!shortcut || (event.repeat && !shortcut.repeats)) return;
    event.preventDefault();
    shortcut.run(event);
  }

  private find(pressed: string): Shortcut | null {
    const isOverlaid = this.document.querySelector('[aria-modal="true"]') !== null;
    for (const layer of [...this.layers()].reverse()) {
      if (isOverlaid && !layer.isModal) continue;
      for (const shortcut of layer.shortcuts) {
        const key = this.own()[shortcut.id] ?? shortcut.key;
        const isMeant = key === pressed || shortcut.also?.includes(pressed);
        if (isMeant && (shortcut.when?.() ?? true)) return shortcut;
      }
      if (layer.isModal) return null;
    }
    return null;
  }

  private write(): void {
    try {
      localStorage.setItem(STORE, JSON.stringify({ on: this.on(), own: this.own() }));
    } catch {
      // Kept for this visit only.
    }
  }
}

interface Layer {
  shortcuts: readonly Shortcut[];
  isModal: boolean;
}

function read(): { on: boolean; own: Record<string, string> } {
  try {
    const stored = JSON.parse(localStorage.getItem(STORE) ?? '{}') as { on?: unknown; own?: unknown };
    const own = stored.own && typeof stored.own === 'object' ? (stored.own as Record<string, string>) : {};
    return { on: stored.on !== false, own };
  } catch {
    return { on: true, own: {} };
  }
}
