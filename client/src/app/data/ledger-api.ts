import { Injectable } from '@angular/core';
import type { LedgerPage, LedgerProof } from '@shared/contracts/overview';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class LedgerApi extends Api {
  page(reviewId: string, { type, before }: { type: string; before: number | null }): Promise<LedgerPage> {
    const params = { ...(type ? { type } : {}), ...(before ? { before } : {}) };
    return this.get(`/api/reviews/${reviewId}/ledger`, { params });
  }

  prove(reviewId: string): Promise<LedgerProof> {
    return this.get(`/api/reviews/${reviewId}/ledger/proof`);
  }
}
