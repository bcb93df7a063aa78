import { Injectable } from '@nestjs/common';
import type { Todo } from '@shared/contracts/reviews';
import type { Membership } from '../platform/http/route';

export type TodoCounter = (me: Membership) => Promise<number | null>;

/** Counts of what awaits a member; features register the part they know. */
@Injectable()
export class TodoCounters {
  private readonly counters = new Map<keyof Todo, TodoCounter>();

  register(part: keyof Todo, counter: TodoCounter): void {
    this.counters.set(part, counter);
  }

  async of(me: Membership): Promise<Todo> {
    return {
      toScreen: await this.count('toScreen', me),
      conflicts: await this.count('conflicts', me),
      toRetrieve: await this.count('toRetrieve', me),
      questions: await this.count('questions', me),
    };
  }

  async count(part: keyof Todo, me: Membership): Promise<number | null> {
    return (await this.counters.get(part)?.(me)) ?? null;
  }
}
