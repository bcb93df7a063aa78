import type { ProtocolDocument } from '@shared/contracts/protocol';

/** What was typed and has not reached the server, with what it was typed on; kept on this device. */
interface Unsaved {
  base: ProtocolDocument;
  mine: ProtocolDocument;
}

const keyOf = (reviewId: string): string => `eh.protocol.${reviewId}`;

export function keepUnsaved(reviewId: string, base: ProtocolDocument, mine: ProtocolDocument): void {
  try {
    localStorage.setItem(keyOf(reviewId), JSON.stringify({ base, mine } satisfies Unsaved));
  } catch {
    // A browser that keeps nothing still saves to the server.
  }
}

export function forgetUnsaved(reviewId: string): void {
  try {
    localStorage.removeItem(keyOf(reviewId));
  } catch {
    // Nothing was kept.
  }
}

export function unsavedOf(reviewId: string): Unsaved | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(reviewId)) ?? 'null') as Unsaved | null;
    return kept?.base && kept.mine ? kept : null;
  } catch {
    return null;
  }
}
