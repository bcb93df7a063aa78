import { Injectable } from '@angular/core';
import type {
  Batch,
  BatchesMade,
  BatchWithdrawal,
  NewBatches,
  NewPilot,
  RuleChange,
  RulePreview,
  StageAdded,
  StageRule,
  Stages,
  StageTurn,
  StageVolume,
} from '@shared/contracts/stages';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class StagesApi extends Api {
  list(reviewId: string): Promise<Stages> {
    return this.get(stagesPath(reviewId));
  }

  volumes(reviewId: string): Promise<StageVolume[]> {
    return this.get(`${stagesPath(reviewId)}/volumes`);
  }

  addPilot(reviewId: string, pilot: NewPilot): Promise<StageAdded> {
    return this.post(stagesPath(reviewId), pilot);
  }

  preview(reviewId: string, stageId: string, rule: StageRule): Promise<RulePreview> {
    return this.post(`${stagesPath(reviewId)}/${stageId}/preview`, { rule });
  }

  setRule(reviewId: string, stageId: string, change: RuleChange): Promise<{ id: string }> {
    return this.put(`${stagesPath(reviewId)}/${stageId}/rule`, change);
  }

  turn(reviewId: string, stageId: string, to: 'close' | 'open', turn: StageTurn): Promise<{ id: string }> {
    return this.post(`${stagesPath(reviewId)}/${stageId}/${to}`, turn);
  }

  batches(reviewId: string, stageId: string): Promise<Batch[]> {
    return this.get(`${stagesPath(reviewId)}/${stageId}/batches`);
  }

  divide(reviewId: string, stageId: string, batches: NewBatches): Promise<BatchesMade> {
    return this.post(`${stagesPath(reviewId)}/${stageId}/batches`, batches);
  }

  withdraw(reviewId: string, stageId: string, batchId: string, withdrawal: BatchWithdrawal): Promise<{ id: string }> {
    return this.post(`${stagesPath(reviewId)}/${stageId}/batches/${batchId}/withdrawal`, withdrawal);
  }
}

function stagesPath(reviewId: string): string {
  return `/api/reviews/${encodeURIComponent(reviewId)}/stages`;
}
