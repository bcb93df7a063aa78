import { Injectable } from '@angular/core';
import type { ConfirmationDrawn, NewConfirmation, Stopping, WhyThisOne } from '@shared/contracts/ranking';
import type { StageTurn } from '@shared/contracts/stages';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class RankingApi extends Api {
  stop(reviewId: string, stageId: string, stopping: Stopping): Promise<{ id: string }> {
    return this.post(`${stagePath(reviewId, stageId)}/stop`, stopping);
  }

  draw(reviewId: string, stageId: string, sample: NewConfirmation): Promise<ConfirmationDrawn> {
    return this.post(`${stagePath(reviewId, stageId)}/confirmation`, sample);
  }

  withdrawSample(reviewId: string, stageId: string, turn: StageTurn): Promise<{ id: string }> {
    return this.post(`${stagePath(reviewId, stageId)}/confirmation/withdraw`, turn);
  }

  why(reviewId: string, stageId: string, citationId: string): Promise<WhyThisOne> {
    return this.get(`${stagePath(reviewId, stageId)}/citations/${encodeURIComponent(citationId)}/why`);
  }
}

const stagePath = (reviewId: string, stageId: string): string =>
  `/api/reviews/${encodeURIComponent(reviewId)}/stages/${encodeURIComponent(stageId)}`;
