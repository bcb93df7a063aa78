import { prismaFlow } from './flow';
import type { FlowGroup } from './flow';
import { methodsText } from './methods-text';
import type { MethodsFacts } from './methods-text';

const base: FlowGroup = {
  n: 1,
  arm: 'databases',
  sourceKind: 'database',
  source: 'MEDLINE',
  cycle: 1,
  duplicate: false,
  removed: null,
  titleAbstract: 'include',
  titleAbstractBy: 'person',
  retrieval: 'retrieved',
  fullText: 'include',
  reason: null,
};
const flow = prismaFlow(
  [
    { ...base, n: 1 },
    { ...base, n: 30, duplicate: true },
    { ...base, n: 1500, titleAbstract: 'exclude' },
    { ...base, n: 2, retrieval: 'not-retrieved' },
  ],
  { studies: { newStudies: 1 } },
);
const facts: MethodsFacts = {
  flow,
  searches: [
    { source: 'MEDLINE', kind: 'database', platform: 'Ovid', date: '2025-03-04', hits: 1033 },
    { source: 'ERIC', kind: 'database', hits: 500 },
  ],
  stages: [
    {
      stage: 'title-abstract',
      readers: 2,
      records: 1503,
      recordsReadByAll: 1400,
      conflicts: 41,
      resolvedBy: 'third-reviewer',
      blinded: true,
      pilot: { records: 50, rounds: 1 },
    },
  ],
  agreement: [
    {
      stage: 'title-abstract',
      reviewers: ['A.B.', 'C.D.'],
      n: 1400,
      percent: 1359 / 1400,
      kappa: { value: 0.7812, lower: 0.7, upper: 0.86 },
      positive: 0.79,
      negative: 0.989,
      ac1: 0.97,
    },
  ],
  deduplication: { automatic: 28, byPerson: 2 },
  automation: [],
  software: { name: 'Evenhand', version: '1.0.0' },
  protocol: { version: 2, amendments: 1, registration: { registry: 'PROSPERO', id: 'CRD42000000000' } },
};

describe('methods text', () => {
  const text = methodsText(facts);

  it.each([
    'We searched two databases: MEDLINE (Ovid; searched 2025-03-04; n = 1,033) and ERIC (date not recorded; n = 500).',
    'The last search was run on 2025-03-04.',
    '30 records were removed as duplicates. 28 duplicate sets were joined by rule and 2 by a person',
    'The criteria were piloted on 50 records in one round.',
    'Titles and abstracts were read by two reviewers independently, without seeing each other’s decisions.',
    'Of 1,503 records, 1,400 (93.1%) were read by all of them.',
    'There were 41 conflicts, resolved by a third reviewer.',
    'A.B. and C.D. agreed on 97.1% of 1,400 titles and abstracts both had read. Cohen’s kappa was 0.78 (95% CI 0.70 to 0.86); positive agreement 0.79, negative agreement 0.99 and Gwet’s AC1 0.97.',
    'It was amended once; this report follows version 2.',
    'We included one study (one report).',
    'Records were managed and screened in Evenhand (version 1.0.0).',
  ])('says: %s', (sentence) => expect(text).toContain(sentence));

  it('is silent about automation where there was none', () => expect(text).not.toContain('Automation'));

  it('names tool, version and reach of automation', () => {
    const said = methodsText({
      ...facts,
      automation: [{ tool: 'Ranker', version: null, act: 'ordered the records', records: 0 }],
    });
    expect(said).toContain('Ranker (version not recorded) ordered the records. It removed and excluded no record.');
  });

  it('says why kappa is missing', () => {
    const [one] = facts.agreement;
    const said = methodsText({
      ...facts,
      agreement: one ? [{ ...one, kappa: null, kappaReason: 'one category only' }] : [],
    });
    expect(said).toContain('Cohen’s kappa was not estimable (one category only)');
  });

  it('does not round nearly all to all', () => {
    const [one] = facts.agreement;
    const said = methodsText({ ...facts, agreement: one ? [{ ...one, percent: 0.9999 }] : [] });
    expect(said).toContain('agreed on more than 99.9% of');
  });

  it('marks a review under way', () => {
    const open = prismaFlow([{ ...base, titleAbstract: null, n: 7 }], { studies: { newStudies: 0 } });
    expect(methodsText({ ...facts, flow: open })).toContain('**The review is in progress**: 7 not yet screened');
  });

  it('calls a protocol registered only where it has a number', () => {
    const said = (registration: { registry: string; id: string }) =>
      methodsText({ ...facts, protocol: { version: 1, amendments: 0, registration } });
    expect(said({ registry: 'Not registered', id: '' })).toContain('Registration of the protocol: Not registered.');
    expect(said({ registry: '', id: '' })).toContain('No registration of the protocol is recorded.');
  });

  it('names only what is still open, a report without a study too, and signs what is less than nothing', () => {
    const done = prismaFlow([{ ...base, fullText: 'include', n: 2 }], {
      studies: { newStudies: 1, reportsWithoutStudy: 1 },
    });
    expect(methodsText({ ...facts, flow: done })).toContain('in progress**: 1 not yet put into a study.');
    const [one] = facts.agreement;
    const kappa = { value: 0.2, lower: -0.15, upper: 0.55 };
    const said = methodsText({ ...facts, agreement: one ? [{ ...one, kappa }] : [] });
    expect(said).toContain('95% CI \u22120.15 to 0.55');
  });

  it('lets no user text become markup', () => {
    const said = methodsText({ ...facts, searches: [{ source: '<b>[x](y)</b>\n# z', kind: 'database', hits: 1 }] });
    expect(said).toContain('\\<b\\>\\[x\\](y)\\</b\\> \\# z');
  });
});
