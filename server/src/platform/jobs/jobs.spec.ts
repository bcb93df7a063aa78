import { type Actor, newId, TestApp } from '../../../testing/app';
import { Refusal } from '@shared/domain/refusal';
import { JobEntity } from './job.entity';
import { JobRunner } from './job-runner';
import type { JobControl } from './job-types';

const LAPSED = '2000-01-01T00:00:00.000Z';

describe('jobs', () => {
  let app: TestApp;
  let runner: JobRunner;
  let founder: Actor;
  let reviewId: string;
  let work: (control: JobControl) => Promise<object>;
  let log: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    runner = app.app.get(JobRunner);
    founder = await app.person('Founder');
    runner.register({ kind: 'spec', run: (control) => work(control) });
  });
  beforeEach(async () => {
    reviewId = await app.review(founder);
    log = [];
  });
  afterAll(() => app.stop(), 60_000);

  const ask = (name: string, once = false): Promise<string> =>
    app.database.transaction((tx) =>
      runner.enqueue(tx, { reviewId, memberId: founder.memberId, kind: 'spec', payload: { name }, once }),
    );
  const job = (id: string): Promise<JobEntity> => app.database.read((m) => m.findOneByOrFail(JobEntity, { id }));
  const nameOf = (control: JobControl): string => (control.job.payload as { name: string }).name;
  const untilAborted = ({ signal }: JobControl): Promise<never> =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));

  it('jobs of one review and slot run one after another, in the order they were asked for', async () => {
    work = async (control) => {
      log.push(`begin ${nameOf(control)}`);
      await new Promise((done) => setTimeout(done, 20));
      log.push(`end ${nameOf(control)}`);
      return {};
    };
    for (const name of ['1', '2', '3']) {
      await ask(name);
      (app.clock as unknown as { tick(): void }).tick();
    }
    await runner.idle();
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
  });

  it('work asked for in a unit that fails is never done', async () => {
    work = () => Promise.resolve({ ran: log.push('ran') });
    const failed = app.database.transaction(async (tx) => {
      await runner.enqueue(tx, { reviewId, memberId: founder.memberId, kind: 'spec', payload: {} });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await runner.idle();
    expect(log).toEqual([]);
  });

  it('a job that waits already is not asked for twice', async () => {
    let begun = (): void => undefined;
    let release = (): void => undefined;
    const isBegun = new Promise<void>((resolve) => (begun = resolve));
    work = () =>
      new Promise((done) => {
        release = () => done({});
        begun();
      });
    await ask('running');
    await isBegun;
    expect(await ask('a', true)).toBe(await ask('b', true));
    work = () => Promise.resolve({});
    release();
    await runner.idle();
  });

  it.each([
    ['a refusal', new Refusal('no_good', 'Because.'), { code: 'no_good', detail: 'Because.' }],
    [
      'a bug',
      new TypeError('secret detail'),
      { code: 'internal_error', detail: expect.not.stringContaining('secret') },
    ],
  ])('%s fails the job with a reason fit to be shown, and it can be run again', async (_why, error, expected) => {
    work = () => Promise.reject(error);
    const id = await ask('fails');
    await runner.idle();
    expect(await job(id)).toMatchObject({ state: 'failed', error: expected });
    work = () => Promise.resolve({ now: 'fine' });
    await founder.agent.post(`/api/reviews/${reviewId}/jobs/${id}/retry`).send({ id: newId() }).expect(200);
    await runner.idle();
    expect(await job(id)).toMatchObject({ state: 'done', error: null, result: { now: 'fine' } });
  });

  it('a running job is cancelled at once, a waiting one never starts', async () => {
    work = untilAborted;
    const [running, waiting] = [await ask('1'), await ask('2')];
    await new Promise((done) => setTimeout(done, 20));
    const cancel = (id: string) =>
      founder.agent.post(`/api/reviews/${reviewId}/jobs/${id}/cancel`).send({ id: newId() });
    await cancel(waiting).expect(200);
    await cancel(running).expect(200);
    await runner.idle();
    expect([await job(running), await job(waiting)].map((found) => [found.state, found.attempts])).toEqual([
      ['cancelled', 1],
      ['cancelled', 0],
    ]);
  });

  it('a job that was running when its server was killed runs again, but not for ever', async () => {
    work = () => Promise.resolve({});
    const left = (attempts: number) =>
      app.database.transaction(async ({ manager }) => {
        const id = newId();
        const now = app.clock.now();
        await manager.insert(JobEntity, {
          ...{ id, reviewId, memberId: founder.memberId, kind: 'spec', slot: `spec${attempts}`, subject: null },
          ...{
            state: 'running',
            payload: {},
            done: 0,
            total: 0,
            step: '',
            attempts,
            holder: 'gone',
            leaseUntil: LAPSED,
          },
          ...{ cancelAsked: false, result: null, error: null, createdAt: now, startedAt: now, finishedAt: null },
        });
        return id;
      });
    const [once, often] = [await left(1), await left(5)];
    await runner.onApplicationBootstrap();
    await runner.idle();
    expect(await job(once)).toMatchObject({ state: 'done', attempts: 2 });
    expect(await job(often)).toMatchObject({ state: 'failed', error: { code: 'job_keeps_stopping' } });
  });
});
