/** What one file of known answers gave. */
export interface Checked {
  /** What the file holds: `two_raters_table`, `ledger`, `references`, `duplicates` … */
  kind: string;
  /** Path below the data folder. */
  file: string;
  /**
   * `disputed`: the product and an independent count agree with each other and not with the stated answer.
   * `absent`: named in a manifest, not there. `not-covered`: nothing in the product answers to it yet.
   */
  status: 'passed' | 'failed' | 'disputed' | 'absent' | 'not-covered';
  /** Values held against each other. */
  compared: number;
  /** Largest deviation met, relative to values above 1; null where values are whole numbers or words. */
  worst: number | null;
  /** What differs, in words. */
  notes: string[];
}

/** Largest deviation that passes: the vectors carry fifteen digits. */
export const TOLERANCE = 1e-10;

/** Collects the comparisons of one file. */
export class Comparison {
  private readonly notes: string[] = [];
  private compared = 0;
  private worst: number | null = null;

  /** Numbers to ten decimals; where the answer is "none" (null, NA, NaN) ours must be none too. */
  number(what: string, got: number | null | undefined, wanted: unknown): void {
    this.compared++;
    if (typeof wanted !== 'number') {
      if (got !== null && got !== undefined) this.notes.push(`${what}: ${got}, none expected`);
      return;
    }
    if (got === null || got === undefined || Number.isNaN(got)) {
      this.notes.push(`${what}: none, ${wanted} expected`);
      return;
    }
    const deviation = Math.abs(got - wanted) / Math.max(1, Math.abs(wanted));
    this.worst = Math.max(this.worst ?? 0, deviation);
    if (!(deviation <= TOLERANCE)) this.notes.push(`${what}: ${got}, ${wanted} expected`);
  }

  /** Counts and words: the same or not. */
  same(what: string, got: unknown, wanted: unknown): void {
    this.compared++;
    const [ours, theirs] = [ordered(got), ordered(wanted)];
    if (ours !== theirs) this.notes.push(`${what}: ${ours}, ${theirs} expected`);
  }

  fault(note: string): void {
    this.notes.push(note);
  }

  result(kind: string, file: string): Checked {
    if (this.compared === 0) this.notes.push('nothing in it could be compared');
    const status = this.notes.length > 0 ? 'failed' : 'passed';
    return { kind, file, status, compared: this.compared, worst: this.worst, notes: this.notes };
  }
}

/** The value as text with the keys of objects in order, so that equal values give equal text. */
function ordered(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'nothing'
  );
}
