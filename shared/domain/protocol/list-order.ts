/** Small helpers to compare two lists of items that carry ids. */

/** Whether two texts are the same to the character, Unicode composition aside. */
export function isSameText(a: string, b: string): boolean {
  return a === b || a.normalize('NFC') === b.normalize('NFC');
}

/**
 * Items by id in list order. A document that breaks the rules may hold an id twice; its second bearer is matched with
 * the second bearer on the other side, so that nothing disappears from a comparison.
 */
export function keyedById<T extends { path: string }>(items: readonly T[]): Map<string, T> {
  const keyed = new Map<string, T>();
  for (const item of items) {
    let key = item.path;
    for (let n = 2; keyed.has(key); n += 1) key = `${item.path}\u0000${n}`;
    keyed.set(key, item);
  }
  return keyed;
}

/**
 * The keys that must be taken out and put elsewhere to turn one order into the other, as few as possible: those
 * common to both lists and outside one longest increasing run of places. Keys of one list only are never among them.
 */
export function movedKeys(before: readonly string[], after: readonly string[]): Set<string> {
  const placeAfter = new Map(after.map((key, at) => [key, at]));
  const common = before.filter((key) => placeAfter.has(key));
  const places = common.map((key) => placeAfter.get(key)!);

  // Patience sorting: tails[k] is the index (in `places`) that ends the best run of length k + 1 so far.
  const tails: number[] = [];
  const previous: number[] = [];
  places.forEach((place, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[tails[middle]!]! < place) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = at;
  });

  const kept = new Set<string>();
  for (let at = tails[tails.length - 1] ?? -1; at >= 0; at = previous[at]!) kept.add(common[at]!);
  return new Set(common.filter((key) => !kept.has(key)));
}
