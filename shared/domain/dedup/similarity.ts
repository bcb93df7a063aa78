/** String and bag similarities, bounded so that one odd pair cannot cost much. */

/** Rows of the table below, kept for the next pair: titles are compared by the million. */
let rowsOfTable = [new Int32Array(512), new Int32Array(512), new Int32Array(512)] as [
  Int32Array,
  Int32Array,
  Int32Array,
];

/**
 * Edit distance (insert, delete, replace, swap of neighbours each cost 1), or `limit + 1` where it is larger.
 *
 * Only a band of `limit` around the diagonal is filled: 2·limit+1 cells a row.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const rows = endA - start;
  const columns = endB - start;
  if (rows === 0 || columns === 0) return Math.max(rows, columns);
  const far = limit + 1;
  if (columns >= rowsOfTable[0].length) {
    const size = columns * 2;
    rowsOfTable = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  }
  let [older, before, current] = rowsOfTable;
  older.fill(far, 0, columns + 1);
  for (let j = 0; j <= columns; j++) before[j] = j <= limit ? j : far;
  for (let i = 1; i <= rows; i++) {
    current.fill(far, 0, columns + 1);
    if (i <= limit) current[0] = i;
    let least = current[0] ?? far;
    const to = Math.min(columns, i + limit);
    for (let j = Math.max(1, i - limit); j <= to; j++) {
      const same = a.charCodeAt(start + i - 1) === b.charCodeAt(start + j - 1);
      let cost = Math.min((before[j - 1] ?? far) + (same ? 0 : 1), (before[j] ?? far) + 1, (current[j - 1] ?? far) + 1);
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(start + i - 1) === b.charCodeAt(start + j - 2) &&
        a.charCodeAt(start + i - 2) === b.charCodeAt(start + j - 1);
      if (swapped) cost = Math.min(cost, (older[j - 2] ?? far) + 1);
      if (cost > far) cost = far;
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return far;
    [older, before, current] = [before, current, older];
  }
  return before[columns] ?? far;
}

/** Members two sorted lists share, each counted as often as both hold it. */
export function sharedCount<T extends string | number>(a: ArrayLike<T>, b: ArrayLike<T>): number {
  let i = 0;
  let j = 0;
  let shared = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] as T;
    const right = b[j] as T;
    if (left === right) {
      shared++;
      i++;
      j++;
    } else if (left < right) i++;
    else j++;
  }
  return shared;
}

/** What each of two sorted lists has alone. */
export function leftovers(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const onlyA: string[] = [];
  const onlyB: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left === right) {
      i++;
      j++;
    } else if (right === undefined || (left !== undefined && left < right)) {
      onlyA.push(left as string);
      i++;
    } else {
      onlyB.push(right);
      j++;
    }
  }
  return [onlyA, onlyB];
}

/** Prefixes that turn a word into another one: symptomatic and asymptomatic differ by a letter and are opposites. */
const TURNING = /^(?:a|an|in|im|ir|il|un|non|dis|anti|pre|post|peri|sub|super|re|de|bi|tri|fe)$/;
const OPPOSED: ReadonlyArray<readonly [string, string]> = [
  ['hyper', 'hypo'],
  ['inter', 'intra'],
  ['in', 'de'],
  ['in', 'ex'],
  ['mater', 'pater'],
  ['macro', 'micro'],
  ['pre', 'post'],
  ['pre', 'peri'],
  ['pro', 'anti'],
  ['endo', 'exo'],
  ['endo', 'epi'],
];

/** Whether two words are one word mistyped or spelled the British and the American way, and not two words of like look. */
export function isMisspelling(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  // Slips seldom hit the first letter, and words that differ there are mostly two words: rats and cats.
  if (shorter < 4 || a[0] !== b[0] || /\d/.test(a) || /\d/.test(b)) return false;
  const limit = shorter >= 9 ? 2 : 1;
  if (editDistance(a, b, limit) > limit) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.endsWith(short) && TURNING.test(long.slice(0, long.length - short.length))) return false;
  return !OPPOSED.some(
    ([left, right]) =>
      (a.startsWith(left) && b.startsWith(right) && a.slice(left.length) === b.slice(right.length)) ||
      (a.startsWith(right) && b.startsWith(left) && a.slice(right.length) === b.slice(left.length)),
  );
}
