/** What sort of review it is; the protocol states it, the ledger and the list of reviews repeat it. */
export const REVIEW_KINDS = ['systematic', 'scoping', 'rapid', 'living-map', 'umbrella'] as const;

export type ReviewKind = (typeof REVIEW_KINDS)[number];
