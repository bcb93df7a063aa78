import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from './decode';
import { parseReferences, parseText } from './parse';
import { addRis, emptyAgreement, RIS_FIELDS } from './ris-agreement';

const corpus = join(__dirname, '../../../../shared/references');
const AT_LEAST = 0.999;

describe('the fields of RIS held against the lines of the file', () => {
  it('counts what any tag carries and what the reference has of it', () => {
    const text =
      'TY  - JOUR\nTI  - A\n  title\nAU  - Roe, R.\nPY  - 2019\nER  - \nTY  - JOUR\nT1  - B\nJO  - J\nER  - \n';
    const { references } = parseText(text);
    const agreement = emptyAgreement();
    addRis(agreement, text, [references[0]!, { ...references[1]!, title: 'C' }]);
    expect(agreement.carried).toEqual({ title: 2, authors: 1, year: 1, doi: 0, abstract: 0, journal: 1 });
    expect(agreement.kept).toEqual({ title: 1, authors: 1, year: 1, doi: 0, abstract: 0, journal: 1 });
    expect(agreement.misses).toEqual([{ field: 'title', record: 2, carried: 'B', read: 'C' }]);
  });

  if (!existsSync(join(corpus, 'MANIFEST.tsv'))) {
    console.warn('the corpus of real exports is not here: its fields are not compared');
    it.skip('over real exports is absent', () => undefined);
    return;
  }

  it(`agrees in at least ${AT_LEAST} of the records of real exports, for every field`, () => {
    const agreement = emptyAgreement();
    const rows = readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8').split('\n').slice(1);
    for (const [file = '', format] of rows.map((row) => row.split('\t'))) {
      if (format !== 'ris') continue;
      const bytes = readFileSync(join(corpus, 'files', file));
      const parsed = parseReferences(bytes);
      if (parsed.format === 'ris') addRis(agreement, decodeText(bytes).text, parsed.references);
    }
    const shares = RIS_FIELDS.map((field) => [field, agreement.kept[field] / agreement.carried[field]] as const);
    const short = shares.filter(([, share]) => share < AT_LEAST);
    expect([short, short.length > 0 ? agreement.misses : []]).toEqual([[], []]);
    expect(Object.values(agreement.carried).every((count) => count > 100)).toBe(true);
  });
});
