import { parseText } from '../parse';
import { ParsedReference } from '../reference';

const one = (text: string): ParsedReference => parseText(text).references[0]!;

describe('BibTeX', () => {
  it('reads an ordinary entry', () => {
    expect(
      one(
        '@article{key1,\n title = {The {DNA} of M{\\"u}ller},\n author = "Doe, Jane and von Roe, Richard, and {The Group}",\n journal = {J}, year = 2019, month = aug, volume = {1}, number = {2}, pages = {244--58}, doi = {10.1000/X\\_1}, keywords = {a, b}\n}',
      ),
    ).toMatchObject({
      title: 'The DNA of Müller',
      authors: ['Doe, Jane', 'von Roe, Richard', 'The Group'],
      date: '2019-08',
      pages: '244-258',
      doi: '10.1000/x_1',
      keywords: ['a', 'b'],
      accession: 'key1',
      type: 'article',
    });
  });

  const damaged: readonly [reason: string, text: string, titles: string[]][] = [
    ['a key has blanks, commas or quotes', "@article{Smith, J. 'x' 2019,\ntitle = {a},\nyear = {2019}}", ['a']],
    ['a key is missing', '@article{title = {a}, year = {2019}}', ['a']],
    ['a key is missing but its comma is there', '@article{,\n title = {a},\n}', ['a']],
    ['a comma between fields is missing', '@article{k,\n title = {a}\n year = {2019}\n}', ['a']],
    [
      'a value has a brace too many',
      '@article{k,\n abstract = {one } two},\n title = {a},\n}\n@book{l, title={b}}',
      ['a', 'b'],
    ],
    [
      'a value has a brace too few',
      '@article{k,\n abstract = {one { two},\n title = {a},\n}\n\n@book{l, title={b}}',
      ['a', 'b'],
    ],
    ['an entry is not closed before the next', '@article{k,\n title = {a},\n\n@book{l, title={b}}', ['a', 'b']],
    ['an at sign stands in a value', '@article{k, title = {a}, note = {mail x@y.org @type:Person}}', ['a']],
    ['parentheses hold the entry', '@article(k, title = {a}, year = 2019)', ['a']],
    ['entries follow without a line end', '@article{k, title={a}}@article{l, title={b}}', ['a', 'b']],
    [
      'there is a preamble, a comment and text between',
      'From: x\nSubject: y\n\n@preamble{"z"}\n@comment{jabref-meta: {}}\n@misc{k, title={a}}\nthe end',
      ['a'],
    ],
    ['the type has a blank before its brace', '@article {PMID:1,\n\tTitle = {a},\n}', ['a']],
  ];
  it.each(damaged)('reads entries where %s', (_reason, text, titles) => {
    expect(parseText(text).references.map((reference) => reference.title)).toEqual(titles);
  });

  it('names an entry whose braces do not match', () => {
    const parsed = parseText('@book{l, title={b}}\n@article{k,\n abstract = {one } two},\n title = {a},\n}');
    expect(parsed.problems).toMatchObject([{ code: 'unbalanced_braces', line: 2, record: 2 }]);
  });

  it('leaves out the entry that a cut file ends in', () => {
    const parsed = parseText('@book{l,\n title={b},\n}\n@article{k,\n title = {a},\n abstract = {half a');
    expect(parsed.references.map((reference) => reference.title)).toEqual(['b']);
    expect(parsed.problems).toMatchObject([{ code: 'record_cut', line: 4, record: 2 }]);
  });

  it('fills in the macros of the file', () => {
    expect(one('@string{jn = {Journal of Names}}\n@article{k, title={a}, journal = jn}').journal).toBe(
      'Journal of Names',
    );
  });

  it.each([
    ['Jane Doe and Ludwig van Beethoven', ['Doe, Jane', 'van Beethoven, Ludwig']],
    ['Doe, Jr., Jane', ['Doe, Jane, Jr.']],
    ['Doe, J. and others', ['Doe, J.']],
    ['{World Health and Care} and Doe, J', ['World Health and Care', 'Doe, J']],
    ['Doe J.; Roe R.', ['Doe, J.', 'Roe, R.']],
    ['Doe, J., Roe, R., Low, L.', ['Doe, J.', 'Roe, R.', 'Low, L.']],
  ])('reads the authors %j', (value, authors) => {
    expect(one(`@article{k, author = {${value}}, title={a}}`).authors).toEqual(authors);
  });

  it('keeps fields it does not know', () => {
    expect(one('@article{k, title={a}, art_number={12}, Cited-References={x}}')).toMatchObject({
      pages: '12',
      extra: { 'cited-references': ['x'] },
    });
  });

  it.each([
    ['@misc{PPR:PPR6, title={a}}', 'preprint'],
    ['@phdthesis{k, title={a}}', 'thesis'],
    ['@inproceedings{k, title={a}, booktitle={b}}', 'conference'],
    ['@online{k, title={a}}', 'web'],
    ['@whatever{k, title={a}}', 'other'],
  ])('takes %s for a %s', (text, type) => {
    expect(one(text).type).toBe(type);
  });

  it('puts macros in where values are joined, and leaves text in braces alone', () => {
    const text =
      '@string{jt = "Tea Journal"}\n@article{a, title = {jt}, journal = jt # " of " # {Water}, year = 2001, month = jan}\n';
    expect(parseText(text).references).toMatchObject([
      { title: 'jt', journal: 'Tea Journal of Water', date: '2001-01' },
    ]);
  });

  it('takes over from the entry that crossref names what the entry lacks', () => {
    const text =
      '@inproceedings{a, author = {Doe, J}, title = {A talk}, crossref = {Conf}, pages = {1--2}}\n' +
      '@proceedings{conf, title = {Proceedings of Tea}, year = 2004, publisher = {P}, editor = {E, E}}\n';
    expect(parseText(text).references).toMatchObject([
      { title: 'A talk', journal: 'Proceedings of Tea', year: 2004, publisher: 'P', authors: ['Doe, J'] },
      { title: 'Proceedings of Tea', year: 2004 },
    ]);
  });
});
