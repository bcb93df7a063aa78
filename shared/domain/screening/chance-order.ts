/**
 * The order by chance of a stage, and the audit sample in it.
 *
 * Every citation has a place on a circle, a hash of its id. A seed says where on the circle reading by chance begins, so
 * the order can be repeated and new records fall among the old ones at random. The audit sample is the first part of the
 * circle from there: with a share of 5 % the citations on its first twentieth. A citation belongs to it or not whatever
 * anybody decides, so those who have the rule and the ids can tell who belongs to it.
 */
export const CIRCLE = 2 ** 31;

/** Where on the circle a seed begins: 0 to CIRCLE - 1. */
export const seedStart = (seed: number): number => Math.imul(seed | 0, 0x9e3779b1) >>> 1;

/** A stretch of the circle: places above `from` up to and with `to`; null is the circle's own end. */
export interface Arc {
  from: number | null;
  to: number | null;
}

/** The whole circle from a place on: to its end, then from its beginning. */
export const wholeCircle = (start: number): Arc[] => [
  { from: start, to: null },
  { from: null, to: start },
];

/** The stretches that hold the audit sample, in its order. @param percent share of the records, 0 to 100 */
export function auditArcs(seed: number, percent: number): Arc[] {
  const start = seedStart(seed);
  const length = Math.floor((CIRCLE * percent) / 100);
  if (length <= 0) return [];
  const end = start + length;
  return end < CIRCLE
    ? [{ from: start, to: end }]
    : [
        { from: start, to: null },
        { from: null, to: end - CIRCLE },
      ];
}

export const isOnArc = (place: number, { from, to }: Arc): boolean =>
  (from === null || place > from) && (to === null || place <= to);

/** Whether the `turn`-th record of a reader (from 0) is one of the random share, `percent` of all, evenly spread. */
export const isAuditTurn = (turn: number, percent: number): boolean =>
  Math.floor(((turn + 1) * percent) / 100) > Math.floor((turn * percent) / 100);
