import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

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
