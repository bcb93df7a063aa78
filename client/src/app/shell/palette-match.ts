import type { Command } from '../ui/commands';

export interface Findable {
  command: Command;
  label: string;
  group: string;
  /** Further words that should find it. */
  more: string;
}

/**
 * The commands that have every typed word, groups kept together in the order in which their best match stands. A word that
 * begins the label counts most, then one that begins a later word, then one inside a word or among the further words.
 * With nothing typed, all, as they were offered.
 */
export function matchesOf(query: string, commands: readonly Findable[]): Findable[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const scored = commands
    .map((findable, index) => ({ findable, index, score: scoreOf(findable, words) }))
    .filter(({ score }) => score !== null)
    .map(({ findable, index, score }) => ({ findable, index, score: score ?? 0 }));
  const ranked = words.length ? scored.sort((a, b) => b.score - a.score || a.index - b.index) : scored;
  const groups = new Map<string, Findable[]>();
  for (const { findable } of ranked) groups.set(findable.group, [...(groups.get(findable.group) ?? []), findable]);
  return [...groups.values()].flat();
}

function scoreOf({ label, group, more }: Findable, words: readonly string[]): number | null {
  const text = plain(label);
  const rest = plain(`${group} ${more}`);
  let total = 0;
  for (const word of words) {
    const score = text.startsWith(word)
      ? 4
      : text.includes(` ${word}`)
        ? 3
        : text.includes(word)
          ? 2
          : rest.includes(word)
            ? 1
            : 0;
    if (score === 0) return null;
    total += score;
  }
  return total;
}

/** Lower case without accents, so that "etude" finds "Étude". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
