import * as fs from 'node:fs';
import * as path from 'node:path';
import { layoutFlow } from './layout';
import { prismaFlow } from './flow';
import type { FlowGroup, StudyCounts } from './flow';
import { describeFlow } from './describe';
import { PRISMA_LABELS } from './labels';
import { drawFlow, escapeXml } from './svg';
import type { SvgOptions } from './svg';
import { textWidth, wrapText } from './text-metrics';

const base: FlowGroup = {
  n: 1,
  arm: 'databases',
  sourceKind: 'database',
  source: 'MEDLINE',
  cycle: 1,
  duplicate: false,
  removed: null,
  titleAbstract: null,
  titleAbstractBy: null,
  retrieval: null,
  fullText: null,
  reason: null,
};
const read = { titleAbstract: 'include', titleAbstractBy: 'person', retrieval: 'retrieved' } as const;
const parts = (rows: Partial<FlowGroup>[]): FlowGroup[] => rows.map((row) => ({ ...base, ...row }));

const searched = parts([
  { n: 1180, titleAbstract: 'exclude', titleAbstractBy: 'person', reasonTitleAbstract: 'Not about schools' },
  { n: 90, titleAbstract: 'exclude', titleAbstractBy: 'automation', source: 'ERIC' },
  { n: 412, source: 'Embase', duplicate: true },
  { n: 25, removed: 'automation' },
  { n: 2, removed: 'other' },
  { n: 7, ...read, retrieval: 'not-retrieved' },
  { n: 21, ...read, fullText: 'exclude', reason: 'Wrong population' },
  {
    n: 8,
    ...read,
    fullText: 'exclude',
    reason: 'Outcome reported for the whole sample, not by socioeconomic position',
  },
  { n: 1, ...read, fullText: 'awaiting', source: 'ISRCTN', sourceKind: 'register' },
  { n: 14, ...read, fullText: 'include' },
]);
const others = parts([
  { n: 9, arm: 'other', source: 'Backward citations', sourceKind: 'citation-searching', duplicate: true },
  { n: 30, arm: 'other', source: 'Backward citations', sourceKind: 'citation-searching', titleAbstract: 'exclude' },
  { n: 4, arm: 'other', source: 'Children’s charity', sourceKind: 'organisation', ...read, fullText: 'include' },
  { n: 3, arm: 'other', source: 'gov.uk', sourceKind: 'website', ...read, fullText: 'exclude', reason: 'No data' },
]);
const waiting = parts([
  { n: 57 },
  { n: 6, conflict: 'title-abstract' },
  { n: 3, titleAbstract: 'include' },
  { n: 2, ...read },
]);
const first: StudyCounts = { newStudies: 12 };
const update: StudyCounts = {
  newStudies: 12,
  previousStudies: 19,
  previousReports: 22,
  studiesInMetaAnalysis: 11,
  studiesAfterAppraisal: 28,
};

const drawings: [string, FlowGroup[], StudyCounts, SvgOptions][] = [
  ['new-v1', searched, first, { perSourceCounts: true, titleAbstractReasons: true }],
  ['new-v2', [...searched, ...others, ...waiting], first, { otherMethodsScreening: 'box' }],
  ['updated-v1', searched, update, { theme: 'dark', appraisalBox: true, metaAnalysisBox: true }],
  ['updated-v2', [...searched, ...others], update, { theme: 'print', locale: 'de', width: 1400 }],
];

describe('drawings compared with kept ones', () => {
  it.each(drawings)('%s looks as it did', (layout, groups, studies, options) => {
    const svg = drawFlow(prismaFlow(groups, { studies }), options);
    const file = path.join(__dirname, 'golden', `${layout}.golden.svg`);
    if (process.env['UPDATE_GOLDEN'] === '1') fs.writeFileSync(file, svg);
    expect(svg).toContain(`data-layout="${layout}"`);
    expect(svg).toBe(fs.readFileSync(file, 'utf8'));
  });
});

describe('words of the template', () => {
  const texts = (groups: FlowGroup[], studies: StudyCounts) =>
    layoutFlow(prismaFlow(groups, { studies })).boxes.flatMap((box) => box.lines.map((line) => line.label));

  it('stands in the new layout in the template’s words', () => {
    expect(texts(searched, first)).toEqual([
      'Records identified from*:',
      'Databases',
      'Registers',
      'Records removed before screening:',
      'Duplicate records removed',
      'Records marked as ineligible by automation tools',
      'Records removed for other reasons',
      'Records screened',
      'Records excluded**',
      'Reports sought for retrieval',
      'Reports not retrieved',
      'Reports assessed for eligibility',
      'Reports excluded:',
      'Wrong population',
      'Outcome reported for the whole sample, not by socioeconomic position',
      'Reports awaiting classification',
      'Studies included in review',
      'Reports of included studies',
    ]);
  });

  it('changes to new studies and totals in an update', () => {
    expect(texts([...searched, ...others], update)).toEqual(
      expect.arrayContaining([
        'Studies included in previous version of review',
        'Reports of studies included in previous version of review',
        'New studies included in review',
        'Reports of new included studies',
        'Total studies included in review',
        'Reports of total included studies',
        'Websites',
        'Organisations',
        'Citation searching',
      ]),
    );
  });

  it('lets authors change words, never numbers', () => {
    const flow = prismaFlow(searched, { studies: first });
    expect(drawFlow(flow, { labels: { records_screened: 'Titles screened' } })).toContain('Titles screened');
    expect(() => drawFlow(flow, { labels: { records_screened: 'Screened (n = 4)' } })).toThrow('label_holds_number');
  });

  it('takes a blank label as the template’s own', () => {
    const flow = prismaFlow(searched, { studies: first });
    expect(drawFlow(flow, { labels: { records_screened: '  ' } })).toContain(PRISMA_LABELS.records_screened);
  });
});

describe('numbers of the drawing', () => {
  const flow = prismaFlow([...searched, ...others], { studies: first });

  it('gives every count an element of its own that can lead to its records', () => {
    const svg = drawFlow(flow, { href: (line) => `/reviews/7/records?box=${line.key}&reason=${line.reason ?? ''}` });
    expect(svg).toContain('data-box="duplicates" data-n="412" href="/reviews/7/records?box=duplicates&amp;reason="');
    expect(svg).toContain('data-reason="Wrong population"');
    expect(svg).toMatch(/<a [^>]*tabindex="0"/);
  });

  it('follows no address that could run something', () => {
    expect(drawFlow(flow, { href: () => 'javascript:alert(1)' })).not.toContain('<a ');
  });

  it('groups thousands as the locale does', () => {
    expect(drawFlow(flow, { locale: 'de' })).toContain('1.270');
    expect(drawFlow(flow)).toContain('1,270');
  });

  it('hides the reports line only where each study has exactly one report', () => {
    const has = (newStudies: number) =>
      drawFlow(prismaFlow(searched, { studies: { newStudies } }), { hideReportsLine: true }).includes(
        'data-box="new_reports"',
      );
    expect([has(12), has(14)]).toEqual([true, false]);
  });

  it('leaves out lines within a box that count nothing where that is wished, and never a box of its own number', () => {
    const svg = drawFlow(flow, { hideEmptyLines: true });
    expect(svg).toContain('data-box="duplicates"');
    expect(svg).toContain('data-box="website_results"');
    const empty = prismaFlow([], { studies: first });
    expect(drawFlow(empty)).toContain('data-box="register_results"');
    expect(drawFlow(empty, { hideEmptyLines: true })).not.toContain('data-box="register_results"');
    expect(drawFlow(empty, { hideEmptyLines: true })).toContain('data-box="records_screened"');
  });

  it('says in a footnote what the chosen layout has no box for', () => {
    const svg = drawFlow(flow, { layout: 'new-v1' });
    expect(svg).toContain('not shown in this layout');
  });

  it('drops what XML cannot hold and keeps the rest', () => {
    expect(escapeXml('a\u0000b\ud800c\td\u{1f9ea}')).toBe('abc\td\u{1f9ea}');
  });

  it('escapes what people typed', () => {
    const nasty = parts([{ n: 1, ...read, fullText: 'exclude', reason: '</text><script>alert("x")</script>' }]);
    const svg = drawFlow(prismaFlow(nasty, { studies: { newStudies: 0 } }), { title: '<b>' });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('<title id="prisma-title">&lt;b&gt;</title>');
  });
});

describe('a review under way', () => {
  const flow = prismaFlow([...searched, ...waiting], { studies: first });

  it('is marked, with what is pending beside the lines', () => {
    const svg = drawFlow(flow);
    expect(svg).toContain('In progress:');
    expect(svg).toContain('63 not yet screened (6 in conflict)');
    expect(svg).toContain('stroke-dasharray');
  });

  it('loses the mark once everything has reached an end', () => {
    expect(drawFlow(prismaFlow(searched, { studies: first }))).not.toContain('In progress');
  });
});

describe('the long description', () => {
  it('says every box in order', () => {
    const text = describeFlow(prismaFlow([...searched, ...waiting], { studies: first }), { perSourceCounts: true });
    expect(text).toContain('Records screened 1,326. Records excluded 1,270.');
    expect(text).toContain('Databases 1,827 (MEDLINE 1,325, Embase 412, ERIC 90), Registers 1 (ISRCTN 1).');
    expect(text).toContain('Reports excluded: Wrong population 21, Outcome reported');
    expect(text.startsWith('In progress: 63 not yet screened (6 in conflict)')).toBe(true);
  });
});

describe('text without a browser', () => {
  it.each([
    ['a long word is cut rather than let out of its box', 'Donaudampfschifffahrtsgesellschaftskapitän', 80],
    ['a hyphen is a place to break', 'socio-economic-position-and-health', 90],
    ['a count stays in one piece', 'Reports (n\u00a0=\u00a01,234)', 75],
    ['characters outside the table are given room', '日本語のデータベースとレジストリ', 60],
  ])('%s', (_, text, width) => {
    const lines = wrapText(text, width, 12);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(width);
    expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});
