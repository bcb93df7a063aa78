import * as fc from 'fast-check';
import { boxesOfRecord, prismaFlow, stateOf } from './flow';
import { flowCounts } from './flow-counts';
import type { FlowGroup, SourceKind, StudyCounts } from './flow';
import { toPrismaCsv } from './csv';
import { fromPrismaCsv, publishedCountsOf } from './csv-read';
import { checkFlow, checkPublished } from './identities';
import { TEXT_SIZE, layoutFlow } from './layout';
import type { DrawOptions } from './box-content';
import { textWidth } from './text-metrics';

/** LAW_RUNS=10000 before a release. */
const RUNS = Number(process.env['LAW_RUNS'] ?? 1000);

/** Any mixture of states, contradictory ones included: what a ledger can hold while people change their minds. */
function anyGroups(): fc.Arbitrary<{ groups: FlowGroup[]; studies: StudyCounts }> {
  const databases = fc.constantFrom<[SourceKind, string]>(
    ['database', 'MEDLINE'],
    ['database', 'Embase'],
    ['register', 'ClinicalTrials.gov'],
  );
  const others = fc.constantFrom<[SourceKind, string]>(
    ['website', 'gov.uk'],
    ['organisation', 'WHO'],
    ['citation-searching', 'Forward citations'],
    ['expert', 'Authors'],
    ['other', 'Hand search'],
  );
  const reason = fc.option(fc.constantFrom('Wrong population', 'Wrong design; or setting', 'Language, not English'));
  const group = fc
    .record({
      n: fc.nat(40),
      arm: fc.constantFrom('databases' as const, 'other' as const),
      cycle: fc.integer({ min: 1, max: 3 }),
      duplicate: fc.boolean(),
      removed: fc.constantFrom(null, null, null, 'automation' as const, 'other' as const),
      titleAbstract: fc.constantFrom(null, 'include' as const, 'include' as const, 'exclude' as const),
      titleAbstractBy: fc.constantFrom(null, 'person' as const, 'automation' as const),
      retrieval: fc.constantFrom(null, 'retrieved' as const, 'retrieved' as const, 'not-retrieved' as const),
      fullText: fc.constantFrom<FlowGroup['fullText']>(null, 'include', 'include', 'exclude', 'awaiting', 'ongoing'),
      reason,
      reasonTitleAbstract: reason,
      conflict: fc.constantFrom(null, 'title-abstract' as const, 'full-text' as const),
    })
    .chain((made) =>
      (made.arm === 'databases' ? databases : others).map(([sourceKind, source]) => ({ ...made, sourceKind, source })),
    );
  return fc
    .record({
      groups: fc.array(group, { maxLength: 25 }),
      perReport: fc.double({ min: 0, max: 1, noNaN: true }),
      previous: fc.option(fc.record({ studies: fc.nat(50), further: fc.nat(20) })),
      pooled: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ groups, perReport, previous, pooled }) => {
      const included = groups.reduce((sum, one) => sum + (stateOf(one) === 'included' ? one.n : 0), 0);
      const newStudies = included === 0 ? 0 : Math.max(1, Math.floor(included * perReport));
      const total = newStudies + (previous?.studies ?? 0);
      const studies: StudyCounts = {
        newStudies,
        newReportsOfPreviousStudies: previous ? Math.floor((included - newStudies) / 2) : 0,
        previousStudies: previous?.studies ?? null,
        previousReports: previous ? previous.studies + previous.further : null,
        studiesInMetaAnalysis: pooled === null ? null : Math.floor(total * pooled),
      };
      return { groups, studies };
    });
}

describe('laws of the flow', () => {
  it('has no violated identity whatever the records are', () => {
    fc.assert(
      fc.property(anyGroups(), ({ groups, studies }) => {
        const check = checkFlow(prismaFlow(groups, { studies }));
        expect(check.identities.filter((identity) => identity.status === 'violated')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('is open exactly while something is pending', () => {
    fc.assert(
      fc.property(anyGroups(), ({ groups, studies }) => {
        const flow = prismaFlow(groups, { studies });
        expect(checkFlow(flow).status === 'open').toBe(flow.inProgress);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts the same records that open behind each number', () => {
    fc.assert(
      fc.property(anyGroups(), ({ groups, studies }) => {
        const counts = flowCounts(prismaFlow(groups, { studies }));
        const opened = new Map<string, number>();
        for (const group of groups)
          for (const key of boxesOfRecord(group)) opened.set(key, (opened.get(key) ?? 0) + group.n);
        for (const [key, n] of opened) expect([key, counts[key as keyof typeof counts]]).toEqual([key, n]);
      }),
      { numRuns: 1000 },
    );
  });

  it('adds up over cycles', () => {
    fc.assert(
      fc.property(anyGroups(), ({ groups, studies }) => {
        const of = (cycles?: number[]) => flowCounts(prismaFlow(groups, { studies, cycles }));
        const [first, rest, all] = [of([1]), of([2, 3]), of()];
        for (const key of ['database_results', 'duplicates', 'records_screened', 'other_excluded'] as const)
          expect((first[key] ?? 0) + (rest[key] ?? 0)).toBe(all[key]);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on how the records were grouped', () => {
    fc.assert(
      fc.property(anyGroups(), ({ groups, studies }) => {
        const single = groups.flatMap((group) => Array.from({ length: group.n }, () => ({ ...group, n: 1 })));
        expect(prismaFlow(single.reverse(), { studies })).toEqual(prismaFlow(groups, { studies }));
      }),
      { numRuns: 300 },
    );
  });
});

describe('laws of the CSV', () => {
  it('gives back every count of the template and every list', () => {
    fc.assert(
      fc.property(anyGroups(), ({ groups, studies }) => {
        const flow = prismaFlow(groups, { studies });
        const read = fromPrismaCsv(toPrismaCsv(flow));
        const counts = flowCounts(flow);
        for (const [key, n] of Object.entries(read.counts)) {
          if (key === 'citations_results') continue;
          expect([key, n]).toEqual([key, counts[key as keyof typeof counts]]);
        }
        expect(read.lists.dbr_excluded ?? []).toEqual(
          flow.databases.reasons.map(({ reason, n }) => ({ label: reason ?? 'No reason reported', n })),
        );
        expect(read.problems).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('passes the rules for published counts once nothing is pending or kept aside', () => {
    fc.assert(
      fc.property(anyGroups(), ({ groups, studies }) => {
        const settled = groups.filter((one) => !['awaiting', 'ongoing'].includes(stateOf(one)));
        const flow = prismaFlow(settled, { studies: { ...studies, studiesInMetaAnalysis: null } });
        fc.pre(!flow.inProgress && flow.newReports > 0);
        expect(checkPublished(publishedCountsOf(fromPrismaCsv(toPrismaCsv(flow)))).violated).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('laws of the drawing', () => {
  const anyOptions: fc.Arbitrary<DrawOptions> = fc.record({
    layout: fc.constantFrom('auto', 'new-v1', 'new-v2', 'updated-v1', 'updated-v2'),
    perSourceCounts: fc.boolean(),
    titleAbstractReasons: fc.boolean(),
    otherMethodsScreening: fc.constantFrom('footnote', 'box'),
    hideEmptyLines: fc.boolean(),
    appraisalBox: fc.constant(true),
    metaAnalysisBox: fc.constant(true),
  });
  const drawn = (check: (layout: ReturnType<typeof layoutFlow>) => void): void =>
    fc.assert(
      fc.property(anyGroups(), anyOptions, fc.constantFrom(0, 1300), ({ groups, studies }, options, width) =>
        check(layoutFlow(prismaFlow(groups, { studies }), options, width)),
      ),
      { numRuns: 150 },
    );

  it('keeps every line of text inside its box and every box inside the picture', () => {
    drawn(({ boxes, width, height }) => {
      for (const box of boxes) {
        expect(box.x).toBeGreaterThan(0);
        expect(box.x + box.width).toBeLessThan(width);
        expect(box.y + box.height).toBeLessThan(height);
        for (const text of box.texts) {
          expect(text.x + textWidth(text.text, TEXT_SIZE)).toBeLessThanOrEqual(box.x + box.width - 8.9);
          expect(text.baseline).toBeLessThan(box.y + box.height - 5);
        }
      }
    });
  });

  it('lets no box touch another', () => {
    drawn(({ boxes }) => {
      for (const a of boxes)
        for (const b of boxes) {
          const apart = a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
          expect(a === b || apart).toBe(true);
        }
    });
  });

  it('draws lines at right angles, and none through a box', () => {
    drawn(({ boxes, connectors }) => {
      for (const { points } of connectors)
        points.slice(1).forEach((to, at) => {
          const from = points[at] ?? to;
          expect(from.x === to.x || from.y === to.y).toBe(true);
          const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
          const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
          for (const box of boxes) {
            const inside =
              right > box.x + 0.01 &&
              left < box.x + box.width - 0.01 &&
              bottom > box.y + 0.01 &&
              top < box.y + box.height - 0.01;
            expect(inside).toBe(false);
          }
        });
    });
  });
});
