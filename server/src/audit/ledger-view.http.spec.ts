import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';

interface Entry {
  seq: number;
  type: string;
  by: string | null;
  isSealed: boolean;
  protocolVersion: number;
}

describe('the ledger over HTTP', () => {
  let app: TestApp;
  let lead: Actor;
  let ana: Actor;
  let ben: Actor;
  let reviewId: string;
  let stageId: string;
  let citations: string[];

  const page = async (query = '', who = lead): Promise<{ entries: Entry[]; next: number | null }> =>
    (await who.agent.get(`/api/reviews/${reviewId}/ledger${query}`).expect(200)).body;
  const decide = (who: Actor, citationId: string | undefined) =>
    app.ledger.act({ reviewId, id: newId(), memberId: who.memberId, request: {} }, (act) =>
      act.append('decision.made', {
        ...{ citationId: citationId ?? '', stageId, verdict: 'include', reasons: [] },
        ...{ tags: [], note: null, clientAt: null },
      }),
    );

  beforeAll(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead);
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    stageId = (await openStages(app, reviewId, lead)).titleAbstract;
    citations = await importRecords(app, reviewId, lead, ['One', 'Two']);
    await decide(ana, citations[0]);
    await decide(ben, citations[0]);
    await decide(ana, citations[1]);
  });
  afterAll(() => app.stop());

  it('tells everything, newest first, with what is not complete sealed', async () => {
    const { entries, next } = await page('?limit=200');
    expect(entries.map(({ seq }) => seq)).toEqual([...entries.map(({ seq }) => seq)].sort((a, b) => b - a));
    expect(entries[0]).toMatchObject({ isSealed: true, type: 'decision', by: null });
    expect(next).toBeNull();
  });

  it('a kind finds its entries alone; decisions show sealed ones only where both their kinds are asked for', async () => {
    expect((await page('?type=stage.added')).entries.map(({ type }) => type)).toEqual(['stage.added', 'stage.added']);
    expect((await page('?type=decision.made')).entries).toHaveLength(2);
    const both = await page('?type=decision.made,decision.withdrawn');
    expect(both.entries.filter(({ isSealed }) => isSealed)).toHaveLength(1);
  });

  it('a person, a record, a day and a version find their entries, and never a sealed one by who or when', async () => {
    const byAna = await page(`?memberId=${ana.memberId}`);
    expect(byAna.entries.map(({ type }) => type)).toEqual(expect.arrayContaining(['decision.made']));
    expect(byAna.entries.some(({ isSealed }) => isSealed)).toBe(false);
    expect((await page(`?citationId=${citations[1]}`)).entries.some(({ isSealed }) => isSealed)).toBe(false);
    const all = (await page('?limit=200')).entries;
    const open = all.filter(({ isSealed }) => !isSealed);
    expect((await page('?from=2000-01-01&limit=200')).entries).toHaveLength(open.length);
    expect((await page('?to=2000-01-01')).entries).toEqual([]);
    expect((await page('?version=7')).entries).toEqual([]);
    expect((await page('?version=0&limit=200')).entries).toHaveLength(
      all.filter(({ protocolVersion }) => protocolVersion === 0).length,
    );
    await lead.agent.get(`/api/reviews/${reviewId}/ledger?from=yesterday`).expect(400);
  });

  it('pages follow each other without a gap, and the last one says so', async () => {
    const first = await page('?limit=4');
    const rest = await page(`?limit=200&before=${first.next}`);
    const all = await page('?limit=200');
    expect([...first.entries, ...rest.entries].map(({ seq }) => seq)).toEqual(all.entries.map(({ seq }) => seq));
    expect(rest.next).toBeNull();
  });
});
