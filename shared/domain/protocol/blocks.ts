/** Neutral parts of a printed document, and what a printed protocol says beyond the document itself. */
export type DocumentBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | {
      kind: 'paragraph';
      /** Printed in bold before the text ("Mechanism"); null for none. */
      lead: string | null;
      text: string;
      /** Whether the text stands for something nobody has stated, to be set apart. */
      isNotStated: boolean;
    }
  | { kind: 'list'; isOrdered: boolean; items: string[] }
  | { kind: 'table'; caption: string; columns: string[]; rows: string[][] };

export interface ProtocolAuthor {
  name: string;
  affiliation: string;
  email: string;
  /** Contribution or role ("guarantor"). */
  role: string;
}

export interface ProtocolAmendment {
  version: number;
  /** Date as printed, `2026-03-01`. */
  date: string;
  reason: string;
}

/** What the document itself does not hold: the review's name, its people and the version's place in history. */
export interface ProtocolMeta {
  title: string;
  /** Null for a draft. */
  version: number | null;
  /** Date as printed; null for a draft. */
  date: string | null;
  authors: ProtocolAuthor[];
  /** Versions after the first, oldest first. */
  amendments: ProtocolAmendment[];
}

export const NOT_STATED = 'Not stated';
