/** One answer holds no more than this; who wants more asks on. */
export const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The part of a file that a Range header asks for, both ends counted in and bounded in length (RFC 9110, 14.2). Null
 * where the whole file is to be sent: no header, one that is not understood, or several ranges at once.
 */
export function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return null;
  const [, from = '', to = ''] = found;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'unsatisfiable' : bounded(size - length, size - 1);
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return null;
  if (start >= size) return 'unsatisfiable';
  return bounded(start, to === '' ? size - 1 : Math.min(Number(to), size - 1));
}

const bounded = (start: number, end: number) => ({ start, end: Math.min(end, start + MOST_BYTES - 1) });
