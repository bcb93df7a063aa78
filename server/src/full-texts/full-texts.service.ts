import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Detachment, FullTextFiles } from '@shared/contracts/full-texts';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity } from '../citations/citation.entity';
import { Database } from '../platform/database/database';
import { FileStore } from '../platform/files/file-store';
import { downloadHeaders } from '../platform/files/upload-stream';
import { notFound } from '../platform/http/problem.filter';
import type { AppRequest, Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';
import { rangeOf } from './byte-range';
import { FullTextEntity } from './full-text.entity';
import { filesOf } from './report-rows';

/** Files that are attached to reports: listed, handed out to members, detached. */
@Injectable()
export class FullTextsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly files: FileStore,
  ) {}

  of(me: Membership, citationId: string): Promise<FullTextFiles> {
    return this.database.read(async (manager) => {
      const citation = await manager.findOneBy(CitationEntity, { id: citationId, reviewId: me.reviewId });
      if (!citation) throw new Refusal(notFound.code, notFound.detail, 404);
      const kept = citation.mergedInto ?? citation.id;
      return { files: (await filesOf(manager, me.reviewId, [kept])).get(kept) ?? [] };
    });
  }

  /** Sends a file, or a part of it, as something that is never run and never kept by a cache. */
  async send(me: Membership, fileId: string, request: AppRequest, response: Response): Promise<void> {
    const file = await this.database.read((manager) =>
      manager.findOneBy(FullTextEntity, { id: fileId, reviewId: me.reviewId }),
    );
    const size = file && (await this.files.sizeOf(file.sha256));
    if (!file || size === null) throw new Refusal(notFound.code, notFound.detail, 404);
    const headers = { ...downloadHeaders(file.name, 'application/pdf'), 'Accept-Ranges': 'bytes' };
    const range = rangeOf(request.get('range'), size);
    if (range === 'unsatisfiable') {
      response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}`, 'Content-Length': 0 }).end();
      return;
    }
    if (range) {
      const { start, end } = range;
      response.writeHead(206, {
        ...headers,
        'Content-Range': `bytes ${start}-${end}/${size}`,
        'Content-Length': end - start + 1,
      });
    } else response.writeHead(200, { ...headers, 'Content-Length': size });
    const content = this.files.read(file.sha256, range ?? undefined);
    // A reader who goes away leaves no open file behind.
    response.on('close', () => content.destroy());
    content.on('error', () => response.destroy()).pipe(response);
  }

  detach(me: Membership, fileId: string, { id, reason }: Detachment): Promise<{ id: string }> {
    const request = { fileId, reason };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const file = await act.manager.findOneBy(FullTextEntity, { id: fileId, reviewId: me.reviewId });
      if (!file) throw new Refusal(notFound.code, notFound.detail, 404);
      await act.append('full-text.detached', { citationId: file.citationId, fileId, reason });
      return { id };
    });
  }
}
