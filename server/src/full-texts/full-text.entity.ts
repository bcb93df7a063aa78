import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file that is attached to a report. Detaching removes the row; the ledger keeps both acts. */
@Entity('full_text')
@Index('ix_full_text_citation', ['citationId'])
@Index('ix_full_text_review', ['reviewId', 'sha256'])
export class FullTextEntity {
  /** Made when it is attached; the only name under which it is served. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'citation_id', type: 'varchar', length: 80 })
  citationId: string;

  @Column({ type: 'varchar', length: 64 })
  sha256: string;

  /** As its owner calls it: data, never a path. */
  @Column({ type: 'varchar', length: 255 })
  name: string;

  @Column({ type: 'integer' })
  bytes: number;

  @Column({ name: 'attached_at', type: 'varchar', length: 24 })
  attachedAt: string;
}

/** What reading a file's first pages found; all that matching goes by. */
export interface PdfFacts {
  /** Null where the file could not be read in time. */
  pages: number | null;
  title: string | null;
  dois: string[];
  /** Beginning of the text of the first pages. */
  text: string;
}

/** A file that was sent in and awaits a person's word on whose report it is. Lies beside the ledger. */
@Entity('full_text_upload')
@Index('ix_full_text_upload_review', ['reviewId', 'createdAt'])
export class FullTextUploadEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ type: 'varchar', length: 64 })
  sha256: string;

  @Column({ type: 'varchar', length: 255 })
  name: string;

  @Column({ type: 'integer' })
  bytes: number;

  @Column({ type: 'simple-json' })
  facts: PdfFacts;

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;
}

/** How a review's team gets at reports. Not part of the ledger: it changes no record. */
@Entity('retrieval_setting')
export class RetrievalSettingEntity {
  @PrimaryColumn({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'open_url_base', type: 'varchar', length: 500, nullable: true })
  openUrlBase: string | null;
}
