import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { ColumnMeanings, FilePreview, Upload, UploadQuery } from '@shared/contracts/imports';
import { Refusal } from '@shared/domain/refusal';
import { ImportEntity, SearchEntity } from '../citations/citation.entity';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { FileStore } from '../platform/files/file-store';
import { shownName, storeBody } from '../platform/files/upload-stream';
import type { AppRequest, Membership } from '../platform/http/route';
import { Workers } from '../platform/jobs/workers';
import type { PreviewTask } from './preview.worker';
import { UploadEntity } from './upload.entity';

const PREVIEW = join(__dirname, 'preview.worker');

/** Files on their way in: kept as they are, read once to show what is in them. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly workers: Workers,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Takes the request's body in and answers what a first reading finds. A file that cannot be read is refused. */
  async take(me: Membership, request: AppRequest, { name, id }: UploadQuery): Promise<Upload> {
    const fileName = shownName(name, 'upload');
    const stored = await storeBody(request, this.files, this.config.MAX_UPLOAD_MB * 1_000_000);
    return this.keep(me, stored, fileName, id);
  }

  /** Makes an upload of bytes that lie in the store already. */
  async keep(
    me: Pick<Membership, 'reviewId' | 'memberId'>,
    stored: { sha256: string; bytes: number },
    fileName: string,
    id?: string,
  ): Promise<Upload> {
    const known = id ? await this.find(me.reviewId, id) : null;
    if (known) {
      if (known.sha256 === stored.sha256 && known.memberId === me.memberId) return this.present(known);
      throw new Refusal('idempotency_mismatch', 'This id was used for another upload. Send it under a new id.', 422);
    }
    const preview = await this.preview(stored.sha256, fileName);
    const upload: UploadEntity = {
      id: id ?? this.clock.newId(),
      reviewId: me.reviewId,
      memberId: me.memberId,
      fileName,
      ...stored,
      preview,
      createdAt: this.clock.now(),
    };
    await this.database.transaction(async ({ manager }) => {
      if (!(await manager.existsBy(UploadEntity, { id: upload.id }))) await manager.insert(UploadEntity, upload);
    });
    return this.present(upload);
  }

  /** Reads a table again with what somebody says its columns mean; an import of it reads it that way. */
  async mean(me: Membership, uploadId: string, { columns: meanings }: ColumnMeanings): Promise<Upload> {
    const upload = await this.one(me.reviewId, uploadId);
    const headers = new Set(upload.preview.columns?.map(({ header }) => header));
    const strange = meanings.find(({ header }) => !headers.has(header));
    if (strange) throw new Refusal('no_such_column', `The file has no column "${strange.header.slice(0, 60)}".`, 422);
    upload.preview = await this.preview(upload.sha256, upload.fileName, meanings);
    await this.database.transaction(async ({ manager }) => {
      await manager.update(UploadEntity, { id: uploadId }, { preview: upload.preview });
    });
    return this.present(upload);
  }

  async one(reviewId: string, uploadId: string): Promise<UploadEntity> {
    const upload = await this.find(reviewId, uploadId);
    if (!upload) throw new Refusal('no_such_upload', 'This upload is not known. Send the file again.', 404);
    return upload;
  }

  private find(reviewId: string, id: string): Promise<UploadEntity | null> {
    return this.database.read((manager) => manager.findOneBy(UploadEntity, { id, reviewId }));
  }

  private preview(sha256: string, fileName: string, meanings: FilePreview['meanings'] = null): Promise<FilePreview> {
    const task: PreviewTask = { path: this.files.pathOf(sha256), fileName, meanings };
    return this.workers.run<FilePreview>(PREVIEW, task);
  }

  private async present({ id, fileName, bytes, sha256, reviewId, preview }: UploadEntity): Promise<Upload> {
    const earlier = await this.database.read(async (manager) => {
      const found = await manager.findOne(ImportEntity, {
        where: { reviewId, sha256, state: Not('withdrawn') },
        order: { begunAt: 'ASC' },
      });
      const search = found && (await manager.findOneBy(SearchEntity, { id: found.searchId }));
      return found && search
        ? { importId: found.id, fileName: found.fileName, source: search.details.source, at: found.begunAt }
        : null;
    });
    // Uploads of an earlier version know nothing of columns and judgements.
    const { columns = null, meanings = null, judged = null } = preview as Partial<FilePreview>;
    return { ...preview, columns, meanings, judged, uploadId: id, fileName, bytes, earlier };
  }
}
