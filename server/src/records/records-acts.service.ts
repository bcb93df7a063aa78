import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Correction, Removal, ReturnOfRecords } from '@shared/contracts/records';
import type { CorrectableField } from '@shared/domain/ledger/events';
import { statedDoi } from '@shared/domain/references/identifiers';
import { Refusal } from '@shared/domain/refusal';
import { CitationEntity } from '../citations/citation.entity';
import { notFound } from '../platform/http/problem.filter';
import type { Membership } from '../platform/http/route';
import { Ledger } from '../platform/ledger/ledger';

interface Changed {
  id: string;
  changed: number;
}

/** Taking records out before screening, bringing them back, and mending what readers see of them. */
@Injectable()
export class RecordsActsService {
  constructor(private readonly ledger: Ledger) {}

  remove(me: Membership, { id, ...request }: Removal): Promise<Changed> {
    if (request.as === 'automation' && request.tool === null) {
      throw new Refusal(
        'tool_missing',
        'Name the tool that marked these records, with its version: PRISMA asks for it.',
        422,
        { fields: { tool: 'must name the tool' } },
      );
    }
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const citations = await found(act.manager, me.reviewId, request.citationIds);
      const late = citations.filter((citation) => citation.place !== 'screening');
      if (late.length > 0) {
        throw new Refusal(
          'not_before_screening',
          `${listed(late)} cannot be removed before screening: ${whyNot(late[0])}. Nothing was changed.`,
          422,
          { citationIds: late.map((citation) => citation.id) },
        );
      }
      const citationIds = citations.map((citation) => citation.id);
      await act.append('citation.removed', { ...request, citationIds });
      return { id, changed: citationIds.length };
    });
  }

  bringBack(me: Membership, { id, ...request }: ReturnOfRecords): Promise<Changed> {
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const citations = await found(act.manager, me.reviewId, request.citationIds);
      const standing = citations.filter((citation) => citation.removed === null);
      if (standing.length > 0) {
        throw new Refusal('not_removed', `${listed(standing)} was not removed. Nothing was changed.`, 422, {
          citationIds: standing.map((citation) => citation.id),
        });
      }
      const citationIds = citations.map((citation) => citation.id);
      await act.append('citation.returned', { citationIds, reason: request.reason });
      return { id, changed: citationIds.length };
    });
  }

  correct(me: Membership, { id, citationId, fields }: Correction): Promise<Changed> {
    const request = { citationId, fields: tidied(fields) };
    return this.ledger.act({ reviewId: me.reviewId, id, memberId: me.memberId, request }, async (act) => {
      const [citation] = await found(act.manager, me.reviewId, [citationId]);
      if (citation?.mergedInto) {
        throw new Refusal(
          'is_a_copy',
          'This record is a duplicate: readers see the record it was joined to. Correct that one, or split them first.',
          422,
          { citationId: citation.mergedInto },
        );
      }
      await act.append('citation.corrected', request);
      return { id, changed: 1 };
    });
  }
}

async function found(manager: EntityManager, reviewId: string, ids: readonly string[]): Promise<CitationEntity[]> {
  const wanted = [...new Set(ids)];
  const rows = await manager.find(CitationEntity, { where: { id: In(wanted), reviewId }, order: { ordinal: 'ASC' } });
  if (rows.length < wanted.length) throw new Refusal(notFound.code, notFound.detail, 404);
  return rows;
}

function listed(citations: readonly CitationEntity[]): string {
  const numbers = citations.slice(0, 5).map((citation) => citation.ordinal);
  const more = citations.length > numbers.length ? ` and ${citations.length - numbers.length} more` : '';
  return `${citations.length === 1 ? 'Record' : 'Records'} ${numbers.join(', ')}${more}`;
}

/** Says no more than the place, which everyone who edits records may see. */
function whyNot(citation: CitationEntity | undefined): string {
  if (citation?.place === 'duplicate') return 'it is a duplicate of another record';
  if (citation?.place === 'withdrawn') return 'its import was withdrawn';
  if (citation?.removed) return 'it is removed already';
  return 'its screening is past; reopen it first';
}

type Fields = Partial<Record<CorrectableField, string | null>>;

/** Empty text empties the field; a DOI is kept without its resolver, as in every record. */
function tidied(fields: Correction['fields']): Fields {
  const tidy: Fields = {};
  for (const [field, value] of Object.entries(fields) as [CorrectableField, string | null | undefined][]) {
    if (value === undefined) continue;
    tidy[field] = value === null || value === '' ? null : value;
  }
  if (tidy.doi) {
    const doi = statedDoi(tidy.doi);
    if (!doi) {
      throw new Refusal('not_a_doi', `"${tidy.doi}" is not a DOI. It begins with 10. and has a slash.`, 422, {
        fields: { 'fields.doi': 'must be a DOI' },
      });
    }
    tidy.doi = doi;
  }
  return tidy;
}
