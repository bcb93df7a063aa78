import type { EntityManager } from 'typeorm';
import type { ProtocolDocument } from '@shared/domain/protocol/protocol';

/** By the text of a protocol, so that nothing here can go stale. */
const parsed = new Map<string, string[]>();
const MOST = 50;

/** Ids of the exclusion reasons in the order of the protocol version in force. */
export async function reasonOrder(manager: EntityManager, reviewId: string, version: number): Promise<string[]> {
  const rows = await manager.sql<{ document: string }[]>`
    SELECT document FROM protocol_version
    WHERE review_id = ${reviewId} AND version <= ${version} ORDER BY version DESC LIMIT 1`;
  const text = rows[0]?.document;
  if (text === undefined) return [];
  const known = parsed.get(text);
  if (known) return known;
  const order = (JSON.parse(text) as ProtocolDocument).exclusionReasons.map((reason) => reason.id);
  if (parsed.size >= MOST) parsed.clear();
  parsed.set(text, order);
  return order;
}
