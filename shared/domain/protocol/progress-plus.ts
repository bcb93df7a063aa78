/**
 * PROGRESS-Plus: the dimensions along which opportunities for health are stratified.
 *
 * `letter` is the letter of PROGRESS the dimension is counted under, `+` for "Plus". The two last are the ones
 * English reviews report on (inclusion-health groups, deprivation fifths); they keep their letter, so that a profile
 * by letter counts nothing twice. Source: O'Neill et al. 2014, J Clin Epidemiol 67:56, doi:10.1016/j.jclinepi.2013.08.005.
 */
export type ProgressLetter = 'P' | 'R1' | 'O' | 'G' | 'R2' | 'E' | 'S1' | 'S2' | '+';

export interface ProgressDimension {
  key: string;
  label: string;
  letter: ProgressLetter;
  /** What falls under it, as a prompt. */
  hint: string;
}

export const PROGRESS_PLUS: readonly ProgressDimension[] = [
  {
    key: 'place-of-residence',
    label: 'Place of residence',
    letter: 'P',
    hint: 'Urban or rural, region, neighbourhood, housing, country income group',
  },
  {
    key: 'race-ethnicity-culture-language',
    label: 'Race, ethnicity, culture and language',
    letter: 'R1',
    hint: 'Ethnic group, migration background, first language',
  },
  {
    key: 'occupation',
    label: 'Occupation',
    letter: 'O',
    hint: 'Occupational class, working conditions, unemployment, informal work',
  },
  { key: 'gender-sex', label: 'Gender and sex', letter: 'G', hint: 'Sex, gender identity, gendered roles' },
  { key: 'religion', label: 'Religion', letter: 'R2', hint: 'Religion, belief, lack of belief' },
  { key: 'education', label: 'Education', letter: 'E', hint: 'Years or level of schooling, literacy' },
  {
    key: 'socioeconomic-status',
    label: 'Socioeconomic status',
    letter: 'S1',
    hint: 'Income, wealth, benefits, composite social class',
  },
  { key: 'social-capital', label: 'Social capital', letter: 'S2', hint: 'Networks, trust, support, isolation' },
  { key: 'age', label: 'Age', letter: '+', hint: 'Where age attracts discrimination or lowers access' },
  { key: 'disability', label: 'Disability', letter: '+', hint: 'Physical, sensory, mental or learning disability' },
  { key: 'sexual-orientation', label: 'Sexual orientation', letter: '+', hint: 'Lesbian, gay, bisexual and others' },
  {
    key: 'relationships',
    label: 'Features of relationships',
    letter: '+',
    hint: 'Smoking parents, exclusion from school, lone parenthood',
  },
  {
    key: 'time-dependent',
    label: 'Time-dependent situations',
    letter: '+',
    hint: 'Leaving hospital or prison, respite care, other times of temporary disadvantage',
  },
  {
    key: 'inclusion-health',
    label: 'Inclusion-health group',
    letter: '+',
    hint: 'Homelessness, substance dependence, sex work, Gypsy, Roma and Traveller communities, vulnerable migrants',
  },
  {
    key: 'deprivation-quintile',
    label: 'Area deprivation',
    letter: 'S1',
    hint: 'Fifth of the Index of Multiple Deprivation, or another area index',
  },
];
