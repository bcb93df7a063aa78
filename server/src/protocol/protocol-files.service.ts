import { Injectable } from '@nestjs/common';
import type { ProtocolFileQuery } from '@shared/contracts/protocol';
import { protocolBlocks, type ProtocolMeta } from '@shared/domain/protocol/document-blocks';
import { protocolMarkdown } from '@shared/domain/protocol/markdown';
import type { ProtocolDocument } from '@shared/domain/protocol/protocol';
import { Database } from '../platform/database/database';
import type { Membership } from '../platform/http/route';
import { ReviewEntity } from '../reviews/review.entity';
import { draftOf } from './drafts.service';
import { namedMembers } from './member-names';
import { ProtocolVersionEntity } from './protocol.entity';
import { blocksDocx } from './protocol-docx';
import { versionOf } from './protocol.service';

export interface ProtocolFile {
  name: string;
  type: string;
  content: Buffer;
}

const TYPES = {
  md: 'text/markdown; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** A protocol version, or the draft, printed in PRISMA-P order. */
@Injectable()
export class ProtocolFilesService {
  constructor(private readonly database: Database) {}

  async file(
    { reviewId }: Membership,
    version: number | 'draft',
    { format }: ProtocolFileQuery,
  ): Promise<ProtocolFile> {
    const { document, meta } = await this.load(reviewId, version);
    const content =
      format === 'md'
        ? Buffer.from(protocolMarkdown(document, meta), 'utf8')
        : await blocksDocx(protocolBlocks(document, meta), meta.title);
    const name = version === 'draft' ? `protocol-draft.${format}` : `protocol-v${version}.${format}`;
    return { name, type: TYPES[format], content };
  }

  private load(
    reviewId: string,
    version: number | 'draft',
  ): Promise<{ document: ProtocolDocument; meta: ProtocolMeta }> {
    return this.database.read(async (manager) => {
      const review = await manager.findOneByOrFail(ReviewEntity, { id: reviewId });
      const published = version === 'draft' ? null : await versionOf(manager, reviewId, version);
      const document = published?.document ?? (await draftOf(manager, reviewId)).document;
      const last = published?.version ?? review.protocolVersion;
      const versions = await manager.find(ProtocolVersionEntity, { where: { reviewId }, order: { version: 'ASC' } });
      const members = await namedMembers(manager, reviewId);
      return {
        document,
        meta: {
          title: review.title,
          version: published?.version ?? null,
          date: published?.at.slice(0, 10) ?? null,
          authors: members
            .filter((member) => !member.leftAt)
            .map(({ name }) => ({ name, affiliation: '', email: '', role: '' })),
          amendments: versions
            .filter((row) => row.version > 1 && row.version <= last)
            .map((row) => ({ version: row.version, date: row.at.slice(0, 10), reason: row.reason ?? '' })),
        },
      };
    });
  }
}
