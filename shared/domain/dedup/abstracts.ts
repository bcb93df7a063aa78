/** Abstracts side by side: the same text, or two. */
import type { Comparison, Surroundings } from './comparison';
import { abstractWords, type Fingerprint } from './normalise';
import { sharedCount } from './similarity';
import { digestOf } from './words';

/** Words of an abstract, each by its digest. */
export interface AbstractPrint {
  inOrder: Uint32Array;
  sorted: Uint32Array;
}

/** Most abstracts kept as read: neighbours are compared one after another, and 100,000 would fill 150 MB. */
const KEPT_ABSTRACTS = 5000;

/** Words of an abstract from which on two that agree are one text. */
const TELLING_ABSTRACT = 60;
/** Share of the words that are alike in two copies of one abstract; the rest are slips, headings and signs. */
const COPIED = 0.95;

export function compareAbstracts(a: Fingerprint, b: Fingerprint, around: Surroundings): Comparison['abstract'] {
  if (!a.abstract || !b.abstract) return 'missing';
  const left = wordsOf(a, around);
  const right = wordsOf(b, around);
  const length = Math.min(left.sorted.length, right.sorted.length);
  if (length < 15) return 'missing';
  const opening = ({ inOrder, sorted }: AbstractPrint) =>
    sorted.length === length ? sorted : inOrder.slice(0, length).sort();
  const shared = sharedCount(opening(left), opening(right)) / length;
  // The abstract of an updated Cochrane review is often that of the last version.
  const telling = length >= TELLING_ABSTRACT && !/\bcochrane\b/i.test(a.abstract);
  if (telling && shared >= COPIED && Math.abs(left.sorted.length - right.sorted.length) <= length * 0.1)
    return 'copied';
  return shared >= 0.85 ? 'same' : shared >= 0.6 ? 'similar' : 'differs';
}

function wordsOf(print: Fingerprint, { abstracts }: Surroundings): AbstractPrint {
  let found = abstracts.get(print.id);
  if (!found) {
    const inOrder = Uint32Array.from(abstractWords(print.abstract ?? ''), digestOf);
    found = { inOrder, sorted: inOrder.slice().sort() };
    if (abstracts.size >= KEPT_ABSTRACTS) abstracts.clear();
    abstracts.set(print.id, found);
  }
  return found;
}

/** Whether two long abstracts are one text, word for word. */
export function isOneText(a: Fingerprint, b: Fingerprint, around: Surroundings): boolean {
  const [left, right] = [wordsOf(a, around).inOrder, wordsOf(b, around).inOrder];
  return (
    left.length >= TELLING_ABSTRACT && left.length === right.length && left.every((word, at) => word === right[at])
  );
}
