/**
 * What changed between two texts, word by word, for reading side by side.
 *
 * Longest common subsequence over words and the blanks between them. Kept and removed parts joined give the first
 * text, kept and added parts the second, to the character. Time and memory grow with the product of the two
 * changed middles; beyond `MAX_CELLS` the pieces are sentences, and beyond that the middle is replaced whole, so
 * that no text can stall the page.
 */
export interface WordChange {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** 4 million cells of two bytes: 8 MB, some 20 ms. */
const MAX_CELLS = 4_000_000;

const WORDS = /\s+|[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu;
const SENTENCES = /[^.!?\n]*(?:[.!?\n]+\s*|$)/gu;

const pieces = (text: string, pattern: RegExp): string[] => (text.match(pattern) ?? []).filter((piece) => piece !== '');

/** The parts of two texts in order; a single `same` part (or none, for two empty texts) when they are equal. */
export function wordDiff(before: string, after: string): WordChange[] {
  for (const pattern of [WORDS, SENTENCES]) {
    const a = pieces(before, pattern);
    const b = pieces(after, pattern);
    const start = commonStart(a, b);
    const end = commonEnd(a, b, start);
    const middleA = a.slice(start, a.length - end);
    const middleB = b.slice(start, b.length - end);
    if (middleA.length * middleB.length > MAX_CELLS) continue;
    return joined([
      ...a.slice(0, start).map((text): WordChange => ({ kind: 'same', text })),
      ...middleDiff(middleA, middleB),
      ...a.slice(a.length - end).map((text): WordChange => ({ kind: 'same', text })),
    ]);
  }
  return joined([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let n = 0;
  while (n < most && a[n] === b[n]) n += 1;
  return n;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let n = 0;
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
}

function middleDiff(a: readonly string[], b: readonly string[]): WordChange[] {
  const width = b.length + 1;
  // longest[i * width + j]: length of the longest common subsequence of a from i on and b from j on. The shorter side
  // is below 2001 pieces (MAX_CELLS), so 16 bits hold it.
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const parts: WordChange[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: 'same', text: a[i]! });
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) {
      parts.push({ kind: 'removed', text: a[i]! });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: b[j]! });
      j += 1;
    }
  }
  return parts;
}

/**
 * Neighbours of one kind as one part; in a changed run everything removed stands before everything added. A blank
 * between two changed words belongs to the change: shown apart it would shred the phrase.
 */
function joined(parts: readonly WordChange[]): WordChange[] {
  const out: WordChange[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed) out.push({ kind: 'removed', text: removed });
    if (added) out.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  parts.forEach((part, at) => {
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else if (removed && added && /^\s+$/.test(part.text) && (parts[at + 1]?.kind ?? 'same') !== 'same') {
      removed += part.text;
      added += part.text;
    } else if (part.text) {
      flush();
      const last = out[out.length - 1];
      if (last?.kind === 'same') last.text += part.text;
      else out.push({ ...part });
    }
  });
  flush();
  return out;
}
