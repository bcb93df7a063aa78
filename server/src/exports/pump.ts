/** Records a writer may be ahead of its pages. */
const AHEAD = 8;

/**
 * Runs a writer that takes its records one by one over records that come in pages, so that neither all records nor the
 * whole file are ever in memory.
 */
export async function* pump<R, T>(
  write: (records: Iterable<R>) => Iterator<T>,
  pages: AsyncIterator<readonly R[]>,
): AsyncGenerator<T> {
  const waiting: R[] = [];
  let isEnded = false;
  const records: Iterable<R> = {
    [Symbol.iterator]: () => ({
      next: (): IteratorResult<R> => {
        const value = waiting.shift();
        if (value !== undefined) return { value, done: false };
        if (!isEnded) throw new Error('the writer took more records at once than it was given');
        return { value: undefined, done: true };
      },
    }),
  };
  const writer = write(records);
  for (;;) {
    while (!isEnded && waiting.length < AHEAD) {
      const page = await pages.next();
      if (page.done) isEnded = true;
      else waiting.push(...page.value);
    }
    const piece = writer.next();
    if (piece.done) return;
    yield piece.value;
  }
}
