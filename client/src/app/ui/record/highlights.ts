import { type InlineStyle, type Run, runsOf } from './inline-markup';

export const HIGHLIGHT_LISTS = ['include', 'exclude', 'neutral'] as const;
export type HighlightList = (typeof HIGHLIGHT_LISTS)[number];
export type HighlightWords = Readonly<Record<HighlightList, readonly string[]>>;

export const NO_WORDS: HighlightWords = { include: [], exclude: [], neutral: [] };

/** A stretch of text with its look. */
export interface Part {
  text: string;
  style: InlineStyle | null;
  mark: HighlightList | null;
}

/** Where each list's words stand, ready to be asked of many texts. */
export type Highlighter = Readonly<Record<HighlightList, RegExp | null>>;

/** A single letter would mark every "a"; nobody means that. */
const SHORTEST = 2;

/**
 * Words as people write them: whole words, any case; `prefix*` any ending; several words as a phrase over any white space
 * or hyphen. Letters and digits of all scripts count as parts of a word.
 */
export function highlighterOf(words: HighlightWords): Highlighter {
  return { include: patternOf(words.include), exclude: patternOf(words.exclude), neutral: patternOf(words.neutral) };
}

function patternOf(words: readonly string[]): RegExp | null {
  const patterns = [...new Set(words.map(cleanWord).filter((word) => word.replace('*', '').length >= SHORTEST))]
    // The longer of two words that begin alike is the one meant.
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      const stem = word.endsWith('*') ? word.slice(0, -1) : word;
      const body = stem
        .split(/[\s-]+/)
        .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
        .join(String.raw`[\s\-\u2010-\u2013]+`);
      return word.endsWith('*') ? String.raw`${body}[\p{L}\p{M}\p{N}]*` : body;
    });
  if (patterns.length === 0) return null;
  return new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${patterns.join('|')})(?![\p{L}\p{M}\p{N}])`, 'giu');
}

/** One entry of a list, as it is kept: trimmed, single spaces, an asterisk only at the end. */
export function cleanWord(word: string): string {
  const trimmed = word.trim().replaceAll(/\s+/g, ' ');
  const stem = trimmed.replaceAll('*', '').replaceAll(/^[-\s]+|[-\s]+$/g, '');
  return stem && trimmed.endsWith('*') ? `${stem}*` : stem;
}

interface Span {
  from: number;
  to: number;
  list: HighlightList;
}

/** Where marks stand in a plain text; of two that overlap the earlier wins, and the longer of two at one place. */
export function spansOf(text: string, highlighter: Highlighter): Span[] {
  const found = HIGHLIGHT_LISTS.flatMap((list) => {
    const pattern = highlighter[list];
    return pattern
      ? [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length, list }))
      : [];
  }).sort((a, b) => a.from - b.from || b.to - a.to);
  const spans: Span[] = [];
  for (const span of found) if (span.from >= (spans.at(-1)?.to ?? 0)) spans.push(span);
  return spans;
}

/** A text with its inline markup and marks; a mark may run over a subscript. */
export function partsOf(text: string, highlighter: Highlighter | null): Part[] {
  const runs = runsOf(text);
  const plain = runs.map((run) => run.text).join('');
  const spans = highlighter ? spansOf(plain, highlighter) : [];
  return cut(runs, spans);
}

function cut(runs: readonly Run[], spans: readonly Span[]): Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const { text, style } of runs) {
    const end = start + text.length;
    let at = start;
    for (const span of spans) {
      if (span.to <= at || span.from >= end) continue;
      if (span.from > at) parts.push({ text: text.slice(at - start, span.from - start), style, mark: null });
      const from = Math.max(at, span.from);
      const to = Math.min(end, span.to);
      parts.push({ text: text.slice(from - start, to - start), style, mark: span.list });
      at = to;
    }
    if (at < end) parts.push({ text: text.slice(at - start), style, mark: null });
    start = end;
  }
  return parts;
}

/** How many marks of each list stand in these texts. */
export function markCounts(texts: readonly (string | null)[], highlighter: Highlighter): Record<HighlightList, number> {
  const counts = { include: 0, exclude: 0, neutral: 0 };
  for (const text of texts) {
    if (!text) continue;
    const plain = runsOf(text)
      .map((run) => run.text)
      .join('');
    for (const { list } of spansOf(plain, highlighter)) counts[list] += 1;
  }
  return counts;
}

/** The shared words of the protocol and a person's own; a word of their own moves it to the list they chose. */
export function joined(shared: HighlightWords, own: HighlightWords): HighlightWords {
  const mine = new Set(HIGHLIGHT_LISTS.flatMap((list) => own[list].map((word) => cleanWord(word).toLowerCase())));
  const of = (list: HighlightList): string[] => [
    ...shared[list].filter((word) => !mine.has(cleanWord(word).toLowerCase())),
    ...own[list],
  ];
  return { include: of('include'), exclude: of('exclude'), neutral: of('neutral') };
}
