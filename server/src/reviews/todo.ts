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
    const count = async (part: keyof Todo) => (await this.counters.get(part)?.(me)) ?? null;
    return {
      toScreen: await count('toScreen'),
      conflicts: await count('conflicts'),
      toRetrieve: await count('toRetrieve'),
      questions: await count('questions'),
    };
  }
}
