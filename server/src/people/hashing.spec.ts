import { hash } from '@node-rs/argon2';
import { Gate, hashPassword, isOutdated, isPassword } from './hashing';

describe('stored passwords', () => {
  it('are argon2id with at least 19 MiB and two passes', async () => {
    const [, memory, passes, lanes] =
      /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(await hashPassword('x')) ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
    expect(lanes).toBe('1');
  });

  it.each([
    ['emoji', 'küche 🦉🦉 mit licht'],
    ['leading and trailing spaces', '  spaces around me  '],
    ['a NUL in the middle', 'before\0after and more'],
    ['128 characters', 'x'.repeat(128)],
  ])('keep %s unaltered', async (_why, password) => {
    const stored = await hashPassword(password);
    expect(await isPassword(stored, password)).toBe(true);
    expect(await isPassword(stored, password.slice(0, -1))).toBe(false);
    expect(await isPassword(stored, password.replace('\0after', ''))).toBe(!password.includes('\0'));
  });

  it('match in either form of the same letters', async () => {
    expect(await isPassword(await hashPassword('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(true);
  });

  it('are outdated when made with less work than today', async () => {
    expect(isOutdated(await hash('x', { memoryCost: 19_456, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(isOutdated(await hashPassword('x'))).toBe(false);
    expect(isOutdated('$2b$10$something')).toBe(true);
  });
});

describe('the gate before hashing', () => {
  it('runs so many at once, lets so many wait in order, and refuses the rest', async () => {
    const gate = new Gate(2, 3);
    const finish: (() => void)[] = [];
    const started: number[] = [];
    const runs = Array.from({ length: 6 }, (_, i) =>
      gate.run(() => {
        started.push(i);
        return new Promise<void>((resolve) => finish.push(resolve));
      }),
    );
    await expect(runs[5]).rejects.toMatchObject({ code: 'busy', status: 503 });
    expect(started).toEqual([0, 1]);
    for (let i = 0; i < 5; i++) {
      finish[i]?.();
      await runs[i];
      await new Promise(setImmediate);
    }
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes on after a failure', async () => {
    const gate = new Gate(1, 1);
    await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate.run(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
