import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '@shared/domain/refusal';

/** argon2id at 64 MiB and three passes, above the floor of 19 MiB and two. */
const HASHING = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
/** Each takes 64 MiB and a thread of the pool that files and DNS need too. */
const AT_ONCE = 2;
const WAITING = 60;

export const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** 256 bits from the system's generator, fit for a URL and a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const emailKey = (email: string): string => email.trim().normalize('NFKC').toLowerCase();

/** Lets so many run at once and so many wait; refuses the rest at once instead of letting all of them time out. */
export class Gate {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waiting: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.queue.length >= this.waiting) {
        throw new Refusal('busy', 'Too many people are signing in at this moment. Try again in a few seconds.', 503);
      }
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else {
      this.running++;
    }
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running--;
    }
  }
}

const gate = new Gate(AT_ONCE, WAITING);

/** The same password from any keyboard: compatibility forms are one (NFKC); nothing else is altered. */
const typed = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => gate.run(() => hash(typed(password), HASHING));
export const isPassword = (stored: string, password: string): Promise<boolean> =>
  gate.run(() => verify(stored, typed(password)));

/** Whether a stored hash was made with weaker parameters than today's. */
export function isOutdated(stored: string): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored);
  if (!found) return true;
  return Number(found[1]) < HASHING.memoryCost || Number(found[2]) < HASHING.timeCost;
}
