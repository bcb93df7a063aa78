import { fold, isSilent, words } from '@shared/domain/dedup/words';

export interface Described {
  id: string;
  title: string | null;
  authors: readonly string[];
  registryIds: readonly string[];
}

export interface Suggestion {
  citationIds: string[];
  ground: 'registry' | 'author-title';
  shared: string[];
}

/** Subject words that two titles of one author must share. */
const LEAST_WORDS = 4;
const LEAST_SHARE = 0.5;

/**
 * Reports that seem to describe one study: those with a registry number in common, and those by one first author whose
 * titles share half of the shorter one's subject words. `together` says which are one study already.
 */
export function suggestStudies(
  reports: readonly Described[],
  together: (a: string, b: string) => boolean,
): Suggestion[] {
  const found = [...byRegistry(reports), ...byAuthor(reports)];
  const seen = new Set<string>();
  return found.filter(({ citationIds }) => {
    const [first, ...rest] = citationIds;
    const key = [...citationIds].sort().join(' ');
    if (!first || rest.every((id) => together(first, id)) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function byRegistry(reports: readonly Described[]): Suggestion[] {
  const holders = new Map<string, string[]>();
  for (const { id, registryIds } of reports) {
    for (const number of new Set(registryIds)) holders.set(number, [...(holders.get(number) ?? []), id]);
  }
  return [...holders]
    .filter(([, ids]) => ids.length > 1)
    .map(([number, citationIds]) => ({ citationIds, ground: 'registry' as const, shared: [number] }));
}

function byAuthor(reports: readonly Described[]): Suggestion[] {
  const byName = new Map<string, { id: string; words: Set<string> }[]>();
  for (const { id, title, authors } of reports) {
    const name = surnameOf(authors);
    const subject = new Set(words(fold(title ?? '')).filter((word) => !isSilent(word)));
    if (name) byName.set(name, [...(byName.get(name) ?? []), { id, words: subject }]);
  }
  const suggestions: Suggestion[] = [];
  for (const [, works] of byName) {
    const left = new Set(works);
    for (const work of works) {
      if (!left.delete(work)) continue;
      const like = [...left].filter((other) => isAlike(work.words, other.words));
      for (const other of like) left.delete(other);
      if (like.length === 0) continue;
      const shared = [...work.words].filter((word) => like.every((other) => other.words.has(word)));
      suggestions.push({ citationIds: [work.id, ...like.map(({ id }) => id)], ground: 'author-title', shared });
    }
  }
  return suggestions;
}

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared >= LEAST_WORDS && shared >= LEAST_SHARE * Math.min(a.size, b.size);
}

function surnameOf(authors: readonly string[]): string {
  return words(fold((authors[0] ?? '').split(',')[0] ?? '')).join(' ');
}

/** What a study is called until somebody names it: its first author and year. */
export function labelOf(report: { authors: readonly string[]; year: number | null; title: string | null }): string {
  const surname = (report.authors[0] ?? '').split(',')[0]?.trim();
  const label = [surname || report.title?.slice(0, 60), report.year].filter(Boolean).join(' ');
  return label === '' ? '–' : label;
}
