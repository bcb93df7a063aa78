import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FilePreview } from '@shared/contracts/imports';
import type { ReadProblem } from '@shared/domain/references/reference';

/** A file that was sent in, with what a first reading found; it becomes an import when somebody says so. */
@Entity('upload')
@Index('ix_upload_review', ['reviewId', 'sha256'])
export class UploadEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ name: 'member_id', type: 'varchar', length: 64 })
  memberId: string;

  @Column({ name: 'file_name', type: 'varchar', length: 255 })
  fileName: string;

  @Column({ type: 'varchar', length: 64 })
  sha256: string;

  @Column({ type: 'integer' })
  bytes: number;

  @Column({ type: 'simple-json' })
  preview: FilePreview;

  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt: string;
}

/** What reading an import's file met. Lies beside the ledger, which holds the count. */
@Entity('import_problem')
export class ImportProblemEntity {
  @PrimaryColumn({ name: 'import_id', type: 'varchar', length: 64 })
  importId: string;

  /** 1, 2, 3 … in the order of the file. */
  @PrimaryColumn({ type: 'integer' })
  number: number;

  @Column({ type: 'integer', nullable: true })
  line: number | null;

  @Column({ type: 'integer', nullable: true })
  record: number | null;

  @Column({ type: 'varchar', length: 16 })
  severity: ReadProblem['severity'];

  @Column({ type: 'varchar', length: 64 })
  code: string;

  /** Null in rows of a version that kept the message alone. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  wording: string | null;

  @Column({ type: 'simple-json', nullable: true })
  params: ReadProblem['params'] | null;

  @Column({ type: 'text' })
  message: string;
}
