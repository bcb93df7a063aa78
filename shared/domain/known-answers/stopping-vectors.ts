import { sampleTest, stoppingTest } from '../ranking/stopping';
import type { Comparison } from './comparison';

/** The hypergeometric stopping test as worked out in R: on random samples, and as the least of many windows. */
export interface StoppingVector {
  random_sample: {
    N_remaining_at_start_of_sample: number;
    sample_size: number;
    relevant_in_sample: number;
    relevant_before: number;
    recall_target: number;
    p: number;
  }[];
  heuristic_min_over_urns: {
    N: number;
    relevant_positions_1based: number[];
    recall_target: number;
    /** `argmin_urn`: records in the window that speaks most clearly. */
    evaluations: { seen: number; p_min: number; argmin_urn: number }[];
  }[];
}

export function compareStopping(vector: StoppingVector, to: Comparison): void {
  vector.random_sample.forEach((sample, at) => {
    const { relevant_in_sample: found, relevant_before: before, recall_target: recall } = sample;
    const p = sampleTest(sample.N_remaining_at_start_of_sample, sample.sample_size, found, before, recall);
    to.number(`random_sample.${at}.p`, p, sample.p);
  });
  vector.heuristic_min_over_urns.forEach(
    ({ N, relevant_positions_1based: all, recall_target: recall, evaluations }, at) => {
      for (const { seen, p_min, argmin_urn } of evaluations) {
        const positions = all.filter((position) => position <= seen);
        const { p, before } = stoppingTest({ total: N, read: seen, positions }, { recall, confidence: 0.95 });
        to.number(`heuristic_min_over_urns.${at}.p_min at ${seen}`, p, p_min);
        to.number(`heuristic_min_over_urns.${at}.argmin_urn at ${seen}`, seen - before, argmin_urn);
      }
    },
  );
}
