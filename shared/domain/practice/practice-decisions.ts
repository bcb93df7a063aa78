/**
 * What the two practice colleagues decided at title and abstract, before the newcomer sits down.
 *
 * Records are known by how their title begins (letters and digits only, accents and case aside), so the answer is the
 * same whichever of two duplicates gives a citation its title, and whatever ids the citations have. Twelve citations
 * stand in conflict, eighteen in agreement, fourteen have one decision and wait for a second reader; nobody has
 * seen the rest. No pair is include against maybe, so these figures hold under either policy for maybe.
 */
export type PracticeColleague = 'amal' | 'bea';

export const PRACTICE_COLLEAGUES: readonly { key: PracticeColleague; name: string }[] = [
  { key: 'amal', name: 'Practice colleague Amal' },
  { key: 'bea', name: 'Practice colleague Bea' },
];

export interface PracticeRecord {
  citationId: string;
  title: string | null;
}

export interface PracticeDecision {
  citationId: string;
  colleague: PracticeColleague;
  vote: 'include' | 'maybe' | 'exclude';
  /** Ids of the practice protocol's exclusion reasons. */
  reasonIds: string[];
  note: string;
}

type Vote = Pick<PracticeDecision, 'vote' | 'reasonIds' | 'note'>;

/** How a title begins, with each colleague's vote; null where the colleague has not seen it. */
type Entry = readonly [start: string, amal: Vote | null, bea: Vote | null];

const include = (note = ''): Vote => ({ vote: 'include', reasonIds: [], note });
const maybe = (note = ''): Vote => ({ vote: 'maybe', reasonIds: [], note });
const exclude = (reasonIds: string | string[], note = ''): Vote => ({
  vote: 'exclude',
  reasonIds: [reasonIds].flat(),
  note,
});

const CONFLICTS: readonly Entry[] = [
  [
    'Early specialist vocational rehabilitation after stroke',
    include('Work is the outcome.'),
    exclude('wrong-population', 'Everyone with a stroke.'),
  ],
  ['A place for mums', maybe('Who is not reached matters to us.'), exclude('no-comparison')],
  [
    'Lifetime costs and quality-adjusted life years',
    include('Results by fifth of deprivation.'),
    exclude('not-primary', 'A model.'),
  ],
  [
    'Benefit sanctions and antidepressant prescribing',
    exclude('wrong-intervention', 'A sanction is not support.'),
    include(),
  ],
  [
    'Immunisation sessions in early-years centres',
    include(),
    exclude('no-comparison', 'National trend is no comparison group.'),
  ],
  ['Active labour market spending and suicide', include('Spending is the exposure.'), exclude('wrong-intervention')],
  [
    'Paid community work and depressive symptoms',
    exclude('wrong-population', 'Over 65.'),
    include('Poor and without a job.'),
  ],
  [
    'Restricting disability pension for young adults',
    exclude('wrong-intervention'),
    include('Resource courses are support.'),
  ],
  ['When the centres closed', include(), exclude('wrong-intervention', 'Cuts, not centres.')],
  ['Part-time sick leave in the early phase', exclude('wrong-population'), include('Low pay, cleaning and retail.')],
  [
    'Employment advisers in general practice',
    exclude('no-comparison', 'Work is not known in comparison practices.'),
    include(),
  ],
  ['Alone with the pram', maybe('Users against non-users?'), exclude(['no-comparison', 'wrong-outcome'])],
];

const AGREEMENTS: readonly Entry[] = [
  [
    'Return to work after breast cancer among senior managers',
    exclude('wrong-population'),
    exclude('wrong-intervention'),
  ],
  ['Criteria-based return to play', exclude('wrong-population'), exclude('wrong-population')],
  [
    'Ceiling hoists and lifting training',
    exclude('wrong-population'),
    exclude(['wrong-population', 'wrong-intervention']),
  ],
  ['Single-family rooms in neonatal intensive care', exclude('wrong-intervention'), exclude('wrong-intervention')],
  [
    'Hand hygiene and gastroenteritis in private day nurseries',
    exclude('wrong-population'),
    exclude('wrong-intervention'),
  ],
  ['Continuous positive airway pressure', exclude('wrong-population'), exclude('wrong-population')],
  ['Indoor allergens in preschools', exclude('wrong-intervention'), exclude('wrong-intervention')],
  ['Intensive behavioural treatment for toddlers', exclude('wrong-intervention'), exclude('wrong-population')],
  ['Who walks through the door', exclude('not-primary'), exclude('not-primary')],
  ['Unemployment and mortality from all causes', exclude('wrong-intervention'), exclude('wrong-intervention')],
  ["Bright Harbour children's centres", include(), include()],
  ['Individual placement and support for adults with severe mental illness', include(), include()],
  ['Community hubs, home visits and breastfeeding at six months among', include(), include()],
  ['Group coaching and self-rated health', include(), include('Check how towns were chosen.')],
  ['Adding employment support to Housing First', include(), include()],
  ['Head of the Valley preschool centres', include('Health checks in the centres.'), include()],
  ["Peer groups in children's centres", include('Feasibility trial, but compared.'), include()],
  ['Work navigation for low-income cancer survivors', include(), include()],
];

const AWAITING_A_SECOND: readonly Entry[] = [
  ['Work-focused support for lone parents', include(), null],
  ['Aboriginal child and family centres', include(), null],
  ['Employment one year after kidney transplantation', exclude('wrong-population'), null],
  ['Mother and child centres for Syrian families', include(), null],
  [
    'Supported employment for people with common mental disorders',
    exclude('not-primary', 'Read its references.'),
    null,
  ],
  ['Career empowerment for women leaving violent partners', include(), null],
  ['Stepping Back In', include(), null],
  ['Transitional jobs for people leaving prison', null, include()],
  ['Family centres in segregated Roma settlements', null, include()],
  ['Supported employment integrated with early psychosis', null, maybe('Are they disadvantaged?')],
  ['Iron-fortified porridge', null, exclude('wrong-intervention')],
  ['Being seen and being watched', null, exclude('no-comparison')],
  ['Community nursery vouchers', null, include()],
  ['Growing Together, a centre-based parenting programme', null, exclude('not-primary')],
];

const ENTRIES = [...CONFLICTS, ...AGREEMENTS, ...AWAITING_A_SECOND].map(([start, amal, bea]) => ({
  start: letters(start),
  amal,
  bea,
}));

/** The colleagues' decisions on these citations, in the order given, Amal's before Bea's. */
export function practiceDecisions(records: readonly PracticeRecord[]): PracticeDecision[] {
  return records.flatMap(({ citationId, title }) => {
    const known = letters(title ?? '');
    const entry = ENTRIES.find(({ start }) => known.startsWith(start));
    if (!entry) return [];
    return PRACTICE_COLLEAGUES.flatMap(({ key }) => {
      const vote = entry[key];
      return vote ? [{ citationId, colleague: key, ...vote, reasonIds: [...vote.reasonIds] }] : [];
    });
  });
}

/** Letters and digits in lower case without accents; "&" read as "and". */
function letters(title: string): string {
  return title
    .replaceAll('&', 'and')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
