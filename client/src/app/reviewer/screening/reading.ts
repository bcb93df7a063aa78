import { computed, inject, Injectable, signal } from '@angular/core';
import type { ProtocolVersion } from '@shared/contracts/protocol';
import { ScreeningApi } from '../../data/screening-api';
import {
  cleanWord,
  HIGHLIGHT_LISTS,
  type HighlightList,
  type HighlightWords,
  highlighterOf,
  joined,
  NO_WORDS,
} from '../../ui/record/highlights';

const STORE = 'eh.reading';
const SIZES = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;
const USUAL = 2;

/** How records look to this reader: the words marked in them, the size of their text, whether anything else is on the page. */
@Injectable()
export class Reading {
  private readonly api = inject(ScreeningApi);
  private reviewId = '';
  private kept: Record<string, unknown> = {};
  private readonly step = signal(USUAL);

  readonly protocol = signal<ProtocolVersion | null>(null);
  readonly own = signal<HighlightWords>(NO_WORDS);
  readonly isMarking = signal(true);
  readonly isFocused = signal(false);
  /** Whether the server has the reader's own words as they are here. */
  readonly isKept = signal(true);

  readonly size = computed(() => SIZES[this.step()] ?? 1);
  readonly shared = computed<HighlightWords>(() => this.protocol()?.document.keywords ?? NO_WORDS);
  readonly words = computed(() => joined(this.shared(), this.own()));
  readonly lists = computed(() => highlighterOf(this.words()));
  readonly highlighter = computed(() => (this.isMarking() ? this.lists() : null));

  constructor() {
    const stored = read();
    if (typeof stored.step === 'number' && SIZES[stored.step]) this.step.set(stored.step);
    if (stored.isMarking === false) this.isMarking.set(false);
  }

  async open(reviewId: string): Promise<void> {
    this.reviewId = reviewId;
    const [protocol, preferences] = await Promise.allSettled([
      this.api.protocol(reviewId),
      this.api.preferences(reviewId),
    ]);
    if (protocol.status === 'fulfilled') this.protocol.set(protocol.value.current);
    if (preferences.status === 'fulfilled') {
      this.kept = preferences.value.value;
      this.own.set(wordsIn(this.kept['highlights']));
    }
  }

  async reloadProtocol(): Promise<void> {
    this.protocol.set((await this.api.protocol(this.reviewId)).current);
  }

  resize(by: 1 | -1): void {
    this.step.update((step) => Math.min(SIZES.length - 1, Math.max(0, step + by)));
    this.write();
  }

  toggleMarks(): void {
    this.isMarking.update((on) => !on);
    this.write();
  }

  /** Puts a word on one of the reader's lists, and off the others; null where it is no word. */
  async add(list: HighlightList, word: string): Promise<string | null> {
    const clean = cleanWord(word);
    if (clean.replace('*', '').length < 2 || clean.length > 120) return null;
    const without = this.without(clean);
    this.isMarking.set(true);
    await this.keep({ ...without, [list]: [...without[list], clean] });
    return clean;
  }

  remove(word: string): Promise<void> {
    return this.keep(this.without(word));
  }

  private without(word: string): HighlightWords {
    const is = word.toLowerCase();
    const of = (list: HighlightList): string[] => this.own()[list].filter((other) => other.toLowerCase() !== is);
    return { include: of('include'), exclude: of('exclude'), neutral: of('neutral') };
  }

  private async keep(own: HighlightWords): Promise<void> {
    this.own.set(own);
    this.kept = { ...this.kept, highlights: own };
    try {
      await this.api.keepPreferences(this.reviewId, this.kept);
      this.isKept.set(true);
    } catch {
      this.isKept.set(false);
    }
  }

  private write(): void {
    try {
      localStorage.setItem(STORE, JSON.stringify({ step: this.step(), isMarking: this.isMarking() }));
    } catch {
      // Kept for this visit only.
    }
  }
}

function read(): { step?: unknown; isMarking?: unknown } {
  try {
    return (JSON.parse(localStorage.getItem(STORE) ?? '{}') ?? {}) as { step?: unknown; isMarking?: unknown };
  } catch {
    return {};
  }
}

/** Preferences are opaque to the server, so they are read with care. */
export function wordsIn(raw: unknown): HighlightWords {
  const lists = (raw && typeof raw === 'object' ? raw : {}) as Record<string, unknown>;
  const of = (list: HighlightList): string[] => {
    const words = lists[list];
    return Array.isArray(words) ? words.filter((word): word is string => typeof word === 'string') : [];
  };
  return Object.fromEntries(HIGHLIGHT_LISTS.map((list) => [list, of(list)])) as unknown as HighlightWords;
}
