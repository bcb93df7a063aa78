import { Injectable } from '@angular/core';
import type { LedgerPage, LedgerProof } from '@shared/contracts/overview';
import { Api } from './api';

/** Filters of the ledger; what is empty or left out filters nothing. */
export interface LedgerFilter {
  type?: string | undefined;
  memberId?: string | undefined;
  citationId?: string | undefined;
  version?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

@Injectable({ providedIn: 'root' })
export class LedgerApi extends Api {
  page(reviewId: string, filter: LedgerFilter, before: number | null): Promise<LedgerPage> {
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
    return this.get(`/api/reviews/${reviewId}/ledger`, { params: { ...given, ...(before ? { before } : {}) } });
  }

  prove(reviewId: string): Promise<LedgerProof> {
    return this.get(`/api/reviews/${reviewId}/ledger/proof`);
  }
}
