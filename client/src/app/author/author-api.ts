import { Injectable } from '@angular/core';
import type { FlowOptions, NewPreviousVersion, PublishedCheck } from '@shared/contracts/flow';
import type { Correction, Removal, ReturnOfRecords } from '@shared/contracts/records';
import type { Reopening } from '@shared/contracts/screening';
import { Api } from '../data/api';

interface Done {
  id: string;
}

/** What authors and those who look after records write. Reads are resources of the screens. */
@Injectable({ providedIn: 'root' })
export class AuthorApi extends Api {
  saveFlowOptions(reviewId: string, id: string, options: FlowOptions): Promise<Done> {
    return this.put(`/api/reviews/${reviewId}/flow/settings`, { id, options });
  }

  recordPreviousVersion(reviewId: string, body: NewPreviousVersion): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/flow/previous-version`, body);
  }

  checkPublished(reviewId: string, text: string): Promise<PublishedCheck> {
    return this.post(`/api/reviews/${reviewId}/flow/csv/check`, { text });
  }

  remove(reviewId: string, body: Removal): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/records/remove`, body);
  }

  bringBack(reviewId: string, body: ReturnOfRecords): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/records/return`, body);
  }

  correct(reviewId: string, body: Correction): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/records/correct`, body);
  }

  reopen(reviewId: string, body: Reopening): Promise<Done> {
    return this.post(`/api/reviews/${reviewId}/standings/reopen`, body);
  }
}
