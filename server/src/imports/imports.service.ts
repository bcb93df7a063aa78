import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { FilePreview, NewImport, NewTypedRecord, TypedRecord, Withdrawal } from '@shared/contracts/imports';
import type { SearchChoice } from '@shared/contracts/searches';
import { finishReference } from '@shared/domain/references/finish';
import { doiIn, urlsIn } from '@shared/domain/references/identifiers';
import { Problems } from '@shared/domain/references/problems';
import { emptyReference, type ParsedReference } from '@shared/domain/references/reference';
import { storable } from '@shared/domain/references/text-clean';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity, ImportEntity, SearchEntity, StandingEntity } from '../citations/citation.entity';
import { enterTexts } from '../citations/text-index';
import { DuplicateRuns } from '../duplicates/duplicate-runs';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { JobEntity } from '../platform/jobs/job.entity';
import { JobRunner } from '../platform/jobs/job-runner';
import { type Act, Ledger, sha256 } from '../platform/ledger/ledger';
import { IMPORT_JOB } from './import-job';
import { batchOf, insertBatch, rowOf } from './reference-rows';
import { UploadsService } from './uploads.service';

@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly uploads: UploadsService,
    private readonly jobs: JobRunner,
    private readonly duplicates: DuplicateRuns,
    private readonly clock: Clock,
  ) {}

  /** Makes an import of an uploaded file; its records are taken in by a job. */
  async begin(me: Membership, { id, ...request }: NewImport) {
    const upload = await this.uploads.one(me.reviewId, request.uploadId);
    const { fileName, sha256, bytes, preview } = upload;
    refuseUnknownColumns(preview);
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      if (!request.again) await this.refuseRepetition(act, sha256);
      const searchId = await this.searchFor(act, request.into);
      const importId = id;
      const { format, encoding, expected, read, problemCount } = preview;
      await act.append('import.begun', {
        importId,
        searchId,
        fileName,
        sha256,
        bytes,
        format,
        encoding,
        expected,
        count: read,
        problems: problemCount,
        ...(preview.judged ? { judged: true } : {}),
      });
      const jobId = await this.database.transaction((tx) =>
        this.jobs.enqueue(tx, {
          reviewId: me.reviewId,
          memberId: me.memberId,
          kind: IMPORT_JOB,
          subject: importId,
          payload: { meanings: preview.meanings ?? null },
        }),
      );
      return { id, importId, searchId, jobId };
    });
  }

  /** An import of one record that somebody typed in. */
  async typed(me: Membership, { id, into, record }: NewTypedRecord) {
    const request = { into, record };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const searchId = await this.searchFor(act, into);
      const importId = id;
      const reference = referenceOf(record);
      const batch = batchOf([rowOf(me.reviewId, importId, 1, reference)]);
      await act.append('import.begun', {
        importId,
        searchId,
        fileName: '',
        sha256: sha256(reference.raw),
        bytes: Buffer.byteLength(reference.raw),
        format: 'typed',
        encoding: 'utf-8',
        expected: 1,
        count: 1,
        problems: 0,
      });
      await insertBatch(act.manager, batch);
      await enterTexts(act.manager);
      await act.append('import.chunk', { importId, first: 1, count: 1, digest: batch.digest });
      await act.append('import.finished', { importId, count: 1 });
      await this.database.transaction((tx) => this.duplicates.ask(tx, me));
      return { id, citationId: `${importId}.1`, searchId };
    });
  }

  /** Takes all records of an import out of every count, after the consequences were seen; nothing is erased. */
  async withdraw(me: Membership, importId: string, { id, reason, confirm }: Withdrawal) {
    const request = { importId, reason };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const entity = await this.find(act, importId);
      if (entity.state === 'withdrawn') throw new Refusal('already_withdrawn', 'This import is withdrawn already.');
      if (await this.isAtWork(act, importId)) {
        throw new Refusal(
          'import_running',
          'This import is being taken in. Cancel it first, or wait until it is done.',
        );
      }
      if (!confirm) throw await this.consequences(act, entity);
      await act.append('import.withdrawn', { importId, reason });
      return { id };
    });
  }

  /** Puts a withdrawn import back. One that was cancelled part-way goes on where it stopped. */
  async restore(me: Membership, importId: string, { id }: { id: string }) {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request: { importId } }, async (act) => {
      const entity = await this.find(act, importId);
      if (entity.state !== 'withdrawn') throw new Refusal('not_withdrawn', 'This import is not withdrawn.');
      if (entity.taken < entity.count) {
        const job = await this.jobOf(act, importId);
        if (job) await this.database.transaction((tx) => this.jobs.requeue(tx, job));
        return { id };
      }
      await act.append('import.restored', { importId });
      await this.database.transaction((tx) => this.duplicates.ask(tx, { ...me, full: true }));
      return { id };
    });
  }

  private async find(act: Act, importId: string): Promise<ImportEntity> {
    const entity = await act.manager.findOneBy(ImportEntity, { id: importId, reviewId: act.reviewId });
    if (!entity) throw new Refusal(notFound.code, notFound.detail, 404);
    return entity;
  }

  private jobOf(act: Act, importId: string): Promise<JobEntity | null> {
    return act.manager.findOne(JobEntity, {
      where: { reviewId: act.reviewId, kind: IMPORT_JOB, subject: importId },
      order: { createdAt: 'DESC' },
    });
  }

  private async isAtWork(act: Act, importId: string): Promise<boolean> {
    const job = await this.jobOf(act, importId);
    return job?.state === 'queued' || job?.state === 'running';
  }

  /**
   * What withdrawing would change. Of decisions only those on finished citations are counted: how many are still being
   * read is nobody else's to know.
   */
  private async consequences(act: Act, { id, taken }: ImportEntity): Promise<Refusal> {
    const duplicates = await act.manager.countBy(CitationEntity, { importId: id, place: 'duplicate' });
    const settled = await act.manager
      .createQueryBuilder(CitationEntity, 'c')
      .innerJoin(StandingEntity, 's', 's.citationId = c.id AND s.isComplete = :yes', { yes: true })
      .where('c.importId = :id', { id })
      .select('COUNT(DISTINCT c.id)', 'n')
      .getRawOne<{ n: number | string }>();
    const settledCount = Number(settled?.n ?? 0);
    return new Refusal(
      'confirm_withdrawal',
      `Withdrawing takes ${taken} records out of the review, ${settledCount} of them with a finished decision. Decisions are kept and come back when the import is restored.`,
      409,
      { records: taken, duplicates, settled: settledCount },
    );
  }

  private async refuseRepetition(act: Act, sha256: string): Promise<void> {
    const earlier = await act.manager.findOneBy(ImportEntity, {
      reviewId: act.reviewId,
      sha256,
      state: Not('withdrawn'),
    });
    if (!earlier) return;
    const search = await act.manager.findOneByOrFail(SearchEntity, { id: earlier.searchId });
    throw new Refusal(
      'already_imported',
      `The same file was imported on ${earlier.begunAt.slice(0, 10)} into ${search.details.source}. Nothing was changed.`,
      409,
      { importId: earlier.id, source: search.details.source, at: earlier.begunAt },
    );
  }

  private async searchFor(act: Act, into: SearchChoice): Promise<string> {
    if ('searchId' in into) {
      const { searchId } = into;
      if (await act.manager.existsBy(SearchEntity, { id: searchId, reviewId: act.reviewId })) return searchId;
      throw new Refusal('no_such_search', 'There is no such search in this review.', 404);
    }
    const searchId = this.clock.newId();
    await act.append('search.recorded', { searchId, search: into.search });
    return searchId;
  }
}

/** A typed-in record in the shape of all others; what was typed is its raw text. */
function referenceOf(record: TypedRecord): ParsedReference {
  const clean = (text: string | null): string | null => (text ? storable(text) : null);
  const raw = storable(
    Object.entries(record)
      .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join('; ') : String(value)}`)
      .join('\n'),
  );
  const { title, authors, year, type, doi, pmid, url, note } = record;
  const reference: ParsedReference = {
    ...emptyReference(raw),
    type,
    title: clean(title),
    authors: authors.map(storable),
    year,
    date: year === null ? null : String(year),
    journal: clean(record.journal),
    volume: clean(record.volume),
    issue: clean(record.issue),
    pages: clean(record.pages),
    abstract: clean(record.abstract),
    publisher: clean(record.publisher),
    language: clean(record.language),
    doi: doi ? doiIn(doi) : null,
    pmid: pmid ? (/^\d{1,9}$/.exec(pmid)?.[0] ?? null) : null,
    urls: url ? urlsIn(url) : [],
    notes: note ? [storable(note)] : [],
  };
  return finishReference(reference, new Problems(), null, 1);
}

/** A table in which nothing names a record would come in as rows without a title. */
function refuseUnknownColumns({ columns }: FilePreview): void {
  const names = ['title', 'doi', 'pmid', 'embaseSource'];
  if (!columns || columns.some(({ field }) => field !== null && names.includes(field))) return;
  throw new Refusal('columns_unknown', 'Say which column holds the titles before this table is imported.', 422);
}
