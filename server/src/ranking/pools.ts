import type { EntityManager } from 'typeorm';
import { KeyPapers } from '@shared/domain/ranking/key-papers';
import type { Guidance } from '@shared/domain/ranking/pool';
import { rankingText } from '@shared/domain/ranking/protocol-text';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import type { Database } from '../platform/database/database';
import { ProtocolVersionEntity } from '../protocol/protocol.entity';
import { ReviewEntity } from '../reviews/review.entity';
import type { Ranker } from './ranker';

const PAGE = 2000;
/** Reviews whose models are kept at the same time. */
const MOST_POOLS = 4;

/** The records of a review as the ranking thread has them: a row is a place in `ids`. */
export interface HeldPool {
  name: string;
  /** As {@link versionOf} gave it. */
  version: string;
  ids: string[];
  rowOf: Map<string, number>;
  guidance: Guidance;
  /** Rows of the protocol's key papers. */
  keyRows: readonly number[];
}

/** Reads the records of reviews in for the ranking thread, and lets go of those that were not used for longest. */
export class Pools {
  private readonly held = new Map<string, HeldPool>();
  private readonly readIn = new Map<string, { read: number; total: number }>();

  constructor(
    private readonly database: Database,
    private readonly ranker: Ranker,
  ) {}

  /** The pool as it was read last; it may lack records that came in since. */
  latest(reviewId: string): HeldPool | undefined {
    return this.held.get(reviewId);
  }

  /** How far the records of a review are read in; null where they are, or nobody has asked for an order yet. */
  readingIn(reviewId: string): { read: number; total: number } | null {
    return this.readIn.get(reviewId) ?? null;
  }

  /** The pool with all records of now; one call at a time for each review. */
  async current(reviewId: string): Promise<HeldPool> {
    const version = await this.database.read((manager) => versionOf(manager, reviewId));
    const held = this.held.get(reviewId);
    if (held?.version === version) {
      // Used again: the last to be dropped.
      this.held.delete(reviewId);
      this.held.set(reviewId, held);
      return held;
    }
    const pool = await this.build(reviewId, version).finally(() => this.readIn.delete(reviewId));
    this.held.set(reviewId, pool);
    if (held) await this.ranker.ask({ kind: 'drop', pool: held.name });
    for (const [other, { name }] of this.held) {
      if (this.held.size <= MOST_POOLS) break;
      this.held.delete(other);
      await this.ranker.ask({ kind: 'drop', pool: name });
    }
    return pool;
  }

  private async build(reviewId: string, version: string): Promise<HeldPool> {
    const name = `${reviewId} ${version}`;
    const ids: string[] = [];
    const keyRows: number[] = [];
    const document = await this.database.read((manager) => protocolOf(manager, reviewId));
    const papers = new KeyPapers(document.keyPapers);
    const total = await this.database.read((manager) => manager.countBy(CitationEntity, { reviewId }));
    let after = 0;
    for (;;) {
      const page = await this.database.read((manager) => textsAfter(manager, reviewId, after));
      if (page.length === 0) break;
      for (const record of page) {
        if (papers.has(record)) keyRows.push(ids.length);
        ids.push(record.id);
      }
      await this.ranker.ask({
        kind: 'add',
        pool: name,
        records: page.map(({ title, abstract }) => ({ title, abstract })),
      });
      after = page.at(-1)!.ordinal;
      this.readIn.set(reviewId, { read: ids.length, total });
    }
    const guidance = await this.ranker.ask({ kind: 'build', pool: name, protocol: document.text });
    return { name, version, ids, rowOf: new Map(ids.map((id, row) => [id, row])), guidance, keyRows };
  }
}

/** Changes when records come in or the protocol is amended. */
export async function versionOf(manager: EntityManager, reviewId: string): Promise<string> {
  const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
  const last = await manager.maximum(CitationEntity, 'ordinal', { reviewId });
  return `${review.protocolVersion}.${last ?? 0}`;
}

/** What the protocol in force says to the model. */
async function protocolOf(manager: EntityManager, reviewId: string): Promise<{ text: string; keyPapers: string }> {
  const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
  const version = await manager.findOneBy(ProtocolVersionEntity, { reviewId, version: review.protocolVersion });
  if (!version) return { text: '', keyPapers: '' };
  const { document } = version;
  return { text: rankingText(review.title, document), keyPapers: document.searchPlan.keyPapers ?? '' };
}

interface RecordText {
  id: string;
  ordinal: number;
  title: string;
  abstract: string;
  doi: string | null;
}

/** The next records in the order they came in, copies and withdrawn ones too: rows keep their places. */
async function textsAfter(manager: EntityManager, reviewId: string, after: number): Promise<RecordText[]> {
  const citations = await manager
    .createQueryBuilder(CitationEntity, 'c')
    .select(['c.id', 'c.ordinal', 'c.overlay'])
    .where('c.reviewId = :reviewId AND c.ordinal > :after', { reviewId, after })
    .orderBy('c.ordinal')
    .limit(PAGE)
    .getMany();
  const found = new Map<string, ReferenceEntity>();
  for (let at = 0; at < citations.length; at += 500) {
    const ids = citations.slice(at, at + 500).map(({ id }) => id);
    const references = await manager
      .createQueryBuilder(ReferenceEntity, 'r')
      .select(['r.id', 'r.title', 'r.abstract', 'r.doi'])
      .where('r.id IN (:...ids)', { ids })
      .getMany();
    for (const reference of references) found.set(reference.id, reference);
  }
  return citations.map(({ id, ordinal, overlay }) => {
    const own = found.get(id);
    const { title = own?.title ?? null, abstract = own?.abstract ?? null } = overlay ?? {};
    return { id, ordinal, title: title ?? '', abstract: abstract ?? '', doi: own?.doi ?? null };
  });
}
