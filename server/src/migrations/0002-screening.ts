import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { flag, id, instant, integer, key, short, text } from '../platform/database/columns';

const reference = (name: string, isNullable = false) => short(name, isNullable, 80);

/** Searches, imports, records, citations; protocol versions, stages, decisions and what settles them. */
export class Screening1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables()) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables().reverse()) await runner.dropTable(table);
  }
}

const index = (name: string, ...columnNames: string[]) => new TableIndex({ name, columnNames });
const primary = (table: string) => ({ isPrimary: true, primaryKeyConstraintName: `pk_${table}` });

const tables = (): Table[] => [
  new Table({
    name: 'search',
    columns: [key(), id('review_id'), text('details'), instant('recorded_at')],
    indices: [index('ix_search_review', 'review_id')],
  }),
  new Table({
    name: 'import',
    columns: [
      key(),
      id('review_id'),
      id('search_id'),
      short('file_name'),
      id('sha256'),
      integer('bytes'),
      short('format', false, 32),
      short('encoding', false, 32),
      integer('expected', true),
      integer('count'),
      integer('taken'),
      integer('problems'),
      short('state', false, 16),
      instant('begun_at'),
    ],
    indices: [index('ix_import_review', 'review_id')],
  }),
  new Table({
    name: 'reference',
    columns: [
      { ...reference('id'), isPrimary: true },
      id('review_id'),
      id('import_id'),
      integer('position'),
      text('title', true),
      text('abstract', true),
      integer('year', true),
      text('journal', true),
      short('doi', true),
      short('pmid', true, 32),
      text('rest'),
      text('raw'),
    ],
    indices: [index('ix_reference_import', 'import_id', 'position')],
  }),
  new Table({
    name: 'citation',
    columns: [
      { ...reference('id'), isPrimary: true },
      id('review_id'),
      id('import_id'),
      id('search_id'),
      integer('ordinal'),
      integer('shuffle'),
      short('source_kind', false, 32),
      integer('cycle'),
      reference('merged_into', true),
      flag('is_withdrawn'),
      short('removed', true, 16),
      text('removed_why', true),
      text('overlay', true),
      short('retrieval', true, 16),
      text('retrieval_why', true),
      short('classified', true, 16),
      short('place', false, 32),
      short('screen_reason', true, 64),
      short('assess_reason', true, 64),
    ],
    indices: [
      index('ix_citation_place', 'review_id', 'place', 'shuffle'),
      index('ix_citation_ordinal', 'review_id', 'ordinal'),
      index('ix_citation_import', 'import_id'),
      index('ix_citation_merged', 'merged_into'),
    ],
  }),
  new Table({
    name: 'standing',
    columns: [
      { ...reference('citation_id'), ...primary('standing') },
      id('stage_id', primary('standing')),
      id('review_id'),
      short('standing', false, 16),
      flag('is_complete'),
      short('basis', false, 16),
      short('reported_reason', true, 64),
      instant('settled_at', true),
      integer('settled_seq', true),
    ],
    indices: [index('ix_standing_stage', 'stage_id', 'standing')],
  }),
  new Table({
    name: 'protocol_version',
    columns: [
      id('review_id', primary('protocol_version')),
      { ...integer('version'), ...primary('protocol_version') },
      text('reason', true),
      text('document'),
      id('member_id'),
      instant('at'),
    ],
  }),
  new Table({
    name: 'stage',
    columns: [
      key(),
      id('review_id'),
      short('kind', false, 32),
      short('name', false, 200),
      integer('position'),
      text('rule'),
      text('sample', true),
      instant('closed_at', true),
    ],
    indices: [index('ix_stage_review', 'review_id', 'position')],
  }),
  new Table({
    name: 'stage_sample',
    columns: [
      id('stage_id', primary('stage_sample')),
      { ...reference('citation_id'), ...primary('stage_sample') },
      id('review_id'),
    ],
  }),
  new Table({
    name: 'batch',
    columns: [
      key(),
      id('review_id'),
      id('stage_id'),
      short('name', false, 200),
      text('member_ids'),
      instant('withdrawn_at', true),
    ],
    indices: [index('ix_batch_stage', 'stage_id')],
  }),
  new Table({
    name: 'assignment',
    columns: [
      id('batch_id', primary('assignment')),
      { ...reference('citation_id'), ...primary('assignment') },
      id('member_id', primary('assignment')),
      id('stage_id'),
      id('review_id'),
    ],
    indices: [index('ix_assignment_member', 'stage_id', 'member_id'), index('ix_assignment_batch', 'batch_id')],
  }),
  new Table({
    name: 'decision',
    columns: [
      key(),
      id('review_id'),
      id('stage_id'),
      reference('citation_id'),
      id('member_id'),
      short('verdict', false, 16),
      text('reasons'),
      short('reported_reason', true, 64),
      text('tags'),
      text('note', true),
      integer('protocol_version'),
      instant('at'),
      integer('seq'),
      flag('is_current'),
      flag('is_first_locked'),
    ],
    indices: [
      new TableIndex({
        name: 'uq_decision_current',
        columnNames: ['citation_id', 'stage_id', 'member_id'],
        isUnique: true,
        where: '"is_current" = true',
      }),
      // Beside the partial one, which a query with bound values cannot use.
      index('ix_decision_citation', 'citation_id', 'stage_id'),
      index('ix_decision_member', 'review_id', 'stage_id', 'member_id', 'seq'),
    ],
  }),
  new Table({
    name: 'resolution',
    columns: [
      key(),
      id('review_id'),
      id('stage_id'),
      reference('citation_id'),
      id('member_id'),
      short('verdict', false, 16),
      text('reasons'),
      short('reported_reason', true, 64),
      text('note', true),
      integer('protocol_version'),
      instant('at'),
      integer('seq'),
      flag('is_current'),
    ],
    indices: [index('ix_resolution_citation', 'citation_id', 'stage_id')],
  }),
  new Table({
    name: 'comment',
    columns: [
      key(),
      id('review_id'),
      id('stage_id'),
      reference('citation_id'),
      id('member_id'),
      text('text'),
      instant('at'),
    ],
    indices: [index('ix_comment_citation', 'citation_id', 'stage_id')],
  }),
];
