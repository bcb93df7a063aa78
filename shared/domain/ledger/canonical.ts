/**
 * Canonical JSON: object keys sorted by code unit, no white space, numbers and strings as JSON.stringify writes them.
 * Two values are equal as facts exactly when their canonical texts are equal, so hashes and comparisons use this text.
 *
 * @throws RangeError for what JSON cannot carry: undefined inside an array, functions, NaN, infinities.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`canonical: ${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
  }
  throw new RangeError(`canonical: ${typeof value} has no JSON form`);
}
