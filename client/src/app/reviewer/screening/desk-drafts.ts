import { type Draft, EMPTY_DRAFT } from './desk-rows';

const STORE = 'eh.drafts';
/** Unfinished notes of a stage that are kept over a reload. */
const MOST = 50;

/** Half-written notes and ticks, kept on this browser under the account, review and stage they belong to. */
export class DraftShelf {
  private readonly key: string;

  constructor(accountId: string, reviewId: string, stageId: string) {
    this.key = [STORE, accountId, reviewId, stageId].join('.');
  }

  read(): Record<string, Draft> {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(this.key) ?? '{}');
      const drafts = (stored && typeof stored === 'object' ? stored : {}) as Record<string, Partial<Draft>>;
      return Object.fromEntries(Object.entries(drafts).map(([id, draft]) => [id, { ...EMPTY_DRAFT, ...draft }]));
    } catch {
      return {};
    }
  }

  keep(drafts: Readonly<Record<string, Draft>>): void {
    const written = Object.entries(drafts).filter(([, draft]) => isWritten(draft));
    try {
      if (written.length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(Object.fromEntries(written.slice(-MOST))));
    } catch {
      // Kept for this visit only.
    }
  }
}

function isWritten(draft: Draft): boolean {
  const { reasons, tags, note, quotations } = draft;
  return reasons.length > 0 || tags.length > 0 || note.trim() !== '' || quotations.length > 0;
}
