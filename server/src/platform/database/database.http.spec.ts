import { TestApp } from '../../../testing/app';
import { PreferenceEntity } from '../../screening/reading.entity';
import type { Tx } from './database';

describe('the database seam', () => {
  let app: TestApp;
  const put = (tx: Tx, memberId: string) =>
    tx.manager.insert(PreferenceEntity, { memberId, value: { memberId } } as never);
  const all = async (): Promise<string[]> =>
    (await app.database.read((manager) => manager.find(PreferenceEntity))).map(({ memberId }) => memberId).sort();

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  it('of 200 overlapping transactions, half of which fail, exactly the other rows are there', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) =>
        app.database.transaction(async (tx) => {
          await put(tx, `m${String(i).padStart(3, '0')}`);
          await new Promise((resolve) => setImmediate(resolve));
          if (i % 2 === 1) throw new Error('on purpose');
          return i;
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    const expected = Array.from({ length: 100 }, (_, i) => `m${String(i * 2).padStart(3, '0')}`);
    expect(await all()).toEqual(expected);
  });

  it('200 read-modify-writes on one row count to 200', async () => {
    await app.database.transaction((tx) =>
      tx.manager.insert(PreferenceEntity, { memberId: 'counter', value: { n: 0 } } as never),
    );
    await Promise.all(
      Array.from({ length: 200 }, () =>
        app.database.transaction(async (tx) => {
          await app.database.lockReview(tx, 'counter');
          const { value } = await tx.manager.findOneByOrFail(PreferenceEntity, { memberId: 'counter' });
          await tx.manager.update(PreferenceEntity, { memberId: 'counter' }, {
            value: { n: Number(value['n']) + 1 },
          } as never);
        }),
      ),
    );
    const [row] = await app.database.read((manager) => manager.find(PreferenceEntity));
    expect(row?.value).toEqual({ n: 200 });
  });

  it('a read neither waits for an open transaction nor sees its rows', async () => {
    let open!: () => void;
    const held = new Promise<void>((resolve) => (open = resolve));
    let begun!: () => void;
    const isBegun = new Promise<void>((resolve) => (begun = resolve));
    const writing = app.database.transaction(async (tx) => {
      await put(tx, 'unseen');
      begun();
      await held;
    });
    await isBegun;
    expect(await all()).toEqual([]);
    open();
    await writing;
    expect(await all()).toEqual(['unseen']);
  });

  it('a call inside another joins it: both rows or none', async () => {
    const attempt = app.database.transaction(async (tx) => {
      await put(tx, 'outer');
      await app.database.transaction((inner) => put(inner, 'inner'));
      throw new Error('on purpose');
    });
    await expect(attempt).rejects.toThrow('on purpose');
    expect(await all()).toEqual([]);
  });

  it('a reading connection cannot write', async () => {
    const write = app.database.read((manager) =>
      manager.insert(PreferenceEntity, { memberId: 'x', value: {} } as never),
    );
    await expect(write).rejects.toThrow(/readonly|read-only/);
    expect(await all()).toEqual([]);
  });

  it('what is to follow a commit follows it, and only it', async () => {
    const said: string[] = [];
    await app.database.transaction((tx) => {
      tx.afterCommit(() => said.push('kept'));
      return Promise.resolve();
    });
    await app.database
      .transaction((tx) => {
        tx.afterCommit(() => said.push('lost'));
        return Promise.reject(new Error('on purpose'));
      })
      .catch(() => undefined);
    expect(said).toEqual(['kept']);
  });
});
