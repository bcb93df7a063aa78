/**
 * How the queue handed a record to a reader, kept with the decision. The server writes it from what it handed out;
 * nothing of it comes from the reader's device.
 */
export interface HandedOut {
  /** In the learnt order; by chance, for the audit sample; or for a confirmation sample of the unread. */
  as: 'ranked' | 'audit' | 'confirmation';
  /** The model whose order it was and what that stood on, or null where it had none yet. */
  by: ModelPlace | null;
}

export interface ModelPlace {
  model: string;
  /** Records the model had learnt from; 0 while likeness to the protocol ordered them. */
  labels: number;
  /** Place in the reader's order among those without a label, from 1, and the score that gave it. */
  rank: number;
  score: number;
}
