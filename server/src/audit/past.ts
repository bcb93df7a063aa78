import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Replayer } from './replayer';

/** A review as it stood right after one of its events. */
@Injectable()
export class Past {
  /** One replay at a time: each takes a database of its own, and all of them the same processor. */
  private replaying: Promise<unknown> = Promise.resolve();

  constructor(private readonly replayer: Replayer) {}

  /** What follows from the events alone; titles, abstracts and names of people are in the live database. */
  at<T>(reviewId: string, seq: number, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const events = this.replayer.eventsUpTo(reviewId, seq);
    const replay = (): Promise<T> =>
      this.replayer.replay(reviewId, events, { withContent: false }, (scratch) => work(scratch.manager));
    const result = this.replaying.then(replay, replay);
    this.replaying = result;
    return result;
  }
}
