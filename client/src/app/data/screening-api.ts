import { Injectable } from '@angular/core';
import type { CurrentProtocol } from '@shared/contracts/protocol';
import type {
  Conflicts,
  ConflictsQuery,
  DecisionReceipt,
  NewComment,
  NewTaking,
  OwnDecisions,
  OwnDecisionsQuery,
  Preferences,
  Queue,
  QueueQuery,
  Taking,
} from '@shared/contracts/screening';
import type { Stages } from '@shared/contracts/stages';
import { Api } from './api';
import type { OutboxAct } from './screening-outbox-entry';

const PATHS: Readonly<Record<OutboxAct['kind'], string>> = {
  decide: 'decisions',
  withdraw: 'decisions/withdraw',
  resolve: 'conflicts/resolve',
};

/** Screening as its readers and adjudicators meet it. Decisions go through the `Outbox`, never straight to `send`. */
@Injectable({ providedIn: 'root' })
export class ScreeningApi extends Api {
  stages(reviewId: string): Promise<Stages> {
    return this.get(`/api/reviews/${reviewId}/stages`);
  }

  protocol(reviewId: string): Promise<CurrentProtocol> {
    return this.get(`/api/reviews/${reviewId}/protocol`);
  }

  queue(reviewId: string, stageId: string, query: Partial<QueueQuery>): Promise<Queue> {
    return this.get(`/api/reviews/${reviewId}/stages/${stageId}/queue`, { params: given(query) });
  }

  take(reviewId: string, stageId: string, taking: NewTaking): Promise<Taking> {
    return this.post(`/api/reviews/${reviewId}/stages/${stageId}/take`, taking);
  }

  giveBack(reviewId: string, stageId: string): Promise<unknown> {
    return this.delete(`/api/reviews/${reviewId}/stages/${stageId}/take`);
  }

  send(reviewId: string, { kind, body }: OutboxAct): Promise<DecisionReceipt> {
    return this.post(`/api/reviews/${reviewId}/${PATHS[kind]}`, body);
  }

  mine(reviewId: string, query: Partial<OwnDecisionsQuery>): Promise<OwnDecisions> {
    return this.get(`/api/reviews/${reviewId}/decisions/mine`, { params: given(query) });
  }

  conflicts(reviewId: string, query: Partial<ConflictsQuery>): Promise<Conflicts> {
    return this.get(`/api/reviews/${reviewId}/conflicts`, { params: given(query) });
  }

  comment(reviewId: string, comment: NewComment): Promise<DecisionReceipt> {
    return this.post(`/api/reviews/${reviewId}/conflicts/comments`, comment);
  }

  preferences(reviewId: string): Promise<Preferences> {
    return this.get(`/api/reviews/${reviewId}/preferences`);
  }

  keepPreferences(reviewId: string, value: Record<string, unknown>): Promise<Preferences> {
    return this.put(`/api/reviews/${reviewId}/preferences`, { value });
  }
}

function given(query: Record<string, string | number | undefined>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string | number] => pair[1] !== undefined && pair[1] !== ''),
  );
}
