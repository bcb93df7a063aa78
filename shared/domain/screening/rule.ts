export type Verdict = 'include' | 'maybe' | 'exclude';
export type StageKind = 'title-abstract' | 'full-text' | 'pilot';

/** What a vote must carry with it. */
export interface Required {
  reason: boolean;
  tag: boolean;
  note: boolean;
}

/** The whole rule of a stage. A changed rule holds from its event on. */
export interface StageRule {
  /** Decisions each citation needs; 'everyone' means every reviewer of the stage. */
  readers: number | 'everyone';
  pairing: 'any' | 'at-least-one-expert' | 'one-expert-one-novice';
  /** Member ids that count as experts for `pairing`. */
  experts: string[];
  /** `relevance`: what is likely to be included first; `uncertain`: what the model can tell least. */
  order: 'random' | 'oldest' | 'newest' | 'relevance' | 'uncertain';
  /** Seed of the random order, which also holds until there is something to rank by. */
  seed: number;
  /** Under a learnt order: percent of the records, 0 to 20, that are drawn at random whatever the model says. Absent: none. */
  auditShare?: number;
  /**
   * What a learnt order learns from. `own`: final standings and the reader's own decisions, an order for each reader;
   * `team`: final standings alone, one order for all. Absent: `own`.
   */
  learning?: 'own' | 'team';
  /** Open: anyone's; batches: only those named in a batch. */
  assignment: 'open' | 'batches';
  /** Whether "maybe" counts as include, or as a disagreement to be settled. */
  maybe: 'advances' | 'disagrees';
  /** Who settles a conflict: an adjudicator; the readers by talking; nobody, since any include advances. */
  conflicts: 'adjudicator' | 'readers' | 'any-include-advances';
  /** With 'exclusions' one include advances at once and only exclusions get a second reader (liberal accelerated). */
  secondReader: 'all' | 'exclusions';
  required: Record<Verdict, Required>;
  hideAuthors: boolean;
  hideJournal: boolean;
  /** Whether two exclusions for different reported reasons are a conflict (normally they are agreement). */
  reasonsMustAgree: boolean;
}

/** Whether each reader has an order of their own, from a model that learns. */
export const isRanked = ({ order }: Pick<StageRule, 'order'>): boolean =>
  order === 'relevance' || order === 'uncertain';

const nothing: Required = { reason: false, tag: false, note: false };

/** Percent of the records that belong to the audit sample: 0 where the order is fixed, since all of it is by chance or by date. */
export const auditShareOf = (rule: Pick<StageRule, 'order' | 'auditShare'>): number =>
  isRanked(rule) ? (rule.auditShare ?? 0) : 0;

/** Whether all readers share one order, which learns from what is final alone. */
export const isTeamOrder = (rule: Pick<StageRule, 'order' | 'learning'>): boolean =>
  isRanked(rule) && rule.learning === 'team';

/** Two independent readers, adjudicated; at full text an exclusion needs its reason. */
export function defaultRule(kind: StageKind): StageRule {
  return {
    readers: kind === 'pilot' ? 'everyone' : 2,
    pairing: 'any',
    experts: [],
    order: 'random',
    seed: 1,
    assignment: 'open',
    maybe: 'advances',
    conflicts: 'adjudicator',
    secondReader: 'all',
    required: {
      include: nothing,
      maybe: nothing,
      exclude: { ...nothing, reason: kind === 'full-text' },
    },
    hideAuthors: false,
    hideJournal: false,
    reasonsMustAgree: false,
  };
}
