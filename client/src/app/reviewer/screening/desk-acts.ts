import { inject, Injectable } from '@angular/core';
import type { Citation, NewDecision } from '@shared/contracts/screening';
import { newId } from '../../data/api';
import { Outbox } from '../../data/outbox';
import type { OutboxAct } from '../../data/screening-outbox-entry';
import { type Choice, sentQuotations } from './desk-rows';

/** One vote of this sitting, to undo and redo. */
export interface Step {
  citationId: string;
  before: Choice | null;
  after: Choice;
  /** The act that carried it, while that may still be taken back unsent. */
  actId: string;
}

/** What a desk hands to the outbox. */
@Injectable()
export class DeskActs {
  private readonly outbox = inject(Outbox);
  private reviewId = '';
  private stageId = '';

  open(reviewId: string, stageId: string): void {
    [this.reviewId, this.stageId] = [reviewId, stageId];
  }

  /** Rejects where not even this device could keep it. */
  decide(citation: Citation, choice: Choice, id: string): Promise<void> {
    const body: NewDecision = {
      id,
      citationId: citation.id,
      stageId: this.stageId,
      verdict: choice.verdict,
      reasons: [...choice.reasons],
      tags: [...choice.tags],
      note: choice.note || null,
      clientAt: new Date().toISOString(),
      ...sentQuotations(choice.quotations),
    };
    return this.send({ kind: 'decide', body }, citation);
  }

  /** Unsent votes vanish; sent ones are followed by what undoes them. */
  async reverse(citation: Citation, step: Step): Promise<void> {
    if (await this.outbox.takeBack(step.actId)) return;
    if (step.before) return this.decide(citation, step.before, newId());
    const body = { id: newId(), citationId: citation.id, stageId: this.stageId };
    return this.send({ kind: 'withdraw', body }, citation);
  }

  private send(act: OutboxAct, { title, ordinal }: Citation): Promise<void> {
    return this.outbox.add(this.reviewId, act, { title, ordinal });
  }
}
