import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CorrectableField, SearchDetails, SourceKind } from '@shared/domain/ledger/events';
import type { ParsedReference } from '@shared/domain/references/reference';
import type { Place } from '@shared/domain/screening/place';
import type { StandingName } from '@shared/domain/screening/standing';

@Entity('search')
@Index('ix_search_review', ['reviewId'])
export class SearchEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ type: 'simple-json' })
  details: SearchDetails;

  @Column({ name: 'recorded_at', type: 'varchar', length: 24 })
  recordedAt: string;
}

@Entity('import')
@Index('ix_import_review', ['reviewId'])
export class ImportEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'search_id', type: 'varchar', length: 64 })
  searchId: string;

  @Column({ name: 'file_name', type: 'varchar', length: 255 })
  fileName: string;

  @Column({ type: 'varchar', length: 64 })
  sha256: string;

  @Column({ type: 'integer' })
  bytes: number;

  @Column({ type: 'varchar', length: 32 })
  format: string;

  @Column({ type: 'varchar', length: 32 })
  encoding: string;

  @Column({ type: 'integer', nullable: true })
  expected: number | null;

  /** Records the file was read into. */
  @Column({ type: 'integer' })
  count: number;

  /** Records taken in so far; equal to `count` once finished. */
  @Column({ type: 'integer' })
  taken: number;

  @Column({ type: 'integer' })
  problems: number;

  /** Whether its file says what people of another tool decided or labelled; null before that was looked for. */
  @Column({ type: 'boolean', nullable: true })
  judged: boolean | null;

  @Column({ type: 'varchar', length: 16 })
  state: 'reading' | 'finished' | 'withdrawn';

  @Column({ name: 'begun_at', type: 'varchar', length: 24 })
  begunAt: string;
}

/** A record exactly as imported. Lies beside the ledger; chunks of it are bound to `import.chunk` by digest. */
@Entity('reference')
@Index('ix_reference_import', ['importId', 'position'])
export class ReferenceEntity {
  /** `<importId>.<position>` */
  @PrimaryColumn({ type: 'varchar', length: 80 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'import_id', type: 'varchar', length: 64 })
  importId: string;

  /** 1-based place in the file. */
  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'text', nullable: true })
  title: string | null;

  @Column({ type: 'text', nullable: true })
  abstract: string | null;

  @Column({ type: 'integer', nullable: true })
  year: number | null;

  @Column({ type: 'text', nullable: true })
  journal: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  doi: string | null;

  @Column({ type: 'varchar', length: 32, nullable: true })
  pmid: string | null;

  /** The whole parsed reference but title, abstract and raw: JSON. */
  @Column({ type: 'simple-json' })
  rest: Omit<ParsedReference, 'title' | 'abstract' | 'raw'>;

  @Column({ type: 'text' })
  raw: string;
}

/** Fields of the best view that differ from the citation's own record. */
export type Overlay = Partial<Record<CorrectableField, string | null>>;

/** The unit of screening; born with each record and bearing its id. */
@Entity('citation')
@Index('ix_citation_place', ['reviewId', 'place', 'shuffle'])
@Index('ix_citation_flow', ['reviewId', 'place', 'searchId', 'sourceKind', 'cycle', 'screenReason', 'assessReason'])
@Index('ix_citation_ordinal', ['reviewId', 'ordinal'])
@Index('ix_citation_import', ['importId'])
@Index('ix_citation_merged', ['mergedInto'])
export class CitationEntity {
  @PrimaryColumn({ type: 'varchar', length: 80 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'import_id', type: 'varchar', length: 64 })
  importId: string;

  @Column({ name: 'search_id', type: 'varchar', length: 64 })
  searchId: string;

  /** 1, 2, 3 … over the review, in the order records came in. */
  @Column({ type: 'integer' })
  ordinal: number;

  /** Place in the seeded random order: 31 bits of a hash of the id. */
  @Column({ type: 'integer' })
  shuffle: number;

  @Column({ name: 'source_kind', type: 'varchar', length: 32 })
  sourceKind: SourceKind;

  @Column({ type: 'integer' })
  cycle: number;

  @Column({ name: 'merged_into', type: 'varchar', length: 80, nullable: true })
  mergedInto: string | null;

  @Column({ name: 'is_withdrawn', type: 'boolean' })
  isWithdrawn: boolean;

  @Column({ type: 'varchar', length: 16, nullable: true })
  removed: 'automation' | 'other' | null;

  @Column({ name: 'removed_why', type: 'text', nullable: true })
  removedWhy: string | null;

  @Column({ type: 'simple-json', nullable: true })
  overlay: Overlay | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  retrieval: 'sought' | 'retrieved' | 'not-retrieved' | null;

  @Column({ name: 'retrieval_why', type: 'text', nullable: true })
  retrievalWhy: string | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  classified: 'awaiting' | 'ongoing' | null;

  /** Derived: where in the flow it is now (see `placeOf`). */
  @Column({ type: 'varchar', length: 32 })
  place: Place;

  /** Derived: the reported reason of its exclusion at title-abstract. */
  @Column({ name: 'screen_reason', type: 'varchar', length: 64, nullable: true })
  screenReason: string | null;

  /** Derived: the reported reason of its exclusion at full text. */
  @Column({ name: 'assess_reason', type: 'varchar', length: 64, nullable: true })
  assessReason: string | null;
}

/** What an imported file calls a record: labels of another tool, as its lead or librarian took them over. */
@Entity('citation_tag')
@Index('ix_citation_tag', ['reviewId', 'tag'])
export class CitationTagEntity {
  @PrimaryColumn({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @PrimaryColumn({ name: 'import_id', type: 'varchar', length: 64 })
  importId: string;

  @PrimaryColumn({ type: 'varchar', length: 200 })
  tag: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;
}

/** Derived: where a citation stands at a stage; a row from its first decision on. */
@Entity('standing')
@Index('ix_standing_stage', ['stageId', 'standing'])
export class StandingEntity {
  @PrimaryColumn({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @PrimaryColumn({ name: 'stage_id', type: 'varchar', length: 64 })
  stageId: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ type: 'varchar', length: 16 })
  standing: StandingName;

  @Column({ name: 'is_complete', type: 'boolean' })
  isComplete: boolean;

  @Column({ type: 'varchar', length: 16 })
  basis: 'none' | 'agreement' | 'policy' | 'resolution';

  @Column({ name: 'reported_reason', type: 'varchar', length: 64, nullable: true })
  reportedReason: string | null;

  /** When it last changed: the event's instant and number, null while pending. */
  @Column({ name: 'settled_at', type: 'varchar', length: 24, nullable: true })
  settledAt: string | null;

  @Column({ name: 'settled_seq', type: 'integer', nullable: true })
  settledSeq: number | null;
}
