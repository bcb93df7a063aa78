import fc from 'fast-check';
import { compare } from './compare';
import { decide } from './decide';
import { dedupe, dedupeAgainst } from './dedupe';
import { countAgainstGold, recoveredByQuestions } from './measure';
import { type Fingerprint, fingerprint } from './normalise';
import { stressSet } from './stress.fixture';

// Whole runs on a busy machine take longer than the five seconds a test is given.
jest.setTimeout(120_000);

/** Each defect strikes a copy with this chance; there are fourteen. Least sensitivity and precision of the certain tier. */
const LEVELS = [
  { damage: 0, sensitivity: 0.995, precision: 0.998 },
  { damage: 0.05, sensitivity: 0.985, precision: 0.998 },
  { damage: 0.1, sensitivity: 0.98, precision: 0.998 },
  { damage: 0.2, sensitivity: 0.965, precision: 0.998 },
] as const;

describe('made-up exports with near misses', () => {
  it.each(LEVELS)('defects in $damage of the fields: sensitivity $sensitivity, precision $precision', (level) => {
    const { refs, groups } = stressSet({ seed: 11, items: 1200, damage: level.damage });
    const { sets, questions } = dedupe(refs);
    const ids = sets.map((set) => set.ids);
    const figures = countAgainstGold(ids, groups);
    const asked = recoveredByQuestions(ids, questions, groups);
    console.log(
      `damage ${level.damage} (${refs.length}): TP ${figures.truePositives} FP ${figures.falsePositives} ` +
        `FN ${figures.falseNegatives}, sensitivity ${figures.sensitivity.toFixed(4)}, precision ` +
        `${figures.precision.toFixed(4)}; ${questions.length} questions bring ${asked} more`,
    );
    expect(figures.sensitivity).toBeGreaterThanOrEqual(level.sensitivity);
    expect(figures.precision).toBeGreaterThanOrEqual(level.precision);
    expect(asked).toBeGreaterThanOrEqual(Math.floor(figures.falseNegatives * 0.75));
  });

  it.each([0, 0.1])(
    'corrections joined to their articles, defects in %d of the fields: no precision is lost',
    (damage) => {
      const { refs, groups, corrections } = stressSet({ seed: 11, items: 1200, damage });
      const ids = dedupe(refs, { corrections: 'merge' }).sets.map((set) => set.ids);
      const linked = countAgainstGold(
        dedupe(refs).sets.map((set) => set.ids),
        groups,
      );
      const joined = countAgainstGold(ids, groupsWith(groups, corrections));
      console.log(`${corrections.length} corrections, damage ${damage}: ${JSON.stringify(joined)}`);
      expect(joined.falsePositives).toBeLessThanOrEqual(linked.falsePositives);
      expect(joined.sensitivity).toBeGreaterThanOrEqual(0.98);
    },
  );

  it('three imports one after the other end in the sets of one import', () => {
    const { refs } = stressSet({ seed: 3, items: 400, damage: 0.1 });
    const third = Math.floor(refs.length / 3);
    const [first, second, last] = [refs.slice(0, third), refs.slice(third, 2 * third), refs.slice(2 * third)];
    const found = [dedupe(first), dedupeAgainst(first, second), dedupeAgainst([...first, ...second], last)].flatMap(
      ({ sets }) => sets.map((set) => set.ids),
    );
    expect(united(found)).toEqual(united(dedupe(refs).sets.map((set) => set.ids)));
  });
});

describe('a review that grows', () => {
  it('ends in the same sets however its records are spread over imports', () => {
    const spread = fc.array(fc.nat({ max: 4 }), { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(fc.nat({ max: 500 }), spread, (seed, place) => {
        const { refs } = stressSet({ seed, items: 50, damage: 0.1 });
        const imports = [0, 1, 2, 3, 4].map((at) => refs.filter((_, i) => place[i % place.length] === at));
        const found = imports.flatMap((added, at) => dedupeAgainst(imports.slice(0, at).flat(), added).sets);
        expect(united(found.map((set) => set.ids))).toEqual(united(dedupe(refs).sets.map((set) => set.ids)));
      }),
      { numRuns: 10 },
    );
  });
});

describe('two records', () => {
  it('are judged the same whichever comes first', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.boolean(), (seed, joins) => {
        const prints = stressSet({ seed, items: 25, damage: 0.2 }).refs.map(fingerprint);
        const around = {
          ...{ joinsVersions: joins, joinsCorrections: joins },
          ...{ sharedDois: new Set<string>(), abstracts: new Map<string, never>() },
        };
        const judged = (a: Fingerprint, b: Fingerprint): unknown => {
          const found = compare(a, b, around);
          return found && { ...found, reservations: [...found.reservations].sort(), decision: decide(a, b, found) };
        };
        prints.forEach((a, i) => prints.slice(0, i).forEach((b) => expect(judged(a, b)).toEqual(judged(b, a))));
      }),
      { numRuns: 15, examples: [[2, false]] },
    );
  });
});

/** True groups where a correction counts as a copy of its article. */
function groupsWith(groups: readonly string[][], corrections: ReadonlyArray<readonly [string, string]>): string[][] {
  return united([...groups, ...corrections.map((pair) => [...pair])]);
}

/** Sets that share a record as one, sorted. */
function united(sets: readonly string[][]): string[][] {
  const setOf = new Map<string, Set<string>>();
  for (const ids of sets) {
    const whole = new Set(ids.flatMap((id) => [id, ...(setOf.get(id) ?? [])]));
    for (const id of whole) setOf.set(id, whole);
  }
  return [...new Set(setOf.values())]
    .map((set) => [...set].sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}
