import { Refusal } from '@shared/domain/refusal';

/** Levels of a body; a whole protocol has fewer than ten. */
const MAX_DEPTH = 32;
/** With the `u` flag a whole pair is one character, so that only halves match. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;
/** Where anything may stand: passwords are compared by hash and never kept, the name of a file is made harmless later. */
const ANYTHING = { body: new Set(['password', 'current', 'next']), query: new Set(['name']) };

/**
 * Refuses what no schema looks at: bodies nested deeper than anything that follows could walk through safely, and text
 * that no database keeps as it was (zero characters, which PostgreSQL refuses, and halves of characters, which change).
 */
export function assertReadable(value: unknown, place: 'body' | 'query'): void {
  let level: [path: string, value: unknown][] = [[place, value]];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw refused(`The request is nested deeper than ${MAX_DEPTH} levels.`);
    }
    const inner: typeof level = [];
    for (const [path, part] of level) {
      if (typeof part === 'string') assertKeepable(path, part);
      else if (typeof part === 'object' && part !== null) {
        for (const [key, child] of Object.entries(part)) {
          if (!ANYTHING[place].has(key) || typeof child === 'object') inner.push([`${path}.${key}`, child]);
        }
      }
    }
    level = inner;
  }
}

function assertKeepable(path: string, text: string): void {
  if (UNKEEPABLE.test(text)) {
    throw refused(
      `${path.slice(0, 200)} holds a zero character or half of a character, which cannot be kept; remove it.`,
    );
  }
}

const refused = (why: string): Refusal => new Refusal('invalid_request', `${why} Nothing was changed.`, 400);
