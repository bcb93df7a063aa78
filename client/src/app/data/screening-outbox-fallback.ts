import type { NewOutboxEntry, OutboxEntry } from './screening-outbox-entry';
import type { OutboxStore } from './screening-outbox-queue';
import { MemoryStore } from './screening-outbox-store';

/** Numbers of entries in memory begin here, behind everything that the browser keeps. */
const IN_MEMORY = 2 ** 40;

/** A store that goes on in memory when the browser will keep no more; what it kept before stays where it is. */
export class FallbackStore implements OutboxStore {
  private readonly memory = new MemoryStore(IN_MEMORY);

  constructor(
    private readonly kept: OutboxStore,
    private readonly failed: () => void,
  ) {}

  async append(entry: NewOutboxEntry): Promise<OutboxEntry> {
    try {
      return await this.kept.append(entry);
    } catch {
      this.failed();
      return this.memory.append(entry);
    }
  }

  async head(lane: string): Promise<{ first: OutboxEntry; isLast: boolean } | null> {
    const [kept, inMemory] = await Promise.all([this.kept.head(lane), this.memory.head(lane)]);
    return kept ? { first: kept.first, isLast: kept.isLast && !inMemory } : inMemory;
  }

  begin(seq: number): Promise<OutboxEntry | null> {
    return this.of(seq).begin(seq);
  }

  remove(seq: number): Promise<void> {
    return this.of(seq).remove(seq);
  }

  change(seq: number, patch: Parameters<OutboxStore['change']>[1]): Promise<void> {
    return this.of(seq).change(seq, patch);
  }

  async takeBack(actId: string): Promise<boolean> {
    return (await this.memory.takeBack(actId)) || (await this.kept.takeBack(actId));
  }

  async ofAccount(accountId: string): Promise<OutboxEntry[]> {
    return [...(await this.kept.ofAccount(accountId)), ...(await this.memory.ofAccount(accountId))];
  }

  private of(seq: number): OutboxStore {
    return seq > IN_MEMORY ? this.memory : this.kept;
  }
}
