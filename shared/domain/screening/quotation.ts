/**
 * A box on a page: left, top, width, height in ten-thousandths of the page's own width and height, from its upper left
 * corner as it is read. Whole numbers, so that every device writes the same entry into the ledger.
 */
export type PageBox = [left: number, top: number, width: number, height: number];

export const PAGE_UNITS = 10_000;

/** Words of a full text that a reader keeps with a decision, bound to the version of the file they stand in. */
export interface Quotation {
  /** The attached file; another version of the report is another file. */
  fileId: string;
  /** From 1, in the order of the file. */
  page: number;
  text: string;
  /** Where the words stand, one box for each line. */
  boxes: PageBox[];
  /** The exclusion reason that the words speak for; null where they go with the decision as a whole. */
  reason: string | null;
}

/** Quotations of a decision: those of a reason that is no longer ticked go with the decision as a whole. */
export function underReasons(quotations: readonly Quotation[], reasons: readonly string[]): Quotation[] {
  return quotations.map((one) =>
    one.reason === null || reasons.includes(one.reason) ? one : { ...one, reason: null },
  );
}
