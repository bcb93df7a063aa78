/**
 * A person's act of ending a step before everything was read, with what it rested on. What was at the step then and not
 * read counts as excluded by automation, since the machine's order left it to the end; what comes in later does not.
 */
export interface StageStop {
  /** `hypergeometric`: the heuristic test over the reading so far; `random-sample`: a confirmation sample of the unread. */
  method: 'hypergeometric' | 'random-sample';
  /** Share of the relevant to be found, and how sure one must be of it: 0 to 1. */
  recall: number;
  confidence: number;
  /** Records of the step, those that were final, and the relevant among them. */
  total: number;
  read: number;
  found: number;
  /** The test's chance of finding so little more if recall were below the target. */
  p: number;
  /** The highest recall that could be claimed. */
  frontier: number;
  unread: number;
  /** Ordinal of the last record in the review at that moment. */
  upTo: number;
  /** Name of the model that ordered the records; null where none did. */
  model: string | null;
  /** The confirmation sample that was read, whichever method it was; absent where none was. */
  sample?: ConfirmationSample & { relevant: number };
  reason: string;
}

/**
 * A random sample of what was unread at a step, read to confirm that enough was found: the strict form of the stopping
 * test. Which citations it has stands in the ledger.
 */
export interface ConfirmationSample {
  size: number;
  seed: number;
  /** The target it was drawn for, 0 to 1. */
  recall: number;
  confidence: number;
  /** Records that were not final, the sample among them, and the relevant ones found before. */
  unread: number;
  found: number;
  /** Ordinal of the last record in the review at that moment. */
  upTo: number;
}
