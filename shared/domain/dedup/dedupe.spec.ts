import fc from 'fast-check';
import { ARTICLE, CASES, record } from './cases.fixture';
import { dedupe, dedupeAgainst, type DedupResult } from './dedupe';
import { ONE_ITEM, TWO_ITEMS } from './hard-cases.fixture';
import type { DedupInput } from './normalise';
import { MOST_QUESTIONS } from './questions';

// Whole runs on a busy machine take longer than the five seconds a test is given.
jest.setTimeout(60_000);

function outcome(result: DedupResult): string {
  if (result.sets.length > 0) return 'certain';
  if (result.questions.length > 0) return 'asked';
  return result.links.length > 0 ? 'linked' : 'apart';
}

const ALL = [...CASES, ...ONE_ITEM, ...TWO_ITEMS];

describe('a pair of records', () => {
  it.each(ALL)('%s', (_because, a, b, expected) => {
    const result = dedupe([record('a', { ...ARTICLE, ...a }), record('b', { ...ARTICLE, ...b })]);
    expect(outcome(result)).toBe(expected);
  });

  it.each(ALL)('gets its reasons in words: %s', (_because, a, b) => {
    const result = dedupe([record('a', { ...ARTICLE, ...a }), record('b', { ...ARTICLE, ...b })]);
    const why = [...result.sets.flatMap((set) => set.pairs), ...result.questions, ...result.links].flatMap(
      (pair) => pair.why,
    );
    for (const reason of why) expect(reason.note).not.toMatch(/undefined|null|NaN/);
  });
});

describe('two items that look like one', () => {
  const capitals = (fields: Partial<DedupInput>) => ({ ...fields, title: fields.title?.toUpperCase() ?? null });
  const fewerAuthors = (fields: Partial<DedupInput>) => ({ ...fields, authors: (fields.authors ?? []).slice(0, 2) });
  const habits: ReadonlyArray<(fields: Partial<DedupInput>) => Partial<DedupInput>> = [
    capitals,
    fewerAuthors,
    (fields) => ({ ...fields, title: `${fields.title ?? ''} [Review] [45 refs].` }),
    (fields) => ({ ...fields, source: 'PubMed' }),
    (fields) => ({ ...fields, journal: fields.journal === ARTICLE.journal ? 'J Occup Porterage' : fields.journal }),
    (fields) => ({ ...fields, abstract: null }),
  ];
  const near = [...CASES, ...TWO_ITEMS].filter(([, , , expected]) => expected !== 'certain');

  it('are never joined unasked, whatever habits of databases lie over them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...near),
        fc.subarray([...habits]),
        fc.subarray([...habits]),
        fc.boolean(),
        ([, left, right], overA, overB, isTurned) => {
          const dressed = (fields: Partial<DedupInput>, over: typeof habits) =>
            over.reduce((so, habit) => habit(so), { ...ARTICLE, ...fields });
          const pair = [record('a', dressed(left, overA)), record('b', dressed(right, overB))];
          expect(dedupe(isTurned ? pair.reverse() : pair).sets).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('versions of a Cochrane review', () => {
  const version = (id: string, fields: Partial<DedupInput>) =>
    record(id, { ...ARTICLE, journal: 'Cochrane Database Syst Rev', volume: null, pages: 'CD004217', ...fields });
  const second = version('v2', { doi: '10.1002/14651858.CD004217.pub2', year: 2009 });
  const third = version('v3', { doi: '10.1002/14651858.CD004217.pub3', year: 2014 });

  it('are linked, or one item where the review has set so', () => {
    const apart = dedupe([second, third]);
    expect(apart.sets).toEqual([]);
    expect(apart.links).toMatchObject([{ relation: 'version' }]);
    expect(dedupe([second, third], { cochrane: 'merge' }).sets.map((set) => set.ids)).toEqual([['v2', 'v3']]);
  });

  it('are no versions of a review with another number, nor of the protocol', () => {
    const other = version('other', { doi: '10.1002/14651858.CD009999.pub2', pages: 'CD009999', year: 2016 });
    const protocol = version('protocol', {
      title: `${ARTICLE.title ?? ''} (protocol)`,
      doi: '10.1002/14651858.CD004217',
      year: 2007,
    });
    for (const stranger of [other, protocol]) {
      expect(dedupe([second, stranger], { cochrane: 'merge' }).sets).toEqual([]);
    }
  });
});

describe('corrections', () => {
  const article = record('article', ARTICLE);
  const joined = (...refs: DedupInput[]) => dedupe(refs, { corrections: 'merge' });
  const later = { pages: '1203', issue: '9', doi: null, abstract: null };
  const erratum = record('erratum', { ...ARTICLE, ...later, title: `Erratum to: ${ARTICLE.title}` });

  it('are linked with their article, or copies of it where the review has set so, and are named as such', () => {
    expect(dedupe([article, erratum]).sets).toEqual([]);
    expect(dedupe([article, erratum]).links).toMatchObject([{ relation: 'comment-or-correction' }]);
    expect(joined(article, erratum).sets).toMatchObject([{ ids: ['article', 'erratum'], corrections: ['erratum'] }]);
  });

  it.each<[string, Partial<DedupInput>]>([
    [
      'names volume and page of what it corrects',
      { title: `${ARTICLE.title} (vol ${ARTICLE.volume}, pg 412, 2014)`, authors: [ARTICLE.authors?.[0] ?? ''] },
    ],
    ['repeats the heading in the next volume', { volume: '32', year: 2015, pages: '88-88' }],
  ])('are copies when the correction %s', (_why, fields) => {
    const correction = record('correction', { ...ARTICLE, ...later, ...fields });
    expect(joined(article, correction).sets).toMatchObject([{ corrections: ['correction'] }]);
  });

  it('two of one article stand in its set together', () => {
    const second = record('second', {
      ...ARTICLE,
      ...later,
      issue: '11',
      pages: '1501',
      title: `Corrigendum: ${ARTICLE.title}`,
    });
    expect(joined(article, erratum, second).sets.map((set) => set.ids)).toEqual([['article', 'erratum', 'second']]);
  });

  it.each<[string, Partial<DedupInput>]>([
    ['a retraction', { title: `Retraction: ${ARTICLE.title}` }],
    [
      'a retraction that names its article',
      { title: `Retraction: ${ARTICLE.title} (vol ${ARTICLE.volume}, pg 412, 2014)` },
    ],
    ['an expression of concern', { title: `Expression of concern: ${ARTICLE.title}` }],
    ['a reply', { title: `${ARTICLE.title} - Reply` }],
    [
      'a reply that names its article',
      { title: `Reply to: ${ARTICLE.title} (Lifts (2014) ${ARTICLE.volume} (412-420))` },
    ],
    ['a comment', { title: `Comment on: ${ARTICLE.title}` }],
    ['a letter', { title: `Letter to the editor: ${ARTICLE.title}` }],
    ['the correction of another article', { title: `${ARTICLE.title} (vol 12, pg 99, 2003)` }],
    ['a correction in another journal', { title: `Erratum to: ${ARTICLE.title}`, journal: 'Lifting and Carrying' }],
    ['the abstract of a meeting before the paper', { issue: '1', pages: '18-18' }],
  ])('%s is never joined', (_what, fields) => {
    expect(joined(article, record('other', { ...ARTICLE, ...later, ...fields })).sets).toEqual([]);
  });
});

describe('many records', () => {
  const article = (id: string, fields: Partial<DedupInput> = {}) => record(id, { ...ARTICLE, ...fields });

  it('asks to which of abstract and article a half-empty copy belongs that fits both', () => {
    const abstract = article('abstract', { issue: 'Suppl 2', pages: 'S88' });
    const paper = article('paper');
    const stub = article('stub', { volume: null, issue: null, pages: null });
    const { sets, questions } = dedupe([abstract, stub, paper]);
    expect(sets).toEqual([]);
    expect(questions.filter(({ a, b }) => a === 'stub' || b === 'stub')).toHaveLength(2);
  });

  it('does not take the DOI of a supplement for that of its abstracts', () => {
    const titles = ['Porters and sleep', 'Lifts and backs', 'Trolleys and wrists', 'Corridors and feet'];
    const abstracts = titles.map((title, at) =>
      article(`s${at}`, {
        title: `${title}: results of a ward survey`,
        doi: '10.5555/supplement',
        pages: `S${at + 1}`,
      }),
    );
    expect(dedupe(abstracts).sets).toEqual([]);
  });

  it('asks about two records of one database that agree in little but the title, and not of two databases', () => {
    const a = article('a', { volume: null, issue: null, pages: null, source: 'PubMed' });
    expect(outcome(dedupe([a, article('b', { source: 'PubMed' })]))).toBe('asked');
    expect(outcome(dedupe([a, article('b', { source: 'Embase' })]))).toBe('certain');
  });

  it('joins copies to the letter however many there are', () => {
    const copies = Array.from({ length: 300 }, (_, at) => article(`c${at}`));
    expect(dedupe(copies).sets.map((set) => set.ids.length)).toEqual([300]);
  });

  it('joins a hundred exports of one record that differ in small things', () => {
    const copies = Array.from({ length: 100 }, (_, at) => article(`c${at}`, { abstract: `Export ${at}` }));
    expect(dedupe(copies).sets.map((set) => set.ids.length)).toEqual([100]);
  });

  it('never joins what people have told apart, not even through a third copy', () => {
    const refs = [article('a'), article('b', { issue: null }), article('c', { journal: 'J Occup Porterage' })];
    const { sets } = dedupe(refs, { apart: [['a', 'b']] });
    expect(sets).toHaveLength(1);
    expect(sets[0]?.ids).toHaveLength(2);
    expect(sets[0]?.ids).not.toEqual(['a', 'b']);
  });

  it('asks once for two sets and not once for every pair between them', () => {
    const left = [article('a1'), article('a2', { issue: null })];
    const right = [article('b1', { pages: '97-104' }), article('b2', { pages: '97-104', issue: null })];
    const { sets, questions } = dedupe([...left, ...right]);
    expect(sets.map((set) => set.ids)).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ]);
    expect(questions).toHaveLength(1);
  });

  it('asks little about a title that returns on every other page, and says how much it left out', () => {
    const column = Array.from({ length: 40 }, (_, at) => article(`c${at}`, { pages: `${at * 10 + 1}-${at * 10 + 7}` }));
    const { sets, questions, unasked } = dedupe(column);
    expect(sets).toEqual([]);
    expect(questions.length).toBeLessThanOrEqual((40 * MOST_QUESTIONS) / 2);
    expect(unasked).toBeGreaterThan(0);
  });

  it('what waits is asked once what was asked before it is answered, and nothing likely is lost', () => {
    const column = Array.from({ length: 12 }, (_, at) => article(`c${at}`, { pages: `${at * 10 + 1}-${at * 10 + 7}` }));
    const apart: Array<[string, string]> = [];
    const joined: Array<[string, string]> = [];
    const same = (id: string) => id === 'c0' || id === 'c11';
    const seen = new Set<string>();
    for (let round = 0; ; round++) {
      const { questions, unasked } = dedupe(column, { apart, joined });
      for (const { a, b } of questions) {
        expect(seen.has(`${a} ${b}`)).toBe(false);
        seen.add(`${a} ${b}`);
        (same(a) && same(b) ? joined : apart).push([a, b]);
      }
      if (questions.length === 0) {
        expect(unasked).toBe(0);
        expect(round).toBeGreaterThan(1);
        break;
      }
    }
    expect(joined).toEqual([['c0', 'c11']]);
    const told = new Set(
      apart.map(([a, b]) =>
        [a, b]
          .map((id) => (id === 'c11' ? 'c0' : id))
          .sort()
          .join(' '),
      ),
    );
    expect(told.size).toBe((11 * 10) / 2);
  });

  it('takes a DOI with a number behind it for a part of its own, and one that is cut for the same', () => {
    const whole = article('a', { doi: '10.5555/porter.2014.24864' });
    const bare = (doi: string) => article('b', { doi, volume: null, pages: null, abstract: null });
    expect(outcome(dedupe([whole, bare('10.5555/porter.2014.24864.2')]))).toBe('asked');
    expect(outcome(dedupe([whole, bare('10.5555/porter.2014.24')]))).toBe('certain');
  });

  it('asks whether one abstract in the supplements of two meetings is one', () => {
    const first = article('a', { issue: 'Suppl 1', pages: 'S23', doi: null });
    const second = article('b', {
      journal: 'Lifting and Carrying',
      volume: '7',
      issue: 'Suppl 2',
      pages: '239-240',
      doi: null,
    });
    const { sets, questions } = dedupe([first, second]);
    expect(sets).toEqual([]);
    expect(questions).toMatchObject([{ a: 'a', b: 'b', relation: 'other-publication' }]);
  });

  it('refuses one id twice', () => {
    expect(() => dedupe([article('a'), article('a')])).toThrow(RangeError);
  });

  it('says how far it is', () => {
    const seen: number[] = [];
    dedupe([article('a'), article('b')], { onProgress: (done, total) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
  });
});

describe('new records against old ones', () => {
  const old = [
    record('old1', ARTICLE),
    record('old2', { ...ARTICLE, issue: null }),
    record('old3', { ...ARTICLE, pages: '97-104' }),
  ];

  it('finds the old record of a new copy and leaves pairs of old records alone', () => {
    const { sets, questions } = dedupeAgainst(old, [record('new1', { ...ARTICLE, journal: 'J Occup Porterage' })]);
    expect(sets).toHaveLength(1);
    expect(sets[0]?.ids).toEqual(expect.arrayContaining(['new1', 'old1']));
    for (const pair of sets[0]?.pairs ?? []) expect([pair.a, pair.b]).toContain('new1');
    for (const question of questions) expect([question.a, question.b]).toContain('new1');
  });

  it('finds nothing when the new record is new', () => {
    const fresh = record('new2', {
      ...ARTICLE,
      title: 'Stair lifts of the nineteenth century',
      authors: ['Adler, R'],
      pages: '1-20',
    });
    expect(outcome(dedupeAgainst(old, [fresh]))).toBe('apart');
  });

  it('raises no old question again for a copy to the letter', () => {
    const { sets, questions } = dedupeAgainst(old, [record('a-new', ARTICLE)]);
    expect(sets[0]?.ids).toContain('a-new');
    expect(questions).toEqual([]);
  });
});

describe('laws', () => {
  const someRecord = (id: string) =>
    fc
      .record({
        title: fc.constantFrom(
          'Night shifts of porters',
          'Night shifts of porters: a review',
          'Editorial',
          'Day shifts of nurses on wards',
          null,
        ),
        authors: fc.subarray(['Lindqvist, M', 'Okafor, C', 'Adler, R']),
        year: fc.constantFrom(2013, 2014, null),
        journal: fc.constantFrom('Journal of Occupational Porterage', 'J Occup Porterage', 'Lifts', null),
        volume: fc.constantFrom('31', '32', null),
        pages: fc.constantFrom('412-420', '412', 'S12', null),
        doi: fc.constantFrom('10.5555/a', '10.5555/b', null),
        source: fc.constantFrom('PubMed', 'Embase', null),
      })
      .map((fields) => record(id, fields));
  const someRecords = fc
    .integer({ min: 0, max: 14 })
    .chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => someRecord(`r${at}`))));

  it('the order of rows changes nothing', () => {
    fc.assert(
      fc.property(
        someRecords.chain((refs) => fc.tuple(fc.constant(refs), fc.shuffledSubarray(refs, { minLength: refs.length }))),
        ([refs, shuffled]) => expect(dedupe(shuffled)).toEqual(dedupe(refs)),
      ),
      { numRuns: 150 },
    );
  });

  it('sets share no record, hold at least two, and hold only ids that were given', () => {
    fc.assert(
      fc.property(someRecords, (refs) => {
        const ids = dedupe(refs).sets.flatMap((set) => {
          expect(set.ids.length).toBeGreaterThan(1);
          return set.ids;
        });
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(refs.some((ref) => ref.id === id)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('pairs of a set connect it whole, questions join no two records of one set', () => {
    fc.assert(
      fc.property(someRecords, (refs) => {
        const { sets, questions } = dedupe(refs);
        for (const set of sets) {
          const reached = new Set([set.ids[0]]);
          for (let round = 0; round < set.ids.length; round++) {
            for (const { a, b } of set.pairs) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
          }
          expect(reached.size).toBe(set.ids.length);
        }
        for (const { a, b } of questions) {
          expect(sets.some((set) => set.ids.includes(a) && set.ids.includes(b))).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('what people told apart stays apart', () => {
    fc.assert(
      fc.property(someRecords, (refs) => {
        const [first] = dedupe(refs).sets;
        if (!first) return;
        const [a, b] = [first.ids[0] as string, first.ids[1] as string];
        const { sets, questions } = dedupe(refs, { apart: [[a, b]] });
        expect(sets.some((set) => set.ids.includes(a) && set.ids.includes(b))).toBe(false);
        expect(questions.some((question) => question.a === a && question.b === b)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
