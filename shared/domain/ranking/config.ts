import type { FeatureSettings } from './term-matrix';

/**
 * How a queue learns, as one value that can be stored, printed and repeated. Its five parts are replaced one by one:
 * features, classifier, balancer, querier, and the stopping criterion (which the protocol fixes, see `stopping.ts`).
 */
export interface RankerConfig {
  /** Named in the ledger, on the model card and in the methods text. A change of meaning is a new name. */
  model: string;
  features: FeatureSettings & {
    /** Words by their English stems; other languages' words stay whole. */
    stems: boolean;
    /** How often the title counts beside the abstract. */
    titleTimes: number;
  };
  classifier: {
    /** The cost (C) of a record of mean weight on the wrong side of the margin. */
    cost: number;
  };
  balancer: {
    /** The included together weigh this many times as much as the excluded together. */
    ratio: number;
  };
  querier: {
    kind: 'relevance' | 'uncertain' | 'random';
    /** Share of the records (0 to 1) that are drawn at random whatever their score: an audit sample. */
    randomShare: number;
  };
  /** What orders the records until one is included and one excluded. */
  coldStart: 'protocol' | 'random';
}

/** ASReview 3's default model, ELAS u4: the anchor that simulations are held against. */
export const U4: RankerConfig = {
  model: 'elas-u4',
  features: { stems: false, titleTimes: 1, pairs: true, maxShare: 0.95 },
  classifier: { cost: 0.11 },
  balancer: { ratio: 9.8 },
  querier: { kind: 'relevance', randomShare: 0 },
  coldStart: 'random',
};

/** What a stage ordered by relevance uses. How it was chosen stands in docs/methods/ranking.md. */
export const DEFAULT_RANKER: RankerConfig = {
  model: 'evenhand-1',
  features: { stems: true, titleTimes: 2, pairs: true, maxShare: 0.95 },
  classifier: { cost: 0.11 },
  balancer: { ratio: 9.8 },
  querier: { kind: 'relevance', randomShare: 0 },
  coldStart: 'protocol',
};

export const MODELS: Readonly<Record<string, RankerConfig>> = { u4: U4, default: DEFAULT_RANKER };
