import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, TestApp } from '../../testing/app';
import { CitationEntity, ImportEntity, ReferenceEntity } from '../citations/citation.entity';
import { newDataSource } from '../platform/database/open';
import { EventEntity } from '../platform/ledger/event.entity';
import { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';

const RECORDS = 2300;
const ris = Array.from(
  { length: RECORDS },
  (_, i) => `TY  - JOUR\nTI  - Walking groups in town number ${i}\nAU  - Almond, A.\nPY  - 2015\nER  - \n`,
).join('\n');

/** Copies what is committed at this moment, by a connection of its own, and the stored files. */
async function onDisk(folder: string, copy: string): Promise<void> {
  const source = await newDataSource({ DATA: folder, DATABASE_URL: null }).initialize();
  await source.query(`VACUUM INTO '${join(copy, 'evenhand.sqlite')}'`);
  await source.destroy();
  await cp(join(folder, 'files'), join(copy, 'files'), { recursive: true });
}

/** What a kill leaves is what is on the disk at that moment; a copy of it, opened by another server, is that moment. */
// The copy is of the SQLite file; a PostgreSQL server outlives the kill of ours and needs another way to show it.
const onSqlite = process.env['DB'] === 'postgres' ? it.skip : it;

onSqlite(
  'an import that was killed half-way is finished by the next start, with every record once',
  async () => {
    const first = await TestApp.start();
    const copy = mkdtempSync(join(tmpdir(), 'evenhand-killed-'));
    try {
      const founder = await first.person('Founder');
      const reviewId = await first.review(founder);
      const path = `/api/reviews/${reviewId}`;
      const uploaded = await founder.agent
        .post(`${path}/uploads?name=big.ris`)
        .set('Content-Type', 'application/octet-stream')
        .send(Buffer.from(ris))
        .expect(201);
      const runner = first.app.get(JobRunner);
      let snapshot: Promise<void> | null = null;
      runner.onChange((job) => {
        if (job.kind !== 'import' || job.done < 700 || snapshot) return;
        snapshot = onDisk(first.folder, copy);
      });
      const search = {
        ...{ source: 'PubMed', sourceKind: 'database', platform: null, ranOn: null, coverage: null, strategy: null },
        ...{ limits: null, filters: null, hits: null, ranBy: null, peerReviewedBy: null, notes: null, cycle: 1 },
      };
      const { body } = await founder.agent
        .post(`${path}/imports`)
        .send({ id: newId(), uploadId: uploaded.body.uploadId, into: { search } })
        .expect(201);
      await runner.idle();
      await snapshot;

      const second = await TestApp.start(undefined, { EVENHAND_DATA: copy });
      try {
        await second.app.get(JobRunner).idle();
        const { entity, job, ids, chunks } = await second.database.read(async (manager) => ({
          entity: await manager.findOneByOrFail(ImportEntity, { id: body.importId }),
          job: await manager.findOneByOrFail(JobEntity, { id: body.jobId }),
          ids: (await manager.find(CitationEntity, { order: { ordinal: 'ASC' } })).map((citation) => citation.id),
          chunks: await manager.findBy(EventEntity, { type: 'import.chunk' }),
        }));
        expect(job).toMatchObject({ state: 'done', attempts: 2 });
        expect(entity).toMatchObject({ state: 'finished', taken: RECORDS });
        expect(ids).toEqual(Array.from({ length: RECORDS }, (_, i) => `${body.importId}.${i + 1}`));
        expect(await second.database.read((manager) => manager.count(ReferenceEntity))).toBe(RECORDS);
        expect(new Set(chunks.map((event) => event.payload)).size).toBe(chunks.length);
      } finally {
        await second.stop();
      }
    } finally {
      await first.stop();
      rmSync(copy, { recursive: true, force: true });
    }
  },
  60_000,
);
