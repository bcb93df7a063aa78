/**
 * The practice review: an invented question with a complete protocol, three invented exports and two invented
 * colleagues, so that a newcomer meets duplicates, conflicts and exclusion reasons before the first real review.
 *
 * All of it is made up and says so. It is data only; the records lie in `server/src/practice/files`.
 */
import { emptyProtocol, ProtocolDocument } from '../protocol/protocol';

export * from './practice-decisions';

export const PRACTICE_TITLE =
  'Practice review: early-years centres and return-to-work support for disadvantaged people (invented records)';

export interface PracticeSource {
  file: string;
  sourceName: string;
  kind: 'database' | 'register' | 'other-method';
  platform: string;
  /** Day on which the invented search was run, `2026-01-12`. */
  searchedOn: string;
  strategy: string;
}

/** The exports with what a search report (PRISMA-S) asks for. */
export const PRACTICE_SOURCES: readonly PracticeSource[] = [
  {
    file: 'medline-invented.nbib',
    sourceName: 'MEDLINE (invented)',
    kind: 'database',
    platform: 'PubMed',
    searchedOn: '2026-01-12',
    strategy: `#1 "child* centre*"[tiab] OR "family centre*"[tiab] OR "family hub*"[tiab] OR "early years"[tiab]
#2 "return to work"[tiab] OR "supported employment"[tiab] OR "vocational rehabilitation"[tiab]
#3 depriv*[tiab] OR disadvantag*[tiab] OR poverty[tiab] OR unemploy*[tiab]
#4 (#1 OR #2) AND #3`,
  },
  {
    file: 'embase-invented.ris',
    sourceName: 'Embase (invented)',
    kind: 'database',
    platform: 'Embase.com',
    searchedOn: '2026-01-13',
    strategy: `#1 ('child* centre*' OR 'family centre*' OR 'family hub*' OR 'early years'):ti,ab
#2 ('return to work' OR 'supported employment' OR 'vocational rehabilitation'):ti,ab
#3 (depriv* OR disadvantag* OR poverty OR unemploy*):ti,ab
#4 (#1 OR #2) AND #3`,
  },
  {
    file: 'grey-invented.csv',
    sourceName: 'Grey literature (invented)',
    kind: 'other-method',
    platform: 'Websites of organisations and repositories',
    searchedOn: '2026-01-20',
    strategy: 'Publication lists of twenty organisations read from 2004 on; theses and working papers by title.',
  },
];

/** The protocol of the practice review, complete and without problems. */
export function practiceProtocol(): ProtocolDocument {
  const doc = emptyProtocol('systematic');
  doc.question =
    'Do early-years centres for young families, and return-to-work support for adults out of work, improve health or ' +
    'employment among disadvantaged people, and do they narrow inequalities?';
  fillFrame(doc);
  doc.background =
    'Poor health follows disadvantage at both ends of working life: in the first years of childhood, and when adults ' +
    'lose work through illness, care or exclusion. Centres for young families and support to return to work are two ' +
    'common public answers.';
  doc.rationale =
    'Evaluations are scattered over journals and reports, use mixed designs, and seldom say who was reached. This ' +
    'protocol is made up for practice.';
  doc.objectives = [
    { id: 'effect', text: 'To estimate effects on health and employment among disadvantaged people.' },
    { id: 'gradient', text: 'To find out whether effects differ along PROGRESS-Plus dimensions.' },
    { id: 'reach', text: 'To describe who is reached and who is not.' },
  ];
  fillEligibility(doc);
  doc.outcomes = [
    {
      id: 'child-health',
      name: 'Health and development of children under six',
      kind: 'primary',
      measure: 'Admissions, growth, development, immunisation; records or tested scales',
      timing: 'Latest follow-up before the seventh birthday',
    },
    {
      id: 'work',
      name: 'Paid work or return to work',
      kind: 'primary',
      measure: 'Records or self-report',
      timing: 'Closest to twelve months',
    },
    {
      id: 'adult-health',
      name: 'Mental and physical health of adults',
      kind: 'secondary',
      measure: 'Tested scales, use of health care',
      timing: 'Closest to twelve months',
    },
    {
      id: 'uptake',
      name: 'Uptake by group',
      kind: 'secondary',
      measure: 'Share of those offered who took part, by PROGRESS-Plus dimension',
      timing: 'During the intervention',
    },
  ];
  fillEquity(doc);
  doc.searchPlan = {
    sources: PRACTICE_SOURCES.map((source) => ({
      id: source.file.replace(/-.*$/, ''),
      name: source.sourceName,
      kind: source.kind,
      detail: source.platform,
    })),
    strategy: PRACTICE_SOURCES[0]?.strategy ?? '',
    limits: 'No limit of language; published from 2004 on.',
    peerReview: 'Strategy checked by a second information specialist with the PRESS list.',
    updates: 'None: the practice records do not change.',
  };
  doc.analysisPlan = {
    dataManagement: 'Records are imported from three files, and duplicates are merged before screening.',
    screening:
      'Two readers screen every title and abstract and every full text independently; a third person settles conflicts.',
    extraction: 'One reviewer extracts and a second checks.',
    dataItems: 'Design, place, population, intervention, comparator, outcomes, results by group.',
    riskOfBias: 'RoB 2 for randomised trials, ROBINS-I for other designs, by two reviewers.',
    synthesisCriteria: 'Results are pooled where at least three studies share design, outcome and time.',
    synthesis:
      'Random effects with REML and the Hartung-Knapp interval; heterogeneity as tau² and prediction interval.',
    additionalAnalyses: 'Differences in effect between disadvantaged and other people within studies.',
    withoutMetaAnalysis: 'Elsewhere an effect direction plot and a harvest plot by PROGRESS-Plus dimension (SWiM).',
    reportingBias: 'Registers and protocols are compared with reports; funnel plots from ten studies on.',
    certainty: 'GRADE for each primary outcome, with equity considered in indirectness.',
  };
  doc.registration = { registry: 'Not registered: practice only', id: '', url: '' };
  doc.contributions = 'You, Practice colleague Amal and Practice colleague Bea.';
  doc.amendmentPlan = 'Each amendment is a new version with a reason, and states which records are screened again.';
  doc.support = { sources: 'None', sponsor: 'None', roleOfFunder: 'None' };
  doc.keywords = {
    include: [
      'early-years',
      'family centre*',
      "children's centre*",
      'hub*',
      'return to work',
      'supported employment',
      'job*',
    ],
    exclude: ['protocol', 'systematic review', 'editorial', 'hospital ward*', 'professional football'],
    neutral: ['random*', 'comparison', 'depriv*', 'poverty', 'unemploy*', 'ethnic*'],
  };
  return doc;
}

function fillFrame(doc: ProtocolDocument): void {
  const texts: Record<string, string> = {
    population:
      'Families with a child under five in disadvantaged circumstances, or disadvantaged adults of working age who are ' +
      'out of work or on long sick leave.',
    intervention:
      'Early-years centres, hubs or outreach that bring services together; or support to find, keep or return to work.',
    comparator: 'No intervention, usual services, or another intervention; the same people before with other areas.',
    outcomes: 'Health, development, use of health care, or paid work.',
    'study-designs': 'Randomised and non-randomised comparative studies, natural experiments included.',
  };
  for (const part of doc.frame.parts) part.text = texts[part.key] ?? '';
}

function fillEligibility(doc: ProtocolDocument): void {
  doc.criteria = [
    {
      id: 'population',
      kind: 'inclusion',
      stage: 'both',
      text: 'Families with a child under five, or adults of working age out of work, who are disadvantaged',
      guidance:
        'Disadvantaged area or group, or results given for one. Not: patients or staff regardless of circumstances.',
      order: 1,
    },
    {
      id: 'intervention',
      kind: 'inclusion',
      stage: 'both',
      text: 'An early-years centre, hub or outreach, or support to find, keep or return to work',
      guidance:
        'Cash, food, drugs or treatment alone do not count. A change of rules counts when support is part of it.',
      order: 2,
    },
    {
      id: 'comparison',
      kind: 'inclusion',
      stage: 'both',
      text: 'A comparison with people or areas without the intervention, or with less of it',
      guidance: 'A single group before and after is not enough; when the abstract is silent, keep it for full text.',
      order: 3,
    },
    {
      id: 'outcome',
      kind: 'inclusion',
      stage: 'both',
      text: 'Health, development, use of health care or paid work is measured',
      guidance: 'Satisfaction or attendance alone do not count.',
      order: 4,
    },
    {
      id: 'secondary-work',
      kind: 'exclusion',
      stage: 'both',
      text: 'Reviews, models, protocols, registrations, editorials and letters',
      guidance: 'Keep reviews in a tag: their references are read.',
      order: 5,
    },
    {
      id: 'no-full-report',
      kind: 'exclusion',
      stage: 'full-text',
      text: 'Only a conference abstract or slides exist',
      guidance: 'Look for the article of the same study first.',
      order: 6,
    },
  ];
  doc.exclusionReasons = [
    {
      id: 'wrong-population',
      label: 'Wrong population',
      description: 'Not disadvantaged families or adults out of work',
      stage: 'both',
    },
    {
      id: 'wrong-intervention',
      label: 'Wrong intervention',
      description: 'Neither an early-years centre nor support for work',
      stage: 'both',
    },
    {
      id: 'no-comparison',
      label: 'No comparison group',
      description: 'A single group, or accounts only',
      stage: 'both',
    },
    {
      id: 'wrong-outcome',
      label: 'No eligible outcome',
      description: 'Neither health nor development nor work is measured',
      stage: 'both',
    },
    {
      id: 'not-primary',
      label: 'Not a primary study',
      description: 'Review, model, protocol, registration, editorial, letter',
      stage: 'both',
    },
    {
      id: 'no-full-report',
      label: 'No full report',
      description: 'Conference abstract or slides only',
      stage: 'full-text',
    },
  ];
}

function fillEquity(doc: ProtocolDocument): void {
  doc.equity.definitionOfDisadvantage =
    'Living in the most deprived third of areas of a country, or belonging to a group that is excluded there: low ' +
    'income or schooling, minority ethnicity, migration without secure permit, disability, homelessness, prison, care.';
  doc.equity.mechanism =
    'Services that wait for people are used first by those with time, transport and trust. Reach decides whether a good ' +
    'service narrows or widens the gap.';
  const defined: Record<string, string> = {
    'place-of-residence': 'Rural or remote against urban',
    'race-ethnicity-culture-language': 'Minority against majority; interpreter needed or not',
    occupation: 'Manual or insecure work against other work; out of work',
    'gender-sex': 'Women and men; mothers and fathers',
    education: 'Compulsory schooling only against more',
    'socioeconomic-status': 'Lowest third of income or its nearest measure',
    disability: 'Long-standing illness or impairment that limits activity',
    relationships: 'Lone parents',
    'time-dependent': 'Leaving prison or care, fleeing violence',
    'inclusion-health': 'Homeless people, Gypsy, Roma and Traveller families, people without papers',
    'deprivation-quintile': 'Most deprived fifth against the others',
  };
  for (const dimension of doc.equity.dimensions) {
    const howDefined = defined[dimension.key];
    if (howDefined === undefined) continue;
    dimension.ofInterest = true;
    dimension.howDefined = howDefined;
  }
}
