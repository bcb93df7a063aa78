import { JudgedTally, judgedIn, verdictIn } from './judgements';
import type { ColumnChoice } from './formats/columns';
import { collected, parseText, readReferences } from './parse';
import { toCsv, toRis } from './index';
import { emptyReference } from './reference';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;
const judgedOf = (text: string) => parseText(text).references.map(judgedIn);
const ris = (...tags: string[]): string => lines('TY  - JOUR', 'TI  - Nets and sleep', ...tags, 'ER  - ');

describe('what people of other tools decided', () => {
  it.each([
    ['Included', 'include', ''],
    ['EXCLUDE on population', 'exclude', 'population'],
    ['Exclude - wrong population', 'exclude', 'wrong population'],
    ['excluded (no control group)', 'exclude', 'no control group'],
    ['1', 'include', ''],
    ['0.0', 'exclude', ''],
    ['Maybe', 'maybe', ''],
  ])('%s is a verdict', (text, verdict, why) => {
    expect(verdictIn(text)).toEqual({ verdict, why });
  });

  it.each(['', '-1', 'no data on outcomes', 'included studies were small', '12', 'notes', 'yesterday'])(
    '%j is none',
    (text) => {
      const found = verdictIn(text);
      expect(found === null || found.why !== '').toBe(true);
    },
  );

  it('of Rayyan are in the notes: each person, the labels, the reasons', () => {
    const note =
      'RAYYAN-INCLUSION: {"Ann Lee"=>"Included", "Bo"=>"Excluded", "Cy"=>"Maybe"} | RAYYAN-LABELS: rct,children | RAYYAN-EXCLUSION-REASONS: wrong outcome,wrong dose';
    expect(judgedOf(ris(`N1  - ${note}`))).toEqual([
      {
        judgements: [
          { who: 'Ann Lee', at: null, verdict: 'include', reasons: [] },
          { who: 'Bo', at: null, verdict: 'exclude', reasons: ['wrong outcome', 'wrong dose'] },
          { who: 'Cy', at: null, verdict: 'maybe', reasons: [] },
        ],
        labels: ['rct', 'children'],
      },
    ]);
  });

  it('of Covidence are tags, and a reason in the notes of what was excluded at full text', () => {
    const header =
      'Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags';
    const row = (title: string, notes: string, tags: string): string =>
      `${title},"Yin, A",,2023,,J,,,,,,,#12,Yin 2023,"${notes}","${tags}"`;
    expect(
      judgedOf(
        lines(header, row('A', 'Exclusion reason: Wrong setting;', ''), row('B', 'ask the authors', 'pilot; RCT')),
      ),
    ).toEqual([
      { judgements: [{ who: null, at: 'full-text', verdict: 'exclude', reasons: ['Wrong setting'] }], labels: [] },
      { judgements: [], labels: ['pilot', 'RCT'] },
    ]);
  });

  it('of ASReview are columns or notes; what was not seen is not decided', () => {
    expect(
      judgedOf(
        lines('title,abstract,asreview_label,asreview_time,asreview_user_name', 'A,a,1,3,Ann', 'B,b,0,4,Ann', 'C,c,,,'),
      ),
    ).toEqual([
      { judgements: [{ who: 'Ann', at: null, verdict: 'include', reasons: [] }], labels: [] },
      { judgements: [{ who: 'Ann', at: null, verdict: 'exclude', reasons: [] }], labels: [] },
      { judgements: [], labels: [] },
    ]);
    expect(judgedOf(lines('title,abstract,label_included', 'A,a,1', 'B,b,-1'))).toMatchObject([
      { judgements: [{ who: null, verdict: 'include' }] },
      { judgements: [] },
    ]);
    const noted = ['irrelevant', 'not_seen'].map((word) => ris(`N1  - <p>ASReview_${word}</p>`)).join('');
    expect(judgedOf(noted)).toMatchObject([{ judgements: [{ verdict: 'exclude' }] }, { judgements: [] }]);
  });

  it('of DistillerSR are a row for each person and level, and one record for all of them', () => {
    const parsed = parseText(
      lines(
        'Refid,User,Level,Title,Authors,Include this reference?,Reason for exclusion',
        '7,Ann,1,Nets and sleep,"Roe, R",Yes,',
        '7,Bo,1,Nets and sleep,"Roe, R",No,wrong population',
        '7,Bo,2,Nets and sleep,"Roe, R",Exclude - no data,',
        '8,Ann,1,Beds,"Doe, J",Unclear,',
      ),
    );
    expect(parsed).toMatchObject({ vendor: 'DistillerSR', expected: 2, problems: [{ code: 'rows_joined' }] });
    expect(parsed.references.map(({ accession }) => accession)).toEqual(['7', '8']);
    expect(parsed.references.map((reference) => judgedIn(reference).judgements)).toEqual([
      [
        { who: 'Ann', at: 'title-abstract', verdict: 'include', reasons: [] },
        { who: 'Bo', at: 'title-abstract', verdict: 'exclude', reasons: [] },
        { who: 'Bo', at: 'full-text', verdict: 'exclude', reasons: ['no data'] },
      ],
      [{ who: 'Ann', at: 'title-abstract', verdict: 'maybe', reasons: [] }],
    ]);
  });

  it('of EPPI-Reviewer are codes: those of screening are decisions, the others labels', () => {
    const text = JSON.stringify({
      CodeSets: [
        {
          SetName: 'Screen on title',
          Attributes: {
            AttributesList: [
              { AttributeId: 1, AttributeName: 'EXCLUDE on population', AttributeType: 'Exclude' },
              { AttributeId: 2, AttributeName: 'INCLUDE on title', AttributeType: 'Include' },
            ],
          },
        },
        {
          SetName: 'Setting',
          Attributes: {
            AttributesList: [
              {
                AttributeId: 3,
                AttributeName: 'School',
                Attributes: { AttributesList: [{ AttributeId: 4, AttributeName: 'Nursery' }] },
              },
            ],
          },
        },
      ],
      References: [
        {
          ItemId: 11,
          Title: 'A',
          ParentTitle: 'J',
          Authors: 'Roe R; Doe J;',
          Year: '2019',
          ItemStatus: 'E',
          Codes: [{ AttributeId: 1 }, { AttributeId: 4 }],
        },
        { ItemId: 12, Title: 'B', Authors: '', Year: '2020', ItemStatus: 'I', Codes: [{ AttributeId: 2 }] },
        { ItemId: 13, Title: 'C', Authors: '', Year: '2021', ItemStatus: 'I', Codes: [] },
      ],
    });
    const parsed = parseText(text);
    expect(parsed).toMatchObject({ vendor: 'EPPI-Reviewer', expected: 3 });
    expect(parsed.references[0]).toMatchObject({ title: 'A', journal: 'J', year: 2019, accession: '11' });
    expect(parsed.references.map(judgedIn)).toEqual([
      { judgements: [{ who: null, at: null, verdict: 'exclude', reasons: ['population'] }], labels: ['Nursery'] },
      { judgements: [{ who: null, at: null, verdict: 'include', reasons: [] }], labels: [] },
      { judgements: [], labels: [] },
    ]);
  });

  it('of our own exports are where the record stood', () => {
    const reference = { ...emptyReference(), type: 'article' as const, title: 'Nets' };
    const labels = { record: ['4'], place: ['assessed-out'], reason: ['Wrong dose'], tags: ['rct'] };
    for (const write of [toRis, toCsv]) {
      expect(judgedOf([...write([{ reference, labels }])].join(''))).toEqual([
        {
          judgements: [
            { who: null, at: 'title-abstract', verdict: 'include', reasons: [] },
            { who: null, at: 'full-text', verdict: 'exclude', reasons: ['Wrong dose'] },
          ],
          labels: ['rct'],
        },
      ]);
    }
  });

  it('of any table are in the columns that somebody says hold decisions', () => {
    const text = lines('Title,Ann Lee,Bo', 'A,include,no', 'B,,maybe');
    const columns: ColumnChoice = new Map([
      ['Ann Lee', 'decision'],
      ['Bo', 'decision'],
    ]);
    const reading = collected(readReferences(() => [Buffer.from(text)], { columns }));
    expect(reading.references.map((reference) => judgedIn(reference).judgements)).toEqual([
      [
        { who: 'Ann Lee', at: null, verdict: 'include', reasons: [] },
        { who: 'Bo', at: null, verdict: 'exclude', reasons: [] },
      ],
      [{ who: 'Bo', at: null, verdict: 'maybe', reasons: [] }],
    ]);
  });

  it('a tally counts people by step, reasons and labels; a file without any has none', () => {
    const tally = new JudgedTally();
    expect(tally.summary()).toBeNull();
    const note = (words: string): string => ris(`N1  - RAYYAN-INCLUSION: {"Ann"=>"${words}"} | RAYYAN-LABELS: rct`);
    for (const judged of judgedOf(note('Included') + note('Excluded') + note('Excluded'))) tally.add(judged);
    expect(tally.summary()).toEqual({
      people: [{ who: 'Ann', at: null, verdicts: { include: 1, maybe: 0, exclude: 2 } }],
      reasons: [],
      labels: [{ text: 'rct', count: 3 }],
    });
  });

  it("a bar in a person's name parts nothing in Rayyan's note", () => {
    const note =
      'RAYYAN-INCLUSION: {"Ann | x"=>"Excluded", "Bo"=>"Included"} | RAYYAN-LABELS: a,b | USER-NOTES: {"Bo"=>["c"]}';
    expect(judgedOf(ris(`N1  - ${note}`))).toEqual([
      {
        judgements: [
          { who: 'Ann | x', at: null, verdict: 'exclude', reasons: [] },
          { who: 'Bo', at: null, verdict: 'include', reasons: [] },
        ],
        labels: ['a', 'b'],
      },
    ]);
  });

  it("an answer before a mark is an answer: DistillerSR's reviewers write on behind it", () => {
    expect(verdictIn('No, wrong population')).toEqual({ verdict: 'exclude', why: 'wrong population' });
    expect(verdictIn('No - wrong population')).toEqual({ verdict: 'exclude', why: 'wrong population' });
    expect(verdictIn("Can't tell")).toMatchObject({ verdict: 'maybe' });
    expect(verdictIn('No-one was asked')).toBeNull();
    expect(verdictIn('1, 2')).toBeNull();
  });

  it('one outcome of nobody in two columns of ASReview is one', () => {
    const table = 'title,abstract,included,asreview_ranking,label_included\na,x,1,1,1\nb,y,0,2,0\n';
    expect(parseText(table).vendor).toBe('ASReview');
    expect(judgedOf(table).map(({ judgements }) => judgements)).toEqual([
      [{ who: null, at: null, verdict: 'include', reasons: [] }],
      [{ who: null, at: null, verdict: 'exclude', reasons: [] }],
    ]);
  });

  it('names that a program could stumble over are names', () => {
    expect(judgedOf(ris('N1  - RAYYAN-INCLUSION: {"__proto__"=>"Included"}'))).toMatchObject([
      { judgements: [{ who: '__proto__', verdict: 'include' }] },
    ]);
  });
});
