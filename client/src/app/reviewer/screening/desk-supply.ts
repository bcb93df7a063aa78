import { inject, Injectable, signal } from '@angular/core';
import type { Citation, OwnProgress, Queue } from '@shared/contracts/screening';
import { DeviceStore, type KeptDesk } from '../../data/device-store';
import { ReviewsApi } from '../../data/reviews';
import { ScreeningApi } from '../../data/screening-api';

/** Records that lie ready while there is a network, and so can be read without one. */
const USUAL = 100;
/** The most that the server hands out in one answer. */
const MOST = 50;
/** For how long records that are taken along are held. */
export const HELD_HOURS = 24;

export interface Placed {
  citation: Citation;
  place: number;
}

/**
 * Where the desk's citations come from: the server's queue, and without a network what this device kept of it. The same
 * citations are kept, so that a reload shows the same desk, whatever the network does.
 */
@Injectable()
export class DeskSupply {
  private readonly api = inject(ScreeningApi);
  private readonly reviews = inject(ReviewsApi);
  private readonly store = inject(DeviceStore);
  private reviewId = '';
  private stageId = '';

  /** How many should lie ready, and until when those that were taken along are held; null: minutes, as ever. */
  readonly wanted = signal(USUAL);
  readonly heldUntil = signal<string | null>(null);

  async open(reviewId: string, stageId: string): Promise<void> {
    [this.reviewId, this.stageId] = [reviewId, stageId];
    const kept = await this.store.desk(stageId);
    const isHeld = kept?.until != null && Date.parse(kept.until) > Date.now();
    this.heldUntil.set(isHeld ? kept.until : null);
    this.wanted.set(isHeld ? kept.wanted : USUAL);
  }

  /** The next ones after a citation, in as many questions as it takes. */
  async next(count: number, after?: string): Promise<Queue> {
    const citations: Citation[] = [];
    for (;;) {
      const last = citations.at(-1)?.id ?? after;
      const limit = Math.min(MOST, count - citations.length);
      const queue = await this.api.queue(this.reviewId, this.stageId, { limit, ...(last ? { after: last } : {}) });
      citations.push(...queue.citations);
      if (queue.citations.length < limit || citations.length >= count) return { ...queue, citations };
    }
  }

  /** What lay ready when the network was last there. */
  async kept(): Promise<{ citations: Citation[]; desk: KeptDesk | null }> {
    return { citations: await this.store.records(this.stageId), desk: await this.store.desk(this.stageId) };
  }

  keep(records: readonly Placed[]): void {
    void this.store.keepRecords(this.stageId, records);
  }

  async replace(records: readonly Placed[]): Promise<void> {
    await this.store.dropRecords(this.stageId);
    await this.store.keepRecords(this.stageId, records);
    void this.askAhead();
  }

  /** What else a reader may open without a network: their reviews and their votes. The last answers are kept. */
  private async askAhead(): Promise<void> {
    await Promise.allSettled([this.reviews.list(), this.api.mine(this.reviewId, {})]);
  }

  drop(citationId: string): void {
    void this.store.dropRecords(this.stageId, citationId);
  }

  remember(progress: OwnProgress, protocolVersion: number): void {
    const desk = { progress, protocolVersion, wanted: this.wanted(), until: this.heldUntil() };
    void this.store.keepDesk(this.stageId, desk);
  }

  /** Has the server hold the next ones for a day; answers how many there were. */
  async take(count: number): Promise<number> {
    const { taken, until } = await this.api.take(this.reviewId, this.stageId, { count, hours: HELD_HOURS });
    this.wanted.set(Math.max(taken, 1));
    this.heldUntil.set(until);
    return taken;
  }

  /** Lets others have what is held. */
  async giveBack(): Promise<void> {
    await this.api.giveBack(this.reviewId, this.stageId);
    this.wanted.set(USUAL);
    this.heldUntil.set(null);
  }
}
