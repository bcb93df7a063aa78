import type { LinkedRecords, Links } from '@shared/contracts/duplicates';
import { type Actor, newId, TestApp } from '../../testing/app';
import { JobRunner } from '../platform/jobs/job-runner';

/** How two items stand to each other, in the words of MEDLINE. */
type Words = 'Retraction' | 'Erratum' | 'Comment' | 'ExpressionOfConcern';
interface Item {
  number: number;
  title: string;
  /** What it says of the other: that the other is its notice, or that it is the notice of the other. */
  says?: { words: Words; direction: 'in' | 'of'; number: number };
}

const ARTICLE = { number: 11111111, title: 'Reading aloud in waiting rooms and its yield' };
const NOTICE = { number: 22222222, title: 'Editors on a paper of the year before last' };
const OTHER = { number: 33333333, title: 'Children in family hubs and their first words' };

const doi = (number: number): string => `10.1000/hubs.${number}`;
/** PubMed's tags, and the prepositions of its XML. */
const TAGS: Record<Words, Record<'in' | 'of', string>> = {
  Retraction: { in: 'RIN', of: 'ROF' },
  Erratum: { in: 'EIN', of: 'EFR' },
  Comment: { in: 'CIN', of: 'CON' },
  ExpressionOfConcern: { in: 'ECI', of: 'ECF' },
};
const OF: Record<Words, string> = { Retraction: 'Of', Erratum: 'For', Comment: 'On', ExpressionOfConcern: 'For' };
const RELATION = { Retraction: 'retraction', Erratum: 'erratum', Comment: 'comment', ExpressionOfConcern: 'concern' };

/** What PubMed, Europe PMC and Crossref make of items with such links. */
const WRITERS = {
  NBIB: (items: readonly Item[]): string =>
    items
      .map(({ number, title, says }) =>
        [
          ...[`PMID- ${number}`, `TI  - ${title}`, 'FAU - Almond, Ann', 'DP  - 2018', 'JT  - Journal of Hubs'],
          ...(says ? [`${TAGS[says.words][says.direction]} - J Hubs. 2019;4:12. PMID: ${says.number}`] : []),
        ].join('\n'),
      )
      .join('\n\n'),
  'PubMed XML': (items: readonly Item[]): string =>
    `<PubmedArticleSet>${items.map(pubmedXml).join('')}</PubmedArticleSet>`,
  'Europe PMC': (items: readonly Item[]): string =>
    JSON.stringify({ hitCount: items.length, resultList: { result: items.map(europePmc) } }),
  Crossref: (items: readonly Item[]): string =>
    JSON.stringify({ status: 'ok', 'message-type': 'work-list', message: { items: items.map(crossref) } }),
};

function pubmedXml({ number, title, says }: Item): string {
  const links = says
    ? `<CommentsCorrectionsList><CommentsCorrections RefType="${says.words}${says.direction === 'in' ? 'In' : OF[says.words]}">
      <RefSource>J Hubs. 2019;4:12</RefSource><PMID>${says.number}</PMID></CommentsCorrections></CommentsCorrectionsList>`
    : '';
  return `<PubmedArticle><MedlineCitation><PMID>${number}</PMID><Article><Journal><Title>Journal of Hubs</Title>
    <JournalIssue><PubDate><Year>2018</Year></PubDate></JournalIssue></Journal><ArticleTitle>${title}</ArticleTitle>
    </Article>${links}</MedlineCitation></PubmedArticle>`;
}

function europePmc({ number, title, says }: Item): object {
  const words = says && says.words.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const type = says && `${words} ${says.direction === 'in' ? 'in' : OF[says.words].toLowerCase()}`;
  const link = says && { id: String(says.number), source: 'MED', reference: 'J Hubs. 2019;4:12', type, orderIn: 1 };
  return {
    ...{ id: String(number), source: 'MED', pmid: String(number), title: `${title}.`, authorString: 'Almond A.' },
    ...{ pubYear: '2018', journalInfo: { journal: { title: 'Journal of Hubs' } } },
    ...(link ? { commentCorrectionList: { commentCorrection: [link] } } : {}),
  };
}

function crossref({ number, title, says }: Item): object {
  const names = { Retraction: 'retraction', Erratum: 'correction', ExpressionOfConcern: 'expression_of_concern' };
  const link: object = !says
    ? {}
    : says.words === 'Comment'
      ? {
          relation: {
            [says.direction === 'in' ? 'has-comment' : 'is-comment-on']: [{ 'id-type': 'doi', id: doi(says.number) }],
          },
        }
      : {
          [says.direction === 'in' ? 'updated-by' : 'update-to']: [
            { DOI: doi(says.number).toUpperCase(), type: names[says.words], label: 'Notice' },
          ],
        };
  return {
    ...{ DOI: doi(number), type: 'journal-article', title: [title], member: '1', prefix: '10.1000' },
    ...{ author: [{ family: 'Almond', given: 'Ann' }], issued: { 'date-parts': [[2018]] } },
    ...{ 'container-title': ['Journal of Hubs'], ...link },
  };
}

describe('the direction of links that imported records carry', () => {
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
  afterAll(() => app.stop(), 120_000);

  const get = async (path: string) => (await founder.agent.get(`/api/reviews/${reviewId}/${path}`).expect(200)).body;
  const post = (path: string, body: object) =>
    founder.agent.post(`/api/reviews/${reviewId}/${path}`).send({ id: newId(), ...body });
  const importText = async (text: string, source = 'A database'): Promise<string> => {
    const { body } = await founder.agent
      .post(`/api/reviews/${reviewId}/uploads?name=answer.txt`)
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(text))
      .expect(201);
    const search = {
      ...{ source, sourceKind: 'database', platform: null, ranOn: null, coverage: null, strategy: null, limits: null },
      ...{ filters: null, hits: null, ranBy: null, peerReviewedBy: null, notes: null, cycle: 1 },
    };
    const begun = await post('imports', { uploadId: body.uploadId, into: { search }, again: true }).expect(201);
    await app.app.get(JobRunner).idle();
    return begun.body.importId;
  };
  const linked = async (id: string) => ((await get(`records/${id}/links`)) as LinkedRecords).rows;
  const marks = async (ids: readonly string[]): Promise<boolean[]> => {
    const found: boolean[] = [];
    for (const id of ids) found.push((await get(`records/${id}`)).citation.isRetracted);
    return found;
  };

  const cases = (Object.keys(WRITERS) as (keyof typeof WRITERS)[]).flatMap((source) =>
    (Object.keys(RELATION) as Words[]).flatMap((words) =>
      (['in', 'of'] as const).map((direction) => [source, words, direction] as const),
    ),
  );

  it.each(cases)('%s: %s, told by the record that says "%s", is told on both', async (source, words, direction) => {
    const article = direction === 'in' ? { ...ARTICLE, says: { words, direction, number: NOTICE.number } } : ARTICLE;
    const notice = direction === 'of' ? { ...NOTICE, says: { words, direction, number: ARTICLE.number } } : NOTICE;
    const id = await importText(WRITERS[source]([article, OTHER, notice]));
    const [first, other, last] = [`${id}.1`, `${id}.2`, `${id}.3`];
    const relation = RELATION[words];

    const { total, rows } = (await get('duplicates/links')) as Links;
    expect({ total, relation: rows[0]?.relation }).toEqual({ total: 1, relation });
    expect(rows[0]![rows[0]!.notice!].id).toBe(last);
    expect(await linked(first)).toMatchObject([{ citationId: last, relation, isNotice: true }]);
    expect(await linked(last)).toMatchObject([{ citationId: first, relation, isNotice: false }]);
    expect(await linked(other)).toEqual([]);
    expect(await marks([first, other, last])).toEqual([words === 'Retraction', false, false]);
  });

  it.each(['NBIB', 'PubMed XML', 'Europe PMC', 'Crossref'] as const)(
    '%s: a notice of retraction that comes in later marks its article, until its import is withdrawn',
    async (source) => {
      const early = await importText(WRITERS[source]([ARTICLE, OTHER]));
      expect(await marks([`${early}.1`])).toEqual([false]);
      const says = { words: 'Retraction', direction: 'of', number: ARTICLE.number } as const;
      const late = await importText(WRITERS[source]([{ ...NOTICE, says }]), 'Another database');
      expect(await marks([`${early}.1`, `${early}.2`, `${late}.1`])).toEqual([true, false, false]);
      await post(`imports/${late}/withdraw`, { reason: null, confirm: true }).expect(200);
      expect(await marks([`${early}.1`])).toEqual([false]);
      await post(`imports/${late}/restore`, {}).expect(200);
      expect(await marks([`${early}.1`])).toEqual([true]);
    },
  );

  it.each(['NBIB', 'PubMed XML', 'Europe PMC', 'Crossref'] as const)(
    '%s: an article that names the notice by which it was retracted is marked without the notice',
    async (source) => {
      const says = { words: 'Retraction', direction: 'in', number: NOTICE.number } as const;
      const id = await importText(WRITERS[source]([{ ...ARTICLE, says }, OTHER]));
      expect((await get('duplicates/links')).total).toBe(0);
      expect(await marks([`${id}.1`, `${id}.2`])).toEqual([true, false]);
    },
  );

  it("OpenAlex's flag marks its work, and its type the notice", async () => {
    const work = ({ number, title }: Item, more: object) => ({
      ...{ id: `https://openalex.org/W${number}`, doi: `https://doi.org/${doi(number)}`, title, type: 'article' },
      ...{ publication_year: 2018, authorships: [], primary_location: null, is_retracted: false, ...more },
    });
    const results = [work(ARTICLE, { is_retracted: true }), work(OTHER, {}), work(NOTICE, { type: 'retraction' })];
    const id = await importText(JSON.stringify({ meta: { count: 3 }, results }));
    expect(await marks([`${id}.1`, `${id}.2`, `${id}.3`])).toEqual([true, false, false]);
  });

  it('copies of which one tells the direction are one link with it', async () => {
    const says = { words: 'Retraction', direction: 'of', number: ARTICLE.number } as const;
    const text = (link: string) => `${WRITERS.NBIB([ARTICLE, NOTICE])}\n${link}`;
    const id = await importText(text('GN  - EVENHAND-LINK retraction: PMID: 11111111'));
    expect(await linked(`${id}.1`)).toMatchObject([{ relation: 'retraction', isNotice: null }]);
    await importText(WRITERS.NBIB([ARTICLE, { ...NOTICE, says }]), 'Another database');
    expect(await get('duplicates')).toMatchObject({ sets: 2, duplicates: 2, linked: 1 });
    expect(await linked(`${id}.1`)).toMatchObject([{ relation: 'retraction', isNotice: true }]);
    expect(await marks([`${id}.1`, `${id}.2`])).toEqual([true, false]);
  });
});
