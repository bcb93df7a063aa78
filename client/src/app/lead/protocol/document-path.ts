/** What stands at a place of a document: `criteria.2.text`, list places from 0. Undefined where there is no such place. */
export function valueAt(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

/** The document with another value at the place; everything beside the way there is the same object as before. */
export function withValueAt<T>(document: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const inner =
    rest.length === 0 ? value : withValueAt((document as Record<string, unknown>)[key], rest.join('.'), value);
  if (Array.isArray(document)) return document.map((item, at) => (String(at) === key ? inner : item)) as T;
  return { ...document, [key]: inner };
}
