import * as fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../refusal';
import { parseReferences, parseText } from '../parse';
import { Problems } from '../problems';
import { ReadProblem } from '../reference';
import { TextWindow } from '../text-window';
import { readXmlRecords, XmlRecord } from './xml';
import { XmlShape } from './xml-names';

/** Names and start tags that were met before take a shorter way: it must lead to the same place as the long one. */
const SHAPE: XmlShape = {
  records: new Set(['record']),
  inline: new Set(['style']),
  skipped: new Set(['cited']),
};

interface Outcome {
  records: XmlRecord[];
  problems: ReadProblem[];
  refused: string | null;
}

function walk(text: string, size = text.length): Outcome {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
  const problems = new Problems();
  const records: XmlRecord[] = [];
  let refused: string | null = null;
  try {
    for (const record of readXmlRecords(new TextWindow(pieces[Symbol.iterator]()), SHAPE, problems))
      records.push(record);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refused = error.code;
  }
  return { records, problems: problems.toList(), refused };
}

/** Start tags in the ways of writing them that are no fault. */
const TAGS = [
  ...['<record>', '<record id="1">', '<record/>', '<style>', '<style face="a" font=\'b\'>', '<style x="a>b">'],
  ...['<cited n="1">', '<a>', '<a x="1">', '<a x="1"/>', '<a/>', '<a >', "<a x='1' y=\"'\">", '<ab>', '<ab x="1">'],
];
const OTHERS = [
  ...['<a x="<">', '<a"b>c">'],
  ...['</record>', '</record>', '</style>', '</style >', '</cited>', '</a>', '</ a>', '</ab>', '</a"b>', '</x>', '</>'],
  ...['text', ' ', '\n', '&amp;', '&', '<', '>', '/', '"', "'", '<a', '<a x="1"', '<a x="', '<style', '</a', '<ab'],
  ...['<!-- <a> -->', '<!--', '-->', '<![CDATA[<a>]]>', '<![CDATA[', ']]>', '<?x <a> ?>', '<?', '<!DOCTYPE a>', '<!a>'],
];
/** Records without a fault that hold all of them. */
const WARM = TAGS.filter((tag) => !tag.startsWith('<record'))
  .map((tag) => `<record id="1">${tag}${tag.endsWith('/>') ? '' : `</${/[a-z]+/.exec(tag)![0]}>`}</record><record/>`)
  .join('');

const part = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...TAGS) },
  { weight: 3, arbitrary: fc.constantFrom(...OTHERS) },
);
const text = fc.array(part, { maxLength: 40 }).map((parts) => `<record>${parts.join('')}`);

describe('names and tags that were met before', () => {
  it('change nothing in what is read behind them, nor in what is said of it', () => {
    const before = walk(WARM);
    expect(before.records.length).toBeGreaterThan(TAGS.length);
    expect(before.problems).toEqual([]);
    fc.assert(
      fc.property(text, (damaged) => {
        const alone = walk(damaged);
        const { records, problems, refused } = walk(WARM + damaged);
        expect(records.slice(before.records.length)).toEqual(alone.records);
        expect(refused).toBe(alone.refused);
        expect(problems.map((problem) => ({ ...problem, record: problem.record! - before.records.length }))).toEqual(
          alone.problems,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('are met again where a piece of the text ends inside them', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (damaged, size) => {
        expect(walk(WARM + damaged, size)).toEqual(walk(WARM + damaged));
      }),
      { numRuns: 500 },
    );
  });

  it('are kept whole where a tag goes on in quotation marks', () => {
    const { records, problems } = walk('<record><a x="1">b</a><a x="1>2">c</a><a x="1"y>d</a></record>');
    expect(records[0]!.node.children).toEqual([
      { name: 'a', attributeText: ' x="1"', children: ['b'] },
      { name: 'a', attributeText: ' x="1>2"', children: ['c'] },
      { name: 'a', attributeText: ' x="1"y', children: ['d'] },
    ]);
    expect(problems).toEqual([]);
  });
});

const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  'endnote-xml': ['<xml><records>', '</records></xml>'],
  'pubmed-xml': ['<PubmedArticleSet>', '</PubmedArticleSet>'],
  'ictrp-xml': ['<Trials_downloaded_from_ICTRP>', '</Trials_downloaded_from_ICTRP>'],
};

describe('a record by itself reads as it did in its file', () => {
  const own = join(__dirname, '../fuzz-corpus');
  const real = join(__dirname, '../../../../../shared/references/files');
  if (!existsSync(real)) console.warn('the corpus of real exports is not here: its files are left out');
  const files = [own, real]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.xml'));

  it.each(files.map((path) => [path.split('/').at(-1)!, path]))('%s', (_name, path) => {
    const { format, references } = parseReferences(readFileSync(path));
    const [head, foot] = AROUND[format]!;
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references)
      expect(parseText(`${head}${reference.raw}${foot}`).references).toEqual([reference]);
  });
});
