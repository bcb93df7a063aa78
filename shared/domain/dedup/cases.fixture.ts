/**
 * Pairs of records with what a librarian would say of them and why. All made up; the patterns are those of real exports.
 */
import type { DedupInput } from './normalise';

export type Expected = 'certain' | 'asked' | 'apart' | 'linked';

/** A record with the fields given; all others empty. */
export function record(id: string, fields: Partial<DedupInput> = {}): DedupInput {
  return {
    id,
    type: 'article',
    title: null,
    authors: [],
    year: null,
    journal: null,
    volume: null,
    issue: null,
    pages: null,
    abstract: null,
    doi: null,
    pmid: null,
    ...fields,
  };
}

/** A complete article, from which the cases depart. */
export const ARTICLE: Partial<DedupInput> = {
  title: 'Night shifts and glycaemic control among hospital porters: a cohort study',
  authors: ['Lindqvist, Maja', 'Okafor, Chidi', 'de Vries, Pieter J'],
  year: 2014,
  journal: 'Journal of Occupational Porterage',
  volume: '31',
  issue: '4',
  pages: '412-420',
};

const SUMMARY =
  'Porters who worked at least eight nights a month for five years were compared with day porters of the same hospitals. ' +
  'Fasting glucose rose in both groups, faster among night porters, and the difference persisted after adjustment for age.';

export type Case = readonly [because: string, a: Partial<DedupInput>, b: Partial<DedupInput>, expected: Expected];

/** `a` and `b` replace fields of {@link ARTICLE}. */
export const CASES: readonly Case[] = [
  [
    'two databases print capitals and full stops in their own way',
    {},
    { title: 'NIGHT SHIFTS AND GLYCAEMIC CONTROL AMONG HOSPITAL PORTERS. A COHORT STUDY.' },
    'certain',
  ],
  [
    'journals are abbreviated in one database and written out in the other',
    {},
    { journal: 'J Occup Porterage' },
    'certain',
  ],
  [
    'British and American spelling name one disease',
    {},
    { title: 'Night shifts and glycemic control among hospital porters: a cohort study' },
    'certain',
  ],
  [
    'an indexer hangs the kind of item and the number of references on the title',
    {},
    { title: 'Night shifts and glycaemic control among hospital porters: a cohort study. [Review] [45 refs]' },
    'certain',
  ],
  [
    'a note about a later erratum does not make the article an erratum',
    {},
    {
      title:
        'Night shifts and glycaemic control among hospital porters: a cohort study.[Erratum appears in J Occup Porterage. 2015 Jan;32(1):9]',
    },
    'certain',
  ],
  [
    'initials run together or apart, particles before or behind',
    {},
    { authors: ['Lindqvist M', 'Okafor C', 'Vries PJ de'] },
    'certain',
  ],
  ['one database stops after the first author', {}, { authors: ['Lindqvist, M', 'et al.'] }, 'certain'],
  ['page ranges are shortened', {}, { pages: '412-20' }, 'certain'],
  [
    'the first page was lost in an export, the end of the last one is left',
    { pages: 't-20' },
    { pages: '412-420' },
    'certain',
  ],
  ['the online year precedes the print year', {}, { year: 2013 }, 'certain'],
  ['an article number in one database, a length in the other', { pages: 'e31412' }, { pages: '1-9' }, 'certain'],
  ['pages not yet known when one database indexed it', {}, { pages: null, issue: null }, 'certain'],
  [
    'one DOI comes with a resolver',
    { doi: '10.5555/jop.31.412' },
    { doi: 'https://doi.org/10.5555/JOP.31.412', pages: null },
    'certain',
  ],
  ['no authors in one database, all else the same', {}, { authors: [] }, 'certain'],
  [
    'one title lacks its subtitle, pages agree',
    {},
    { title: 'Night shifts and glycaemic control among hospital porters' },
    'certain',
  ],
  [
    'a column name stands before the title, pages agree',
    {},
    { title: 'ORIGINAL RESEARCH Night shifts and glycaemic control among hospital porters: a cohort study' },
    'certain',
  ],
  [
    'the journal changed its name form but volume and pages agree',
    {},
    { journal: 'Scandinavian Annals of Work' },
    'certain',
  ],
  [
    'umlauts are spelled out',
    { authors: ['Müller, Jörg', 'Okafor, C'] },
    { authors: ['Mueller, Joerg', 'Okafor, C'] },
    'certain',
  ],
  [
    'given and family name are exchanged',
    {},
    { authors: ['Maja, Lindqvist', 'Chidi, Okafor', 'Pieter, de Vries'] },
    'certain',
  ],
  [
    'a translated title stands in brackets beside the original',
    { title: 'Nachtarbeit und Blutzucker bei den Trägern im Krankenhaus' },
    {
      title:
        'Night work and blood sugar of hospital porters [Nachtarbeit und Blutzucker bei den Trägern im Krankenhaus]',
    },
    'certain',
  ],
  [
    'titles in two languages, the same eight pages of the same volume by the same people',
    { title: 'Nachtarbeit und Blutzucker bei den Trägern im Krankenhaus und auf der Station' },
    {},
    'certain',
  ],
  ['UNKNOWN is no volume', {}, { volume: 'UNKNOWN' }, 'certain'],
  [
    'a letter is lost from a long title',
    {},
    { title: 'Night shifts and glycaemic control among hospital portrs: a cohort study' },
    'certain',
  ],

  [
    'a field of fixed length cuts the title within a word, pages agree',
    {},
    { title: 'Night shifts and glycaemic control among hospital port' },
    'certain',
  ],
  [
    'a letter is lost from a small word',
    {},
    { title: 'Night shifts ad glycaemic control among hospital porters: a cohort study', pages: null },
    'certain',
  ],
  ['the year stands for the volume', { volume: '2014', pages: null }, {}, 'certain'],
  ['volume and issue moved up one column', { pages: '412' }, { volume: null, issue: '31', pages: '4' }, 'certain'],
  [
    'an abstract without pages and a record of the same issue',
    { pages: '412' },
    { journal: 'Journal of Occupational Porterage. Conference: 12th Congress of Porters', pages: null },
    'certain',
  ],
  [
    'two entries of one trial under one number',
    {
      type: 'registration',
      journal: 'ClinicalTrials.gov',
      authors: [],
      volume: null,
      issue: null,
      pages: null,
      registryIds: ['NCT01234567'],
    },
    {
      type: 'registration',
      journal: null,
      authors: [],
      volume: null,
      issue: null,
      pages: null,
      registryIds: ['NCT 01234567'],
    },
    'certain',
  ],
  [
    'a list of names taken apart at its commas',
    { authors: ['Lindqvist', 'Maja and Okafor', 'Chidi and de Vries', 'Pieter J'] },
    { pages: null },
    'certain',
  ],
  [
    'publisher and archive each gave a DOI, all else agrees',
    { doi: '10.5555/jop.31.412' },
    { doi: '10.2307/1234567' },
    'certain',
  ],
  [
    'a subtitle less and no pages: it may be the other half of a study',
    {},
    { title: 'Night shifts and glycaemic control among hospital porters', pages: null },
    'asked',
  ],
  [
    'no journal in one record, so it may be the meeting abstract',
    {},
    { journal: null, volume: null, issue: null, pages: null },
    'asked',
  ],
  ['without a title nobody can say', {}, { title: null }, 'asked'],
  ['the same title and people on other pages of the volume', {}, { pages: '97-104' }, 'asked'],
  ['each has a PubMed number of its own', { pmid: '100001' }, { pmid: '100002' }, 'asked'],
  [
    'each has a DOI of its own and pages cannot be compared',
    { doi: '10.5555/a.1' },
    { doi: '10.5555/b.2', pages: null },
    'asked',
  ],
  [
    'one page holds two abstracts whose titles differ in a word',
    { pages: '100A', title: 'Repair in smears of night porters: a review of twelve cases' },
    { pages: '100A', title: 'Atrophy in smears of night porters: a review of twelve cases' },
    'asked',
  ],

  [
    'an erratum is not the article',
    {},
    { title: 'Erratum: Night shifts and glycaemic control among hospital porters: a cohort study', pages: '615' },
    'linked',
  ],
  [
    'a correction named by the corrected article',
    {},
    {
      title: 'Night shifts and glycaemic control among hospital porters: a cohort study (vol 31, pg 412, 2014)',
      pages: '615',
      issue: '6',
    },
    'linked',
  ],
  [
    'a reply is not the letter it answers',
    {},
    {
      title: 'Night shifts and glycaemic control among hospital porters: a cohort study - Reply',
      authors: ['Lindqvist, M'],
      pages: '613',
    },
    'linked',
  ],
  [
    'a letter names the article it is about',
    {},
    {
      title:
        'Letter by Adler regarding article, "Night shifts and glycaemic control among hospital porters: a cohort study"',
      authors: ['Adler, R', 'Lindqvist, Maja'],
      pages: 'e31',
    },
    'linked',
  ],
  [
    'a preprint is not the paper',
    { abstract: SUMMARY },
    {
      type: 'preprint',
      journal: 'medRxiv',
      volume: null,
      issue: null,
      pages: null,
      doi: '10.1101/2013.01.01.123',
      abstract: SUMMARY,
    },
    'linked',
  ],
  [
    'part I and part II stand one after the other',
    { title: 'Night shifts of hospital porters. Part I: glucose' },
    { title: 'Night shifts of hospital porters. Part II: glucose', pages: '421-430' },
    'linked',
  ],
  [
    'a meeting abstract precedes its paper',
    {},
    { journal: 'Porterage Today', volume: '9', issue: 'Suppl 1', pages: 'S12', year: 2013 },
    'linked',
  ],
  [
    'yearly reports carry their year',
    { title: 'Register of hospital porters: annual report 2013' },
    { title: 'Register of hospital porters: annual report 2014', volume: '32', year: 2015, pages: '5-60' },
    'linked',
  ],

  [
    'two books of one title by other people',
    {},
    { authors: ['Brandt, Uwe'], volume: '12', pages: '3-9', year: 2002 },
    'apart',
  ],
  [
    'every issue has an editorial by the same editor',
    { title: 'Editorial', pages: '1-2', issue: '1' },
    { title: 'Editorial', pages: '1-2', issue: '2' },
    'apart',
  ],
  [
    'reviews of one book by two reviewers',
    { title: 'Book review', authors: ['Adler, R'] },
    { title: 'Book review', authors: ['Brandt, U'], pages: '421-422' },
    'apart',
  ],
  [
    'adjacent articles of one issue',
    {},
    {
      title: 'Sleep debt of ambulance drivers before and after a rota change',
      authors: ['Lindqvist, M'],
      pages: '421-430',
    },
    'apart',
  ],
  [
    'opposites differ by a letter or two',
    { title: 'Symptomatic hypoglycaemia of porters on nights', pages: '10-15' },
    { title: 'Asymptomatic hyperglycaemia of porters on nights', pages: '90-95', volume: '33', year: 2016 },
    'apart',
  ],
];
