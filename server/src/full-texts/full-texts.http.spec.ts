import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, newId, TestApp } from '../../testing/app';
import { importRecords, openStages } from '../../testing/records';
import { tinyPdf } from './tiny-pdf.fixture';

const TITLES = [
  'Early years centres and the health of children in rural districts',
  'Breakfast clubs and attendance at primary schools in three towns',
  'Home visits by nurses after birth: a randomised trial',
];

jest.setTimeout(60_000);

describe('retrieval and full texts over HTTP', () => {
  let app: TestApp;
  let lead: Actor;
  let librarian: Actor;
  let ana: Actor;
  let viewer: Actor;
  let stranger: Actor;
  let reviewId: string;
  let stages: { titleAbstract: string; fullText: string };
  let ids: string[];
  const at = (path: string): string => `/api/reviews/${reviewId}/${path}`;
  const decide = (actor: Actor, citationId: string, stageId: string, verdict: string) =>
    actor.agent
      .post(at('decisions'))
      .send({ id: newId(), citationId, stageId, verdict, reasons: [], tags: [], note: null, clientAt: null });
  const send = (actor: Actor, name: string, content: Buffer, id = newId()) =>
    actor.agent
      .post(at(`full-text-uploads?id=${id}&name=${encodeURIComponent(name)}`))
      .set('Content-Type', 'application/octet-stream')
      .send(content);
  const attach = async (citationId: string, content: Buffer, name = 'paper.pdf'): Promise<string> => {
    const upload = await send(librarian, name, content).expect(201);
    const answer = await librarian.agent
      .post(at('full-texts'))
      .send({ id: newId(), pairs: [{ uploadId: upload.body.uploadId, citationId }] })
      .expect(201);
    return answer.body.files[0].fileId as string;
  };
  const record = (actor: Actor, citationIds: string[], status: string, reason: string | null = null) =>
    actor.agent.post(at('reports/retrieval')).send({ id: newId(), citationIds, status, reason });

  beforeEach(async () => {
    app = await TestApp.start(undefined, { EVENHAND_MAX_UPLOAD_MB: '1' });
    lead = await app.person('Lead');
    reviewId = await app.review(lead);
    librarian = await app.member(reviewId, lead, 'Libby', ['librarian']);
    ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    viewer = await app.member(reviewId, lead, 'Vic', ['viewer']);
    stranger = await app.person('Stranger');
    stages = await openStages(app, reviewId, lead, { readers: 1 });
    ids = await importRecords(app, reviewId, lead, TITLES);
    await lead.agent
      .post(at('records/correct'))
      .send({ id: newId(), citationId: ids[0], fields: { doi: '10.5555/early.years' } })
      .expect(200);
    for (const id of ids) await decide(ana, id, stages.titleAbstract, 'include').expect(200);
  });
  afterEach(() => app.stop());

  it('lists what is sought with its links, counts it for those who fetch, and takes it off once it is retrieved', async () => {
    await librarian.agent
      .put(at('reports/settings'))
      .send({ id: newId(), openUrlBase: 'https://resolver.example.org/openurl?sid=evenhand' })
      .expect(200);
    const list = await librarian.agent.get(at('reports?state=sought')).expect(200);
    expect(list.body.counts).toEqual({ sought: 3, 'not-retrieved': 0, retrieved: 0, awaiting: 0, ongoing: 0 });
    const links = list.body.rows[1].links as { kind: string; url: string }[];
    const openUrl = new URL(links.find(({ kind }) => kind === 'open-url')?.url ?? '');
    expect(openUrl.searchParams.get('sid')).toBe('evenhand');
    expect(openUrl.searchParams.get('rft.atitle')).toBe(TITLES[1]);
    const cards = await librarian.agent.get('/api/reviews').expect(200);
    expect(cards.body[0].todo.toRetrieve).toBe(3);
    await record(librarian, [ids[0] as string], 'retrieved').expect(200);
    const after = await librarian.agent.get(at('reports')).expect(200);
    expect(after.body.counts).toMatchObject({ sought: 2, retrieved: 1 });
    const queue = await ana.agent.get(at(`stages/${stages.fullText}/queue`)).expect(200);
    expect(queue.body.citations.map((citation: { id: string }) => citation.id)).toEqual([ids[0]]);
  });

  it('a resolver that is no web address is refused', async () => {
    for (const openUrlBase of ['javascript:alert(1)', 'ftp://example.org', 'resolver']) {
      await librarian.agent.put(at('reports/settings')).send({ id: newId(), openUrlBase }).expect(400);
    }
  });

  it('not retrieved asks for a reason, and neither it nor sought goes behind an assessment or a file', async () => {
    const [first, second] = ids as [string, string];
    const bare = await record(librarian, [first], 'not-retrieved').expect(422);
    expect(bare.body.code).toBe('reason_missing');
    await record(librarian, [first], 'not-retrieved', 'The library could not get it.').expect(200);
    const list = await librarian.agent.get(at('reports?state=not-retrieved')).expect(200);
    expect(list.body.rows[0]).toMatchObject({ state: 'not-retrieved', reason: 'The library could not get it.' });
    await attach(second, tinyPdf(['A page']));
    expect((await record(librarian, [second], 'not-retrieved', 'Lost').expect(409)).body.code).toBe('has_file');
    await record(librarian, [first], 'retrieved').expect(200);
    await decide(ana, first, stages.fullText, 'include').expect(200);
    expect((await record(librarian, [first], 'not-retrieved', 'Lost').expect(409)).body.code).toBe('assessed');
  });

  it('a retrieved report is set aside as awaiting or ongoing, and taken back', async () => {
    const [first, second] = ids as [string, string];
    const classify = (citationIds: string[], as: string | null) =>
      lead.agent.post(at('reports/classify')).send({ id: newId(), citationIds, as, reason: null });
    expect((await classify([first], 'awaiting').expect(422)).body.code).toBe('not_retrieved_yet');
    await record(lead, [first, second], 'retrieved').expect(200);
    await classify([first], 'awaiting').expect(200);
    await classify([second], 'ongoing').expect(200);
    const counts = (await lead.agent.get(at('reports')).expect(200)).body.counts;
    expect(counts).toMatchObject({ awaiting: 1, ongoing: 1, sought: 1 });
    await classify([first], null).expect(200);
    expect((await lead.agent.get(at('reports')).expect(200)).body.counts).toMatchObject({ awaiting: 0, retrieved: 1 });
  });

  it('what was decided at full text does not show in a report’s state', async () => {
    const [first, second] = ids as [string, string];
    await record(lead, [first, second], 'retrieved').expect(200);
    const before = await librarian.agent.get(at('reports')).expect(200);
    await decide(ana, first, stages.fullText, 'include').expect(200);
    const after = await librarian.agent.get(at('reports')).expect(200);
    expect(after.body).toEqual(before.body);
  });

  it('proposes the report by title in the text, by the file’s own title and by author and year in its name', async () => {
    const byText = await send(
      librarian,
      'scan0001.pdf',
      tinyPdf(['Breakfast clubs and attendance at', 'primary schools in three towns']),
    ).expect(201);
    expect(byText.body.proposals[0]).toMatchObject({ citationId: ids[1], ground: 'title', files: [] });
    expect(byText.body.pages).toBe(1);
    const own = await send(librarian, 'x.pdf', tinyPdf([''], { title: 'Home visits by nurses after birth' })).expect(
      201,
    );
    expect(own.body.proposals[0]).toMatchObject({ citationId: ids[2], ground: 'title' });
    const named = await send(
      librarian,
      'Okafor_2020_early-years-centres-health-children.pdf',
      tinyPdf(['Nothing telling']),
    ).expect(201);
    expect(named.body.proposals[0]).toMatchObject({ citationId: ids[0], ground: 'file-name' });
    const waiting = await librarian.agent.get(at('full-text-uploads')).expect(200);
    expect(waiting.body.uploads).toHaveLength(3);
    const others = await lead.agent.get(at('full-text-uploads')).expect(200);
    expect(others.body.uploads).toEqual([]);
  });

  it.each([
    ['10.5555_early.years.pdf', 'Nothing telling'],
    ['10.5555%2Fearly.years.pdf', 'Nothing telling'],
    ['scan.pdf', 'Journal of Tests 2020. https://doi.org/10.5555/EARLY.YEARS'],
  ])('knows a report by its DOI: %s with "%s"', async (name, text) => {
    const { body } = await send(librarian, name, tinyPdf([text])).expect(201);
    expect(body.proposals).toMatchObject([{ citationId: ids[0], ground: 'doi' }]);
  });

  it('attaches several files at once, records the reports as retrieved, and does both once when repeated', async () => {
    const uploads = await Promise.all(
      [1, 2].map((n) => send(librarian, `${n}.pdf`, tinyPdf([`Page ${n}`])).expect(201)),
    );
    const body = {
      id: newId(),
      pairs: uploads.map(({ body: one }, i) => ({ uploadId: one.uploadId, citationId: ids[i] })),
    };
    const first = await librarian.agent.post(at('full-texts')).send(body).expect(201);
    const again = await librarian.agent.post(at('full-texts')).send(body).expect(201);
    expect(again.body).toEqual(first.body);
    const list = await librarian.agent.get(at('reports?state=retrieved')).expect(200);
    expect(list.body.rows.map((row: { files: unknown[] }) => row.files.length)).toEqual([1, 1]);
    expect((await librarian.agent.get(at('full-text-uploads')).expect(200)).body.uploads).toEqual([]);
  });

  it('files of a copy show at the record it was joined to', async () => {
    const [kept, copy] = ids as [string, string];
    await attach(copy, tinyPdf(['Copy']));
    await app.ledger.act({ reviewId, id: newId(), memberId: lead.memberId, request: {} }, (act) =>
      act.append('duplicates.merged', {
        by: 'person',
        sets: [{ citationId: kept, memberIds: [kept, copy], score: 1, why: [] }],
      }),
    );
    const files = await ana.agent.get(at(`citations/${kept}/full-texts`)).expect(200);
    expect(files.body.files).toMatchObject([{ citationId: copy, name: 'paper.pdf' }]);
  });

  describe('hostile files', () => {
    const nothingKept = (): void => {
      expect(readdirSync(join(app.folder, 'files', 'incoming'))).toEqual([]);
      expect(readdirSync(join(app.folder, 'files')).filter((name) => name !== 'incoming')).toEqual([]);
    };

    it.each([
      ['a web page', '<html><script>alert(1)</script></html>'],
      ['a web page with a PDF after it', `<html>\n${tinyPdf(['x']).toString('latin1')}`],
      ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      ['a program', 'MZ\u0090\u0000 This program cannot be run'],
      ['two bytes', '%P'],
    ])('%s under the name of a PDF is refused and not kept', async (_what, content) => {
      const answer = await send(librarian, 'paper.pdf', Buffer.from(content, 'latin1')).expect(415);
      expect(answer.body.code).toBe('not_a_pdf');
      nothingKept();
    });

    it('an empty file and one over the limit are refused and not kept', async () => {
      await send(librarian, 'a.pdf', Buffer.alloc(0)).expect(400);
      const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_000_001)]);
      expect((await send(librarian, 'a.pdf', large).expect(413)).body.code).toBe('too_large');
      nothingKept();
    });

    it.each([
      ['../../etc/x.pdf', 'x.pdf'],
      ['a\u0000b\r\nSet-Cookie: x=1.pdf', 'abSet-Cookie: x=1.pdf'],
      ['....', 'report.pdf'],
      ['Ünïcode "quoted" 東京.pdf', 'Ünïcode "quoted" 東京.pdf'],
    ])('the name %j is data and never a path or a header', async (name, shown) => {
      const fileId = await attach(ids[0] as string, tinyPdf(['x']), name);
      const sent = await librarian.agent
        .get(at(`full-texts/${fileId}`))
        .buffer()
        .expect(200);
      expect(sent.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent(shown)}`);
      expect(sent.headers['set-cookie']).toBeUndefined();
    });

    it('damaged, endless and scripted files are taken as they are, unread where they cannot be read', async () => {
      const damaged = await send(librarian, 'a.pdf', Buffer.from('%PDF-1.7\nnothing more')).expect(201);
      expect(damaged.body).toMatchObject({ pages: null, title: null });
      const loop = tinyPdf(['x']).toString('latin1').replace('/Kids [3 0 R]', '/Kids [2 0 R]');
      await send(librarian, 'b.pdf', Buffer.from(loop, 'latin1')).expect(201);
      const scripted = tinyPdf(['x'], { extra: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' });
      expect((await send(librarian, 'c.pdf', scripted).expect(201)).body.pages).toBe(1);
    });
  });

  it('a new version takes the place of a file in one act, and only of a file of that report', async () => {
    const old = await attach(ids[0] as string, tinyPdf(['Accepted manuscript']), 'manuscript.pdf');
    const other = await attach(ids[1] as string, tinyPdf(['Another paper']));
    const { body } = await send(librarian, 'published.pdf', tinyPdf(['Version of record'])).expect(201);
    const replace = (replaces: string) =>
      librarian.agent
        .post(at('full-texts'))
        .send({ id: newId(), pairs: [{ uploadId: body.uploadId, citationId: ids[0], replaces }] });
    await replace(other).expect(409);
    const done = await replace(old).expect(201);
    const files = await ana.agent.get(at(`citations/${ids[0]}/full-texts`)).expect(200);
    expect(files.body.files).toEqual(done.body.files);
    expect(files.body.files).toMatchObject([{ name: 'published.pdf' }]);
  });

  describe('handing files out', () => {
    const content = tinyPdf(['Some text that is long enough to be cut into parts']);
    let fileId: string;
    const get = (actor: Actor, range?: string) => {
      const request = actor.agent.get(at(`full-texts/${fileId}`)).buffer();
      return range ? request.set('Range', range) : request;
    };
    beforeEach(async () => {
      fileId = await attach(ids[0] as string, content);
    });

    it('sends the same bytes, as a download that no browser runs, guesses or caches', async () => {
      const sent = await get(ana).expect(200);
      expect(Buffer.compare(sent.body as Buffer, content)).toBe(0);
      expect(sent.headers).toMatchObject({
        'content-type': 'application/pdf',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'accept-ranges': 'bytes',
      });
      expect(sent.headers['content-security-policy']).toContain('sandbox');
      expect(sent.headers['content-disposition']).toMatch(/^attachment;/);
    });

    it.each([
      ['bytes=0-9', 206, 0, 10],
      ['bytes=5-', 206, 5, undefined],
      ['bytes=-7', 206, -7, undefined],
      ['bytes=0-99999999', 206, 0, undefined],
      ['bytes=0-1,4-5', 200, 0, undefined],
      ['lines=1-2', 200, 0, undefined],
      ['bytes=9-3', 200, 0, undefined],
    ])('%s answers %i with that part', async (range, status, from, to) => {
      const sent = await get(ana, range).expect(status);
      expect(Buffer.compare(sent.body as Buffer, content.subarray(from, to))).toBe(0);
    });

    it('a part behind the end answers 416 with the size', async () => {
      const sent = await get(ana, `bytes=${content.length}-`).expect(416);
      expect(sent.headers['content-range']).toBe(`bytes */${content.length}`);
    });

    it('strangers, other reviews and those without the right get nothing', async () => {
      await get(stranger).expect(404);
      await get(viewer).expect(403);
      const other = await app.review(stranger, 'Elsewhere');
      await stranger.agent.get(`/api/reviews/${other}/full-texts/${fileId}`).expect(404);
      await stranger.agent
        .post(`/api/reviews/${other}/full-texts/${fileId}/detach`)
        .send({ id: newId(), reason: null })
        .expect(404);
      await send(viewer, 'a.pdf', content).expect(403);
    });

    it('a detached file is gone for readers, and the ledger keeps both acts', async () => {
      await librarian.agent
        .post(at(`full-texts/${fileId}/detach`))
        .send({ id: newId(), reason: 'Wrong paper' })
        .expect(200);
      await get(ana).expect(404);
      const files = await ana.agent.get(at(`citations/${ids[0]}/full-texts`)).expect(200);
      expect(files.body.files).toEqual([]);
    });
  });
});
