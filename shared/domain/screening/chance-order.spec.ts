import { auditArcs, CIRCLE, isAuditTurn, isOnArc, seedStart } from './chance-order';

const inAudit = (place: number, seed: number, percent: number): boolean =>
  auditArcs(seed, percent).some((arc) => isOnArc(place, arc));
const PLACES = Array.from({ length: 2000 }, (_, i) => Math.floor((i / 2000) * CIRCLE));

describe('The audit sample on the circle', () => {
  it.each([1, 7, 12, 99, 2_147_483_647])('has its share of the places, from seed %i on', (seed) => {
    for (const percent of [0, 1, 5, 20, 100]) {
      const members = PLACES.filter((place) => inAudit(place, seed, percent));
      expect(members.length / PLACES.length).toBeCloseTo(percent / 100, 2);
    }
  });

  it('keeps its members when the share grows', () => {
    const small = PLACES.filter((place) => inAudit(place, 3, 5));
    expect(small.every((place) => inAudit(place, 3, 10))).toBe(true);
  });

  it('goes on at the beginning of the circle where its stretch passes the end', () => {
    const seed = Array.from({ length: 500 }, (_, i) => i).find((one) => seedStart(one) > 0.9 * CIRCLE) as number;
    const [first, second] = auditArcs(seed, 20);
    expect(first).toEqual({ from: seedStart(seed), to: null });
    expect(second?.from).toBeNull();
    expect(isOnArc(0, second!)).toBe(true);
  });

  it('takes its turns evenly: so many in every hundred, wherever one begins', () => {
    for (const percent of [0, 3, 5, 20]) {
      const turns = Array.from({ length: 300 }, (_, turn) => isAuditTurn(turn, percent));
      expect(turns.slice(37, 137).filter(Boolean)).toHaveLength(percent);
    }
  });
});
