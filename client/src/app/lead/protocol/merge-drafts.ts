/**
 * Two people's edits of one draft brought together.
 *
 * What only one of them touched is taken from that one; what both changed alike is kept. Lists are matched by id, and
 * their order comes from whoever changed it. What both changed differently is a clash: mine is kept there, and its place
 * is named so that the person can look.
 */
export interface Merged<T> {
  document: T;
  /** Places both changed: `question`, `criteria.c1.text`; a list's own name where both reordered or resized it. */
  clashes: string[];
}

export function mergeDrafts<T>(base: T, mine: T, theirs: T): Merged<T> {
  const clashes: string[] = [];
  const document = merged(base, mine, theirs, '', clashes) as T;
  return { document, clashes };
}

/** The document with the other person's words at a place that `mergeDrafts` named. */
export function withTheirs<T>(mine: T, theirs: T, path: string): T {
  return taken(mine, theirs, path === '' ? [] : path.split('.')) as T;
}

function taken(mine: unknown, theirs: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return theirs;
  if (isItems(mine) && isItems(theirs)) {
    const other = theirs.find((item) => idOf(item) === key);
    if (!other) return mine.filter((item) => idOf(item) !== key);
    if (!mine.some((item) => idOf(item) === key)) return [...mine, other];
    return mine.map((item) => (idOf(item) === key ? taken(item, other, rest) : item));
  }
  if (!isObject(mine) || !isObject(theirs)) return theirs;
  return { ...mine, [key]: taken(mine[key], theirs[key], rest) };
}

function merged(base: unknown, mine: unknown, theirs: unknown, path: string, clashes: string[]): unknown {
  if (isSame(mine, theirs) || isSame(theirs, base)) return mine;
  if (isSame(mine, base)) return theirs;
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (isItems(base) && isItems(mine) && isItems(theirs)) return mergedLists(base, mine, theirs, path, clashes);
  if (isObject(base) && isObject(mine) && isObject(theirs)) {
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    return Object.fromEntries(keys.map((key) => [key, merged(base[key], mine[key], theirs[key], at(key), clashes)]));
  }
  clashes.push(path);
  return mine;
}

function mergedLists(base: Item[], mine: Item[], theirs: Item[], path: string, clashes: string[]): Item[] {
  const ids = (items: Item[]): string => items.map(idOf).join(' ');
  const byId = (items: Item[]): Map<string, Item> => new Map(items.map((item) => [idOf(item), item]));
  const [old, own, other] = [byId(base), byId(mine), byId(theirs)];
  const isMyOrder = ids(mine) !== ids(base);
  const isTheirOrder = ids(theirs) !== ids(base);
  let order = isTheirOrder && !isMyOrder ? theirs.map(idOf) : mine.map(idOf);
  if (isMyOrder && isTheirOrder && ids(mine) !== ids(theirs)) {
    // Additions of both sides are no clash: theirs follow mine. Removals and new orders on both sides are.
    const kept = (items: Item[]): string => ids(items.filter((item) => old.has(idOf(item))));
    if (kept(mine) !== ids(base) || kept(theirs) !== ids(base)) clashes.push(path);
    order = [...order, ...theirs.map(idOf).filter((id) => !own.has(id) && !old.has(id))];
  }
  for (const [id, item] of old) {
    const survivor = own.has(id) ? own.get(id) : other.get(id);
    const isRemovedOnce = own.has(id) !== other.has(id);
    if (!isRemovedOnce || isSame(survivor, item)) continue;
    // One rewrote what the other took out: the words stay.
    clashes.push(`${path}.${id}`);
    if (!order.includes(id)) order.push(id);
  }
  return order.flatMap((id) => {
    const [before, one, two] = [old.get(id), own.get(id), other.get(id)];
    if (one && two) return [merged(before, one, two, `${path}.${id}`, clashes) as Item];
    const single = one ?? two;
    return single ? [single] : [];
  });
}

type Item = { id: string } | { key: string };
const idOf = (item: Item): string => ('id' in item ? item.id : item.key);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.every((item) => isObject(item) && ('id' in item || 'key' in item));
export const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
