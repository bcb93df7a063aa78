/**
 * Pairs that mislead: two items that look like one, and one item that looks like two. All made up; `a` and `b` replace
 * fields of the article that the plain cases depart from.
 */
import type { Case } from './cases.fixture';

const SUMMARY =
  'Porters who worked at least eight nights a month for five years were compared with day porters of the same hospitals. ' +
  'Fasting glucose rose in both groups, faster among night porters, and the difference persisted after adjustment for age, ' +
  'weight, smoking and the number of beds moved each shift. Ward managers should offer forward rotating rosters and a meal ' +
  'before midnight, and those who fund trials should pay for one in which hospitals rather than porters are randomised.';

const ERRATUM = 'Erratum to: Night shifts and glycaemic control among hospital porters: a cohort study';

/** Nothing but a title and a text, as screening tools export. */
const BARE = { authors: [], year: null, journal: null, volume: null, issue: null, pages: null, abstract: SUMMARY };
const COCHRANE = { journal: 'Cochrane Database of Systematic Reviews', volume: null, pages: 'CD004217' };
const REPORT = {
  type: 'report',
  authors: [],
  journal: null,
  volume: null,
  issue: null,
  pages: null,
  title: 'Annual report of the national register of hospital porters',
};

export const ONE_ITEM: readonly Case[] = [
  ['title and text alike word for word, and nothing else given', BARE, { ...BARE }, 'certain'],
  ['one export lost digits of the pages, all else agrees', { pages: '125-128' }, { pages: '2-8' }, 'certain'],
  [
    'of an abstract of a meeting one database gives the number, the other the page',
    { journal: 'J Occup Porterage. Conference: 6th Congress of Hospital Porters', issue: null, pages: '22' },
    { issue: null, pages: '52' },
    'certain',
  ],
  [
    'the journal printed one text in two volumes, with a DOI each time',
    { abstract: SUMMARY, doi: '10.5555/jop.2014.2', year: 2014 },
    { abstract: SUMMARY, doi: '10.5555/jop.2013.23', year: 2015, volume: '32', pages: '56-64' },
    'certain',
  ],
  [
    'the version ahead of print is corrected in the issue that prints it, under the abstract of the article',
    { abstract: SUMMARY, doi: '10.5555/jop.1' },
    { title: ERRATUM, abstract: SUMMARY, doi: '10.5555/jop.2', pages: '421' },
    'certain',
  ],
  [
    'one database lists the version ahead of print beside the final one',
    { source: 'PubMed', volume: null, issue: null, pages: null, doi: '10.5555/jop.77' },
    { source: 'PubMed', doi: '10.5555/jop.77' },
    'certain',
  ],
];

export const TWO_ITEMS: readonly Case[] = [
  ['a correction that bears no sign of it fills a page of a later issue', {}, { issue: '9', pages: '911' }, 'asked'],
  ['the same people under the same title on other pages of the volume', {}, { pages: '97-104' }, 'asked'],
  [
    'the text printed again as long, but another text',
    { abstract: SUMMARY },
    { volume: '32', year: 2015, pages: '56-64', abstract: SUMMARY.slice(0, 330) },
    'asked',
  ],
  [
    'an abstract of a meeting and the paper in one volume',
    { journal: 'J Occup Porterage. Conference: 6th Congress of Hospital Porters', issue: null, pages: '22' },
    { issue: null },
    'asked',
  ],
  [
    'one abstract printed by two journals in their supplements',
    { issue: 'Suppl 2', pages: 'S239' },
    { journal: 'Acta Nocturna', volume: '145', issue: 'Suppl 1', pages: 'S23' },
    'asked',
  ],
  [
    'adjacent abstracts of one supplement, one on a second page',
    { issue: 'Suppl 3', pages: 'S1178' },
    {
      title: 'Night shifts and lipid control among hospital porters: a cohort study',
      issue: 'Suppl 3',
      pages: 'S1178-S1179',
    },
    'asked',
  ],
  [
    'versions of a Cochrane review under DOIs that count them',
    { ...COCHRANE, doi: '10.1002/14651858.CD004217.pub2', year: 2012 },
    { ...COCHRANE, doi: '10.1002/14651858.CD004217.pub3', year: 2014 },
    'linked',
  ],
  [
    'an updated Cochrane review that keeps its abstract, title and text alone given',
    { ...BARE, abstract: `We searched the Cochrane register of trials. ${SUMMARY}` },
    { ...BARE, abstract: `We searched the Cochrane register of trials. ${SUMMARY} Updated.` },
    'asked',
  ],
  [
    'the entry of a trial register and the paper about the trial',
    {
      type: 'registration',
      journal: 'ClinicalTrials.gov',
      volume: null,
      issue: null,
      pages: null,
      registryIds: ['NCT01234567'],
    },
    { registryIds: ['NCT01234567'] },
    'asked',
  ],
  [
    'trials of one sponsor in adults and in adolescents',
    {
      ...BARE,
      abstract: null,
      authors: ['Porterage Pharmaceuticals Inc'],
      year: 2011,
      title: 'Open label controlled trial of melatonin in adult porters with night shift disorder',
    },
    {
      ...BARE,
      abstract: null,
      authors: ['Porterage Pharmaceuticals Inc'],
      year: 2011,
      title: 'Open label controlled trial of melatonin in adolescent porters with night shift disorder',
    },
    'asked',
  ],
  [
    'yearly reports without people, years as the only difference',
    { ...REPORT, year: 2012 },
    { ...REPORT, year: 2015 },
    'apart',
  ],
  [
    'yearly reports that name their year',
    { ...REPORT, title: `${REPORT.title} 2012`, year: 2012 },
    { ...REPORT, title: `${REPORT.title} 2013`, year: 2013 },
    'apart',
  ],
  [
    'a correction in a later issue shows the abstract of its article',
    { abstract: SUMMARY, doi: '10.5555/jop.1' },
    { title: ERRATUM, abstract: SUMMARY, doi: '10.5555/jop.2', issue: '9', pages: '911' },
    'linked',
  ],
  [
    'a correction in the issue of its article, without its abstract',
    { abstract: SUMMARY, doi: '10.5555/jop.1' },
    { title: ERRATUM, doi: '10.5555/jop.2', pages: '421' },
    'linked',
  ],
  [
    'a correction in the issue of its article that PubMed lists beside it',
    { abstract: SUMMARY, pmid: '11111111' },
    { title: ERRATUM, abstract: SUMMARY, pmid: '22222222', pages: '421' },
    'linked',
  ],
  [
    'a reply in the issue of its article, listed with its abstract',
    { abstract: SUMMARY, doi: '10.5555/jop.1' },
    { title: `${ERRATUM.slice('Erratum to: '.length)} - Reply`, abstract: SUMMARY, doi: '10.5555/jop.2', pages: '421' },
    'linked',
  ],
  [
    'parts A and B of one study, told apart by a letter',
    { title: 'Night shifts among hospital porters: part A. Design and recruitment of the cohort' },
    {
      title: 'Night shifts among hospital porters: part B. Glucose, lipids and weight after five years',
      pages: '421-430',
    },
    'apart',
  ],
];
