import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReportUse } from '@shared/domain/prisma/report-uses';

/** A study that people formed of its reports. */
@Entity('study')
@Index('ix_study_review', ['reviewId'])
export class StudyEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;

  @Column({ type: 'varchar', length: 255 })
  label: string;
}

@Entity('study_report')
@Index('ix_study_report_citation', ['citationId'])
export class StudyReportEntity {
  @PrimaryColumn({ name: 'study_id', type: 'varchar', length: 64, primaryKeyConstraintName: 'pk_study_report' })
  studyId: string;

  @PrimaryColumn({ name: 'citation_id', type: 'varchar', length: 80, primaryKeyConstraintName: 'pk_study_report' })
  citationId: string;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;
}

/** A report that passed the critical appraisal, or whose results are pooled. */
@Entity('report_use')
@Index('ix_report_use_review', ['reviewId', 'usedIn'])
export class ReportUseEntity {
  @PrimaryColumn({ name: 'citation_id', type: 'varchar', length: 80, primaryKeyConstraintName: 'pk_report_use' })
  citationId: string;

  @PrimaryColumn({ name: 'used_in', type: 'varchar', length: 40, primaryKeyConstraintName: 'pk_report_use' })
  usedIn: ReportUse;

  @Column({ name: 'review_id', type: 'varchar', length: 64 })
  reviewId: string;
}
