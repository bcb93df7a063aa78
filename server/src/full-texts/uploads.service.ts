import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Attached, FullTextUpload, FullTextUploads, NewAttachments } from '@shared/contracts/full-texts';
import { Refusal } from '@shared/domain/refusal';
import { viewOf } from '../citations/best-view';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { FileStore } from '../platform/files/file-store';
import { shownName } from '../platform/files/upload-stream';
import type { AppRequest, Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { FullTextEntity, FullTextUploadEntity } from './full-text.entity';
import { type Candidate, matchesOf } from './match';
import { PdfReader } from './pdf-reader';
import { onlyPdf } from './pdf-stream';
import { ALL_REPORT_PLACES, filesOf, presentFile } from './report-rows';
import { reportsOf } from './retrieval.service';

/** Files on their way to their report: sent in, matched, and attached once a person says so. */
@Injectable()
export class FullTextUploadsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly files: FileStore,
    private readonly reader: PdfReader,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async take(me: Membership, request: AppRequest, query: { name: string; id: string }): Promise<FullTextUpload> {
    const name = shownName(query.name, 'report.pdf');
    const stored = await this.store(request);
    const known = await this.database.read((m) => m.findOneBy(FullTextUploadEntity, { id: query.id }));
    if (known) {
      if (known.sha256 === stored.sha256 && known.memberId === me.memberId && known.reviewId === me.reviewId) {
        return this.present(me, known);
      }
      throw new Refusal('idempotency_mismatch', 'This id was used for another upload. Send it under a new id.', 422);
    }
    const upload: FullTextUploadEntity = {
      id: query.id,
      reviewId: me.reviewId,
      memberId: me.memberId,
      name,
      ...stored,
      facts: await this.reader.facts(this.files.pathOf(stored.sha256)),
      createdAt: this.clock.now(),
    };
    await this.database.transaction(({ manager }) => manager.insert(FullTextUploadEntity, upload));
    return this.present(me, upload);
  }

  /** What the member sent in and has neither attached nor put away. */
  async waiting(me: Membership): Promise<FullTextUploads> {
    return this.database.read(async (manager) => {
      const uploads = await manager.find(FullTextUploadEntity, {
        where: { reviewId: me.reviewId, memberId: me.memberId },
        order: { createdAt: 'ASC', id: 'ASC' },
        take: 200,
      });
      const known = uploads.length > 0 ? await candidatesOf(manager, me.reviewId) : [];
      return { uploads: await Promise.all(uploads.map((upload) => presentUpload(manager, me, upload, known))) };
    });
  }

  async dismiss(me: Membership, uploadId: string, id: string): Promise<{ id: string }> {
    await this.database.transaction(({ manager }) =>
      manager.delete(FullTextUploadEntity, { id: uploadId, reviewId: me.reviewId, memberId: me.memberId }),
    );
    return { id };
  }

  /** Attaches files to their reports; each report counts as retrieved from then on. */
  attach(me: Membership, { id, ...request }: NewAttachments): Promise<Attached> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const { manager } = act;
      const uploads = await uploadsOf(
        manager,
        me,
        request.pairs.map(({ uploadId }) => uploadId),
      );
      const reports = await reportsOf(
        manager,
        me.reviewId,
        request.pairs.map(({ citationId }) => citationId),
      );
      const fresh = reports.filter(({ retrieval }) => retrieval !== 'retrieved').map((report) => report.id);
      if (fresh.length > 0) {
        await act.append('retrieval.recorded', { citationIds: fresh, status: 'retrieved', reason: null });
      }
      const attached: Attached['files'] = [];
      for (const { uploadId, citationId, replaces } of request.pairs) {
        const old = replaces === undefined ? null : await fileOf(manager, me.reviewId, citationId, replaces);
        const { sha256, name, bytes } = uploads.get(uploadId) as FullTextUploadEntity;
        const same = await manager.findOneBy(FullTextEntity, { reviewId: me.reviewId, citationId, sha256 });
        const fileId = same?.id ?? this.clock.newId();
        if (same) attached.push(presentFile(same));
        else {
          const { at } = await act.append('full-text.attached', { citationId, fileId, sha256, name, bytes });
          attached.push({ fileId, citationId, name, bytes, attachedAt: at });
        }
        if (old && old.fileId !== fileId) {
          const reason = `Replaced by ${name}`;
          await act.append('full-text.detached', { citationId: old.citationId, fileId: old.fileId, reason });
        }
      }
      await manager.delete(FullTextUploadEntity, { id: In([...uploads.keys()]), reviewId: me.reviewId });
      return { id, files: attached };
    });
  }

  private async store(request: AppRequest): Promise<{ sha256: string; bytes: number }> {
    const length = request.get('content-length');
    const declaredBytes = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
    try {
      return await this.files.put(Readable.from(onlyPdf(request)), {
        maxBytes: this.config.MAX_UPLOAD_MB * 1_000_000,
        declaredBytes,
      });
    } catch (error) {
      // The rest of a refused body is not waited for.
      request.res?.setHeader('Connection', 'close');
      request.resume();
      throw error;
    }
  }

  private present(me: Membership, upload: FullTextUploadEntity): Promise<FullTextUpload> {
    return this.database.read(async (manager) =>
      presentUpload(manager, me, upload, await candidatesOf(manager, me.reviewId)),
    );
  }
}

async function uploadsOf(
  manager: EntityManager,
  me: Membership,
  ids: readonly string[],
): Promise<Map<string, FullTextUploadEntity>> {
  const wanted = [...new Set(ids)];
  const rows = await manager.findBy(FullTextUploadEntity, {
    id: In(wanted),
    reviewId: me.reviewId,
    memberId: me.memberId,
  });
  if (rows.length < wanted.length) {
    throw new Refusal('no_such_upload', 'A file is not known here any more. Nothing was attached; send it again.', 404);
  }
  return new Map(rows.map((row) => [row.id, row]));
}

/** A file that the report holds, itself or by a copy that was joined to it. */
async function fileOf(manager: EntityManager, reviewId: string, citationId: string, fileId: string) {
  const files = (await filesOf(manager, reviewId, [citationId])).get(citationId) ?? [];
  const file = files.find((one) => one.fileId === fileId);
  if (file) return file;
  throw new Refusal('no_such_file', 'The file to be replaced is not attached any more. Nothing was changed.', 409);
}

type Known = Candidate & { ordinal: number };

/** Every report of the review, with what matching goes by. */
async function candidatesOf(manager: EntityManager, reviewId: string): Promise<Known[]> {
  const rows = await manager.find(CitationEntity, {
    where: { reviewId, place: In(ALL_REPORT_PLACES) },
    order: { ordinal: 'ASC' },
  });
  const known: Known[] = [];
  for (let i = 0; i < rows.length; i += 500) {
    const some = rows.slice(i, i + 500);
    const references = await manager.findBy(ReferenceEntity, { id: In(some.map((row) => row.id)) });
    const byId = new Map(references.map((reference) => [reference.id, reference]));
    for (const row of some) {
      const reference = byId.get(row.id);
      if (!reference) continue;
      const { title, doi, authors, year } = viewOf(reference, row.overlay);
      known.push({ citationId: row.id, ordinal: row.ordinal, title, doi, year, firstAuthor: authors[0] ?? null });
    }
  }
  return known;
}

async function presentUpload(
  manager: EntityManager,
  me: Membership,
  { id, sha256, name, bytes, facts }: FullTextUploadEntity,
  known: readonly Known[],
): Promise<FullTextUpload> {
  const matches = matchesOf(name, facts, known);
  const files = await filesOf(
    manager,
    me.reviewId,
    matches.map(({ citationId }) => citationId),
  );
  const same = await manager.findBy(FullTextEntity, { reviewId: me.reviewId, sha256 });
  const byId = new Map(known.map((one) => [one.citationId, one]));
  return {
    uploadId: id,
    name,
    bytes,
    pages: facts.pages,
    title: facts.title,
    attachedTo: same.map(({ citationId }) => citationId),
    proposals: matches.map(({ citationId, ground, score }) => ({
      citationId,
      ordinal: byId.get(citationId)?.ordinal ?? 0,
      title: byId.get(citationId)?.title ?? null,
      files: files.get(citationId) ?? [],
      ground,
      score: Math.round(score * 100) / 100,
    })),
  };
}
