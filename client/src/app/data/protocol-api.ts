import { Injectable } from '@angular/core';
import type {
  AmendmentImpact,
  CurrentProtocol,
  DraftSave,
  DraftSaved,
  ProtocolDifference,
  ProtocolDraft,
  ProtocolVersion,
  ProtocolVersionRow,
  Publication,
  Published,
} from '@shared/contracts/protocol';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class ProtocolApi extends Api {
  current(reviewId: string): Promise<CurrentProtocol> {
    return this.get(protocolPath(reviewId));
  }

  draft(reviewId: string): Promise<ProtocolDraft> {
    return this.get(`${protocolPath(reviewId)}/draft`);
  }

  save(reviewId: string, draft: DraftSave): Promise<DraftSaved> {
    return this.put(`${protocolPath(reviewId)}/draft`, draft);
  }

  publish(reviewId: string, publication: Publication): Promise<Published> {
    return this.post(`${protocolPath(reviewId)}/versions`, publication);
  }

  /** What the draft would touch, or what the step from one version to another touched. */
  impact(reviewId: string, from?: number, to?: number | 'draft'): Promise<AmendmentImpact> {
    const params = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return this.get(`${protocolPath(reviewId)}/impact`, { params });
  }

  versions(reviewId: string): Promise<ProtocolVersionRow[]> {
    return this.get(`${protocolPath(reviewId)}/versions`);
  }

  version(reviewId: string, version: number): Promise<ProtocolVersion> {
    return this.get(`${protocolPath(reviewId)}/versions/${version}`);
  }

  difference(reviewId: string, from: number, to: number | 'draft'): Promise<ProtocolDifference> {
    return this.get(`${protocolPath(reviewId)}/difference`, { params: { from, to } });
  }

  /** Where a version's or the draft's file is fetched. */
  fileAddress(reviewId: string, version: number | 'draft', format: 'md' | 'docx'): string {
    const which = version === 'draft' ? 'draft' : `versions/${version}`;
    return `${protocolPath(reviewId)}/${which}/file?format=${format}`;
  }
}

function protocolPath(reviewId: string): string {
  return `/api/reviews/${encodeURIComponent(reviewId)}/protocol`;
}
