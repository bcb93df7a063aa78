import ExcelJS from 'exceljs';
import type { StageAgreement } from '@shared/contracts/exports';
import { parseText } from '@shared/domain/references';
import { aSearch, importRecords, openStages } from '../../testing/records';
import { type Actor, newId, TestApp } from '../../testing/app';

describe('exports, agreement and methods text over HTTP', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  interface Scene {
    reviewId: string;
    ada: Actor;
    ben: Actor;
    cleo: Actor;
    ids: string[];
    stageId: string;
    url: string;
  }

  const scene = async (titles: string[]): Promise<Scene> => {
    const ada = await app.person('Ada');
    const reviewId = await app.review(ada);
    const ben = await app.member(reviewId, ada, 'Ben', ['reviewer']);
    const cleo = await app.member(reviewId, ada, 'Cleo', ['reviewer']);
    const stages = await openStages(app, reviewId, ada);
    const ids = await importRecords(app, reviewId, ada, titles);
    return { reviewId, ada, ben, cleo, ids, stageId: stages.titleAbstract, url: `/api/reviews/${reviewId}` };
  };

  const decide = (s: Scene, who: Actor, citationId: string, verdict: string) =>
    who.agent
      .post(`${s.url}/decisions`)
      .send({
        id: newId(),
        citationId,
        stageId: s.stageId,
        verdict,
        reasons: verdict === 'exclude' ? ['wrong-design'] : [],
        tags: [],
        note: null,
        clientAt: null,
      })
      .expect(200);

  const bytes = async (s: Scene, path: string): Promise<Buffer> => {
    const reply = await s.ada.agent
      .get(`${s.url}${path}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    return reply.body as Buffer;
  };

  const many = (n: number) => Array.from({ length: n }, (_, i) => `Record ${i + 1}`);

  it.each(['ris', 'csv', 'bibtex', 'endnote-xml', 'csl-json'])(
    'writes every record as %s, so that it is read again whole',
    async (format) => {
      const s = await scene(many(1203));
      const file = await bytes(s, `/exports/records?format=${format}`);
      const extension = { bibtex: 'bib', 'endnote-xml': 'xml', 'csl-json': 'json' }[format] ?? format;
      const read = parseText(file.toString('utf8'), `records.${extension}`);
      expect(read.references).toHaveLength(1203);
      expect(read.references.map(({ title }) => title)).toEqual(many(1203));
    },
  );

  it('writes as nbib the records that have a PMID, since the format cannot tell others apart', async () => {
    const s = await scene(many(601));
    const fields = { pmid: '31000001' };
    const correction = { id: newId(), citationId: s.ids[600], fields };
    await s.ada.agent.post(`${s.url}/records/correct`).send(correction).expect(200);
    const { references } = parseText((await bytes(s, '/exports/records?format=nbib')).toString('utf8'), 'records.nbib');
    expect(references.map(({ pmid, title }) => [pmid, title])).toEqual([['31000001', 'Record 601']]);
  });

  it('says before how many records a file will hold, and how many NBIB has no place for', async () => {
    const s = await scene(many(5));
    const correct = (id: string | undefined, pmid: string | null) =>
      s.ada.agent.post(`${s.url}/records/correct`).send({ id: newId(), citationId: id, fields: { pmid } }).expect(200);
    await correct(s.ids[0], '31000001');
    await correct(s.ids[1], '31000002');
    await correct(s.ids[1], null);
    for (const who of [s.ben, s.cleo]) await decide(s, who, s.ids[2] as string, 'exclude');
    const size = async (query: string) => (await s.ada.agent.get(`${s.url}/exports/size?${query}`).expect(200)).body;
    expect(await size('format=ris')).toEqual({ records: 5, leftOut: 0 });
    expect(await size('format=ris&place=screened-out')).toEqual({ records: 1, leftOut: 0 });
    expect(await size('format=nbib')).toEqual({ records: 1, leftOut: 4 });
    expect(await size('format=nbib&place=included')).toEqual({ records: 0, leftOut: 0 });
    const nbib = (await bytes(s, '/exports/records?format=nbib')).toString('utf8');
    expect(parseText(nbib).references).toHaveLength(1);
  });

  it('leaves out what was taken back with its import, unless it is asked for', async () => {
    const s = await scene(many(3));
    await importRecords(app, s.reviewId, s.ada, ['Taken back'], aSearch('Embase'));
    const { body } = await s.ada.agent.get(`${s.url}/searches`).expect(200);
    const { searches } = body as { searches: { imports: { id: string; count: number }[] }[] };
    const importId = searches.flatMap(({ imports }) => imports).find(({ count }) => count === 1)?.id ?? '';
    const withdrawal = { id: newId(), reason: 'the wrong file', confirm: true };
    await s.ada.agent.post(`${s.url}/imports/${importId}/withdraw`).send(withdrawal).expect(200);
    const titles = async (query: string) =>
      parseText((await bytes(s, `/exports/records?format=ris${query}`)).toString('utf8')).references.map(
        ({ title }) => title,
      );
    expect(await titles('')).toEqual(many(3));
    expect(await titles('&place=withdrawn')).toEqual(['Taken back']);
    expect(await titles(`&importId=${importId}`)).toEqual(['Taken back']);
    const size = await s.ada.agent.get(`${s.url}/exports/size?format=ris`).expect(200);
    expect(size.body).toEqual({ records: 3, leftOut: 0 });
    const listed = async (query: string) => (await s.ada.agent.get(`${s.url}/records${query}`).expect(200)).body.total;
    expect([await listed(''), await listed('?place=withdrawn'), await listed(`?importId=${importId}`)]).toEqual([
      3, 1, 1,
    ]);
  });

  it('names the file after the review, in any script, with the list and the day', async () => {
    const ada = await app.person('Ada');
    const reviewId = await app.review(ada, 'Größe & 儿童: "Тест"');
    const url = `/api/reviews/${reviewId}/exports/records?format=xlsx&place=included`;
    const { headers } = await ada.agent.get(url).expect(200);
    const sent = String(headers['content-disposition']);
    const name = /^attachment; filename="([ -~]+)"; filename\*=UTF-8''(\S+)$/.exec(sent);
    expect(name?.[1]).toMatch(/^Gr__e _ __ ____ included \d{4}-\d\d-\d\d\.xlsx$/);
    expect(decodeURIComponent(name?.[2] ?? '')).toMatch(/^Größe & 儿童 Тест included \d{4}-\d\d-\d\d\.xlsx$/);
    expect(headers['content-type']).toContain('spreadsheetml.sheet');
  });

  it('writes a workbook whose cells are texts, whatever they begin with', async () => {
    const s = await scene(['=HYPERLINK("http://example.org")', '@SUM(A1)', 'Plain']);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await bytes(s, '/exports/records?format=xlsx')) as never);
    const sheet = workbook.getWorksheet('Records');
    expect(sheet?.rowCount).toBe(4);
    const cell = sheet?.getRow(2).getCell(2);
    expect([cell?.type, cell?.value]).toEqual([ExcelJS.ValueType.String, '=HYPERLINK("http://example.org")']);
    const csv = (await bytes(s, '/exports/records?format=csv')).toString('utf8');
    expect(csv).toContain(`"'=HYPERLINK(""http://example.org"")"`);
  });

  it('writes only the records of a place, with the reason in words as a label', async () => {
    const s = await scene(many(4));
    for (const who of [s.ben, s.cleo]) await decide(s, who, s.ids[1] as string, 'exclude');
    const ris = (await bytes(s, '/exports/records?format=ris&place=screened-out')).toString('utf8');
    const { references } = parseText(ris, 'records.ris');
    expect(references.map(({ title }) => title)).toEqual(['Record 2']);
    expect(references[0]?.extra).toMatchObject({
      'label:place': ['screened-out'],
      'label:screening-reason': ['wrong design'],
      'label:source': ['MEDLINE'],
    });
    const counts = await s.ada.agent.get(`${s.url}/exports`).expect(200);
    expect(counts.body).toMatchObject({ sources: [{ source: 'MEDLINE', identified: 4, duplicates: 0, included: 0 }] });
  });

  it('writes what the list of records shows for an amendment: those decided under an older version, and no others', async () => {
    const s = await scene(many(3));
    for (const who of [s.ben, s.cleo]) await decide(s, who, s.ids[1] as string, 'exclude');
    const titles = async (version: number) => {
      const query = `stageId=${s.stageId}&upToVersion=${version}`;
      const list = await s.ada.agent.get(`${s.url}/records?${query}`).expect(200);
      const ris = (await bytes(s, `/exports/records?format=ris&${query}`)).toString('utf8');
      const read = ris ? parseText(ris, 'records.ris').references.map(({ title }) => title) : [];
      expect(read).toHaveLength((list.body as { total: number }).total);
      return read;
    };
    expect(await titles(1)).toEqual(['Record 2']);
    expect(await titles(0)).toEqual([]);
  });

  it('keeps agreement back until enough citations are complete, and then shows it with its reasons', async () => {
    const s = await scene(many(21));
    const read = async () =>
      (await s.ada.agent.get(`${s.url}/agreement?stageId=${s.stageId}`).expect(200)).body as StageAgreement;
    for (const id of s.ids.slice(0, 19)) {
      for (const who of [s.ben, s.cleo]) await decide(s, who, id, 'exclude');
    }
    expect(await read()).toMatchObject({ citations: 19, pairs: [], all: null });
    expect((await read()).withheld).toContain('so far 19 are');
    await decide(s, s.ben, s.ids[19] as string, 'include');
    expect(await read()).toMatchObject({ citations: 19, pairs: [] });
    await decide(s, s.cleo, s.ids[19] as string, 'exclude');
    const shown = await read();
    expect(shown.withheld).toBeNull();
    expect(shown.pairs).toHaveLength(1);
    expect(shown.pairs[0]).toMatchObject({
      reviewers: ['Ben', 'Cleo'],
      n: 20,
      threeWay: null,
      collapsed: {
        table: [
          [0, 1],
          [0, 19],
        ],
        percentAgreement: { estimable: true, value: 0.95 },
      },
    });
    await decide(s, s.ben, s.ids[20] as string, 'include');
    expect(await read()).toEqual(shown);
  });

  it('says that kappa is not estimable, and why, where both used one category', async () => {
    const s = await scene(many(20));
    for (const id of s.ids) for (const who of [s.ben, s.cleo]) await decide(s, who, id, 'exclude');
    const reply = await s.ada.agent.get(`${s.url}/agreement?stageId=${s.stageId}`).expect(200);
    const kappa = (reply.body as StageAgreement).pairs[0]?.collapsed.kappa;
    expect(kappa).toMatchObject({ estimable: false });
    expect(kappa).toHaveProperty('reason', expect.stringContaining('same category'));
  });

  it('lists decisions on final citations alone', async () => {
    const s = await scene(many(3));
    for (const who of [s.ben, s.cleo]) await decide(s, who, s.ids[0] as string, 'exclude');
    await decide(s, s.ben, s.ids[1] as string, 'exclude');
    await decide(s, s.ben, s.ids[2] as string, 'exclude');
    await decide(s, s.cleo, s.ids[2] as string, 'include');
    const csv = (await bytes(s, `/agreement/file?stageId=${s.stageId}`)).toString('utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(3);
    expect(csv).toContain('1,Ben,exclude,wrong design,excluded,agreement');
  });

  it("writes the methods with the review's own figures and none that it does not have", async () => {
    const s = await scene(many(3));
    await importRecords(app, s.reviewId, s.ada, ['Trial'], aSearch('ClinicalTrials.gov', 'register'));
    for (const who of [s.ben, s.cleo]) await decide(s, who, s.ids[0] as string, 'exclude');
    const reply = await s.ada.agent.get(`${s.url}/methods-text`).expect(200);
    const { markdown } = reply.body as { markdown: string };
    expect(markdown).toContain('MEDLINE (Ovid; searched 2026-01-02; n = 3)');
    expect(markdown).toContain('ClinicalTrials.gov');
    expect(markdown).toContain('No registration of the protocol is recorded');
    expect(markdown).toContain('**The review is in progress**: 3 not yet screened');
    expect(markdown).not.toContain('kappa');
  });

  it('is closed to strangers and to those whose role does not give out data', async () => {
    const s = await scene(many(2));
    const stranger = await app.person('Sten');
    const viewer = await app.member(s.reviewId, s.ada, 'Vera', ['viewer']);
    const paths = [
      '/exports',
      '/exports/records?format=ris',
      '/exports/size?format=ris',
      `/agreement?stageId=${s.stageId}`,
      `/agreement/file?stageId=${s.stageId}`,
      '/agreement/stages',
      '/methods-text',
    ];
    for (const path of paths) {
      await app.anybody().get(`${s.url}${path}`).expect(401);
      await stranger.agent.get(`${s.url}${path}`).expect(404);
      await s.ben.agent.get(`${s.url}${path}`).expect(403);
      await viewer.agent.get(`${s.url}${path}`).expect(403);
    }
    await s.ada.agent.get(`${s.url}/agreement?stageId=${newId()}`).expect(404);
  });
});
