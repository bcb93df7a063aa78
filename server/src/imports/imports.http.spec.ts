import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Search } from '@shared/contracts/searches';
import { type Actor, newId, TestApp } from '../../testing/app';
import { CitationEntity, ReferenceEntity } from '../citations/citation.entity';
import { JobRunner } from '../platform/jobs/job-runner';

const aSearch = (source = 'PubMed'): Search => ({
  source,
  sourceKind: 'database',
  platform: null,
  ranOn: '2026-01-04',
  coverage: null,
  strategy: '("child health"[tiab]) AND centre*[tiab]',
  limits: null,
  filters: null,
  hits: null,
  ranBy: 'A librarian',
  peerReviewedBy: null,
  notes: null,
  cycle: 1,
});

/** Records of our own making; `from` keeps the titles of two files apart. */
const ris = (count: number, from = 1): string =>
  Array.from({ length: count }, (_, i) =>
    [
      'TY  - JOUR',
      `TI  - ${WORDS[(from + i) % WORDS.length]} and the wellbeing of families in district ${from + i}`,
      `AU  - ${NAMES[(from + i) % NAMES.length]}, A.`,
      `PY  - ${2000 + ((from + i) % 20)}`,
      `JO  - Journal of ${WORDS[(from + 3 * i) % WORDS.length]}`,
      `VL  - ${from + i}`,
      `AB  - Abstract of record ${from + i}.`,
      'ER  - ',
      '',
    ].join('\n'),
  ).join('\n');
const WORDS = ['Housing', 'Nursery places', 'Debt advice', 'Green space', 'School meals', 'Job coaching', 'Libraries'];
const NAMES = ['Almond', 'Birch', 'Cedar', 'Dogwood', 'Elder', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper', 'Kapok'];

const vendorFiles = join(__dirname, '../../../../shared/references/files');

describe('searches and imports over HTTP', () => {
  let app: TestApp;
  let founder: Actor;
  let reviewId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    founder = await app.person('Founder');
  });
  beforeEach(async () => {
    reviewId = await app.review(founder);
  });
  // Proving the ledgers of some thirty reviews takes its time.
  afterAll(() => app.stop(), 120_000);

  const upload = (who: Actor, content: string | Buffer, name = 'search.ris') =>
    who.agent
      .post(`/api/reviews/${reviewId}/uploads`)
      .query({ name })
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(content as string));
  const post = (path: string, body: object, who = founder) =>
    who.agent.post(`/api/reviews/${reviewId}/${path}`).send({ id: newId(), ...body });
  const list = async () => (await founder.agent.get(`/api/reviews/${reviewId}/searches`).expect(200)).body;
  const settled = () => app.app.get(JobRunner).idle();
  const importFile = async (content: string | Buffer, name?: string, into: object = { search: aSearch() }) => {
    const { body } = await upload(founder, content, name).expect(201);
    const begun = await post('imports', { uploadId: body.uploadId, into }).expect(201);
    await settled();
    return begun.body as { importId: string; searchId: string; jobId: string };
  };

  it('a file is shown before anything of it is taken in', async () => {
    const reply = await upload(founder, `${ris(7)}\nTY  - JOUR\nAU  - Nobody\n`, 'my pubmed search.ris').expect(201);
    expect(reply.body).toMatchObject({
      format: 'ris',
      encoding: 'utf-8',
      expected: 8,
      guess: { source: 'PubMed', sourceKind: 'database' },
      earlier: null,
      records: expect.arrayContaining([expect.objectContaining({ year: 2001, hasAbstract: true })]),
    });
    expect(reply.body.problems.length).toBeGreaterThan(0);
    expect(reply.body.records).toHaveLength(5);
    expect((await list()).searches).toEqual([]);
  });

  it('an import takes in every record, in order, beside a search with its PRISMA-S items', async () => {
    const { importId } = await importFile(ris(620));
    const { searches, totals } = await list();
    expect(searches).toEqual([
      expect.objectContaining({
        details: aSearch(),
        records: 620,
        imports: [expect.objectContaining({ id: importId, state: 'finished', expected: 620, count: 620, taken: 620 })],
      }),
    ]);
    expect(totals.records).toBe(620);
    const citations = await app.database.read((m) =>
      m.find(CitationEntity, { where: { reviewId }, order: { ordinal: 'ASC' } }),
    );
    expect(citations.map((c) => c.id)).toEqual(Array.from({ length: 620 }, (_, i) => `${importId}.${i + 1}`));
    const job = (await founder.agent.get(`/api/reviews/${reviewId}/jobs?kind=import`)).body[0];
    expect(job).toMatchObject({ state: 'done', done: 620, total: 620, result: { count: 620 }, subject: importId });
  });

  it('several files can belong to one search', async () => {
    const { searchId } = await importFile(ris(3), 'part 1.ris');
    await importFile(ris(4, 50), 'part 2.ris', { searchId });
    expect((await list()).searches).toEqual([expect.objectContaining({ id: searchId, records: 7 })]);
  });

  it('the same request sent twice makes one import', async () => {
    const { body } = await upload(founder, ris(5)).expect(201);
    const request = { id: newId(), uploadId: body.uploadId, into: { search: aSearch() } };
    const [first, second] = await Promise.all([post('imports', request), post('imports', request)]);
    expect(second.body).toEqual(first.body);
    await settled();
    expect((await list()).totals.records).toBe(5);
  });

  it('the same file is pointed out, and taken in again only when asked for', async () => {
    const { importId } = await importFile(ris(5));
    const again = await upload(founder, ris(5), 'other name.ris').expect(201);
    expect(again.body.earlier).toMatchObject({ importId, source: 'PubMed' });
    const body = { uploadId: again.body.uploadId, into: { search: aSearch('Scopus') } };
    const refused = await post('imports', body).expect(409);
    expect(refused.body).toMatchObject({ code: 'already_imported', importId });
    await post('imports', { ...body, again: true }).expect(201);
    await settled();
    const { totals } = await list();
    expect(totals).toMatchObject({ records: 10, duplicates: 5 });
  });

  it.each([
    ['an empty file', '', 400, 'upload_empty'],
    ['a text without records', 'Dear all, please find attached…', 415, 'unreadable_format'],
    ['a PDF', '%PDF-1.7\n', 415, 'unreadable_format'],
    [
      'XML that defines entities',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><records><record><titles><title>&b;</title></titles></record></records></xml>',
      415,
      expect.any(String),
    ],
  ])('%s is refused with a reason', async (_why, content, status, code) => {
    const reply = await upload(founder, content, 'file.txt').expect(status);
    expect(reply.body).toMatchObject({ code, detail: expect.stringMatching(/./) });
    expect((await list()).searches).toEqual([]);
  });

  it('a table with unknown column names comes in once somebody says what they mean', async () => {
    const table =
      'Naslov;Avtorji;Leto;Povzetek;Opomba\nA trial of tea;Doe, Jane;2019;One.;x\nMore tea;Roe, R.;2020;Two.;y\n';
    const { body: first } = await upload(founder, table, 'table.csv').expect(201);
    expect(first).toMatchObject({ read: 2, missing: { title: 2 }, meanings: null });
    expect(first.columns[0]).toEqual({
      header: 'Naslov',
      field: null,
      label: null,
      samples: ['A trial of tea', 'More tea'],
    });
    const into = { search: aSearch() };
    const early = await post('imports', { uploadId: first.uploadId, into }).expect(422);
    expect(early.body.code).toBe('columns_unknown');
    const mean = (columns: object[], who = founder) =>
      who.agent.put(`/api/reviews/${reviewId}/uploads/${first.uploadId}/columns`).send({ columns });
    await mean([{ header: 'Naslov', field: 'no such field' }]).expect(400);
    expect((await mean([{ header: 'Other', field: 'title' }]).expect(422)).body.code).toBe('no_such_column');
    const { body: second } = await mean([
      { header: 'Naslov', field: 'title' },
      { header: 'Avtorji', field: 'authors' },
      { header: 'Leto', field: 'year' },
      { header: 'Povzetek', field: 'abstract' },
      { header: 'Opomba', field: null },
    ]).expect(200);
    expect(second).toMatchObject({ read: 2, missing: { title: 0, abstract: 0 } });
    expect(second.records[0]).toMatchObject({ title: 'A trial of tea', authors: ['Doe, Jane'], year: 2019 });
    await post('imports', { uploadId: first.uploadId, into }).expect(201);
    await settled();
    const rows = await app.database.read((manager) =>
      manager.find(ReferenceEntity, { where: { reviewId }, order: { position: 'ASC' } }),
    );
    expect(rows.map(({ title, year, abstract }) => ({ title, year, abstract }))).toEqual([
      { title: 'A trial of tea', year: 2019, abstract: 'One.' },
      { title: 'More tea', year: 2020, abstract: 'Two.' },
    ]);
    expect(rows[0]?.rest.extra).toEqual({ Opomba: ['x'] });
    const reader = await app.person('A reader');
    await mean([{ header: 'Naslov', field: 'title' }], reader).expect(404);
  });

  it('a file beyond the limit is refused by its declared length', async () => {
    const small = await TestApp.start(undefined, { EVENHAND_MAX_UPLOAD_MB: '1' });
    try {
      const person = await small.person('Someone');
      const id = await small.review(person);
      const reply = await person.agent
        .post(`/api/reviews/${id}/uploads?name=big.ris`)
        .set('Content-Type', 'application/octet-stream')
        .send(Buffer.alloc(1_000_001, 32))
        .expect(413);
      expect(reply.body).toMatchObject({ code: 'too_large', maxBytes: 1_000_000 });
    } finally {
      await small.stop();
    }
  });

  it('a file is stored under its content, whatever it is called, and comes back unchanged as a download', async () => {
    const { importId } = await importFile(ris(2), '../../etc/pass\u0000wd"<script>.ris');
    const { searches } = await list();
    expect(searches[0].imports[0].fileName).toBe('passwd"<script>.ris');
    const reply = await founder.agent.get(`/api/reviews/${reviewId}/imports/${importId}/file`).expect(200);
    expect(Buffer.from(reply.body).toString()).toBe(ris(2));
    expect(reply.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; filename="passwd__script_.ris"/),
    });
  });

  it('withdrawing is refused until its consequences were seen, and restoring brings everything back', async () => {
    const { importId } = await importFile(ris(6));
    const refused = await post(`imports/${importId}/withdraw`, { reason: 'Wrong file' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'confirm_withdrawal', records: 6, settled: 0 });
    expect((await list()).totals.records).toBe(6);
    await post(`imports/${importId}/withdraw`, { reason: 'Wrong file', confirm: true }).expect(200);
    expect((await list()).totals.records).toBe(0);
    await post(`imports/${importId}/withdraw`, { reason: null, confirm: true }).expect(409);
    await post(`imports/${importId}/restore`, {}).expect(200);
    await settled();
    expect((await list()).totals.records).toBe(6);
  });

  it('a record typed in by hand is an import of one', async () => {
    const record = {
      title: 'A council report on family centres',
      authors: ['Example Borough Council'],
      year: 2018,
      type: 'report',
      journal: null,
      volume: null,
      issue: null,
      pages: null,
      publisher: 'Example Borough Council',
      doi: 'https://doi.org/10.1234/ABC',
      pmid: null,
      url: 'https://example.org/report.pdf',
      language: null,
      abstract: null,
      note: 'Found through the council',
    };
    const into = { search: { ...aSearch('Example Borough Council'), sourceKind: 'organisation' } };
    const { body } = await post('imports/typed', { into, record }).expect(201);
    await settled();
    const reference = await app.database.read((m) => m.findOneByOrFail(ReferenceEntity, { id: body.citationId }));
    expect(reference).toMatchObject({ title: record.title, doi: '10.1234/abc', rest: { type: 'report' } });
    const { searches } = await list();
    expect(searches[0]).toMatchObject({ records: 1, imports: [expect.objectContaining({ format: 'typed' })] });
  });

  it('a search is corrected in place', async () => {
    const { body } = await post('searches', { search: aSearch() }).expect(201);
    const search = { ...aSearch('MEDLINE'), hits: 321 };
    const correct = (seen: object, to: object) =>
      founder.agent.patch(`/api/reviews/${reviewId}/searches/${body.id}`).send({ id: newId(), seen, search: to });
    await correct(aSearch(), search).expect(200);
    const late = await correct(aSearch(), { ...aSearch(), hits: 5 }).expect(409);
    expect(late.body).toMatchObject({ code: 'changed_meanwhile', now: { hits: 321 } });
    expect((await list()).searches[0].details).toEqual(search);
  });

  it('problems of a file can be read after it was taken in', async () => {
    const { importId } = await importFile(`${ris(3)}\nTY  - JOUR\nAU  - Nobody\n`);
    const reply = await founder.agent.get(`/api/reviews/${reviewId}/imports/${importId}/problems`).expect(200);
    expect(reply.body.rows.length).toBeGreaterThan(0);
    expect(reply.body.rows[0]).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });

  it('a cancelled import is withdrawn; run again, it goes on where it stopped', async () => {
    const runner = app.app.get(JobRunner);
    const { body } = await upload(founder, ris(1400)).expect(201);
    let cancelling: Promise<unknown> | null = null;
    const stop = runner.onChange((job) => {
      if (job.kind === 'import' && job.done >= 500 && !cancelling) {
        cancelling = post(`jobs/${job.id}/cancel`, {}).then((reply) => reply);
      }
    });
    const begun = await post('imports', { uploadId: body.uploadId, into: { search: aSearch() } }).expect(201);
    await settled();
    stop();
    await cancelling;
    const cancelled = (await list()).searches[0].imports[0];
    expect(cancelled).toMatchObject({ state: 'withdrawn', count: 1400 });
    expect(cancelled.taken).toBeGreaterThanOrEqual(500);
    expect(cancelled.taken).toBeLessThan(1400);
    await post(`jobs/${begun.body.jobId}/retry`, {}).expect(200);
    await settled();
    expect((await list()).searches[0]).toMatchObject({ records: 1400 });
    expect((await list()).searches[0].imports[0]).toMatchObject({ state: 'finished', taken: 1400 });
  });

  it('others write while a large import runs', async () => {
    const { body } = await upload(founder, ris(2000)).expect(201);
    await post('imports', { uploadId: body.uploadId, into: { search: aSearch() } }).expect(201);
    await post('searches', { search: aSearch('Scopus') }).expect(201);
    const { searches } = await list();
    expect(searches).toHaveLength(2);
    await settled();
  });

  it.each([
    ['a reviewer', ['reviewer'], 403],
    ['a viewer', ['viewer'], 403],
  ] as const)('%s cannot import', async (_who, roles, status) => {
    const person = await app.member(reviewId, founder, `Member ${newId().slice(0, 8)}`, [...roles]);
    await upload(person, ris(1)).expect(status);
    await post('searches', { search: aSearch() }, person).expect(status);
  });

  it('a reviewer sees neither searches nor the jobs of others, a stranger sees nothing at all', async () => {
    const { importId, jobId } = await importFile(ris(2));
    const reviewer = await app.member(reviewId, founder, `Reader ${newId().slice(0, 8)}`, ['reviewer']);
    const path = `/api/reviews/${reviewId}`;
    await reviewer.agent.get(`${path}/searches`).expect(403);
    expect((await reviewer.agent.get(`${path}/jobs`).expect(200)).body).toEqual([]);
    await reviewer.agent.get(`${path}/jobs/${jobId}`).expect(404);
    await reviewer.agent.post(`${path}/jobs/${jobId}/cancel`).send({ id: newId() }).expect(404);
    const stranger = await app.person(`Stranger ${newId().slice(0, 8)}`);
    await upload(stranger, ris(1)).expect(404);
    for (const part of ['searches', 'jobs', `imports/${importId}/file`, `imports/${importId}/problems`]) {
      await stranger.agent.get(`${path}/${part}`).expect(404);
    }
  });

  it('an upload, search or import of another review cannot be used', async () => {
    const { body } = await upload(founder, ris(2)).expect(201);
    const { searchId, importId } = await importFile(ris(2, 90));
    reviewId = await app.review(founder, 'Another review');
    await post('imports', { uploadId: body.uploadId, into: { search: aSearch() } }).expect(404);
    const own = await upload(founder, ris(2)).expect(201);
    await post('imports', { uploadId: own.body.uploadId, into: { searchId } }).expect(404);
    await post(`imports/${importId}/withdraw`, { reason: null, confirm: true }).expect(404);
    await founder.agent.get(`/api/reviews/${reviewId}/imports/${importId}/file`).expect(404);
  });

  const names = existsSync(vendorFiles)
    ? readdirSync(vendorFiles).filter((name) =>
        /scopus\.ris|embase\.csv|web_of_science|nbib_data|blue-light\.xml|xlsx_data/.test(name),
      )
    : [];
  if (names.length === 0) console.log('skipped: real vendor exports are not beside the repository');
  (names.length > 0 ? it.each(names) : it.skip.each(['vendor exports']))(
    '%s is read and taken in whole',
    async (name) => {
      const content = readFileSync(join(vendorFiles, name));
      const { body } = await upload(founder, content, name).expect(201);
      expect(body.read).toBeGreaterThan(0);
      await post('imports', { uploadId: body.uploadId, into: { search: aSearch(name) } }).expect(201);
      await settled();
      expect((await list()).searches[0].imports[0]).toMatchObject({ taken: body.read, state: 'finished' });
    },
  );
});
