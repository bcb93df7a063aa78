/**
 * The words of a text as the anchor's vectoriser reads them: lower case, runs of two or more letters, digits or
 * underscores, in any script (scikit-learn's `\b\w\w+\b`).
 */
const WORD = /[\p{L}\p{N}_]{2,}/gu;

export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];
