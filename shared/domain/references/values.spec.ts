import { latexToText } from './formats/latex';
import { authorsIn } from './formats/author-list';
import { parseDate } from './dates';
import { collectRegistryIds, doiIn, issnIn, statedDoi, statedPmid, urlsIn } from './identifiers';
import { familyFirst, tidyAuthor } from './names';
import { expandPages, joinPages } from './pages';
import { plain } from './text-clean';

describe('dates', () => {
  it.each([
    ['2019', '2019'],
    ['2001/09/01/', '2001-09-01'],
    ['2019/08//', '2019-08'],
    ['2019-08-31', '2019-08-31'],
    ['2014-08-29T10:00:00Z', '2014-08-29'],
    ['20170812', '2017-08-12'],
    ['Start date: 20170812', '2017-08-12'],
    ['2018 JAN', '2018-01'],
    ['2018 Mar 27', '2018-03-27'],
    ['1998 Dec-1999 Jan', '1998-12'],
    ['4-8 Aug. 2020', '2020-08'],
    ['Mar. 2017', '2017-03'],
    ['September  1, 2021', '2021-09-01'],
    ['15 Aug 2004', '2004-08-15'],
    ['Winter 2014', '2014'],
    ['Decision of 2014', '2014'],
    ['2019/02/30', '2019-02'],
    ['31/12/2019', '2019-12-31'],
    ['05/06/2019', '2019'],
    ['98/05/01', '1998-05-01'],
    ['Sep-Oct', null],
    ['///', null],
    ['0000', null],
    ['10 15', null],
    ['', null],
  ])('reads %j as %j', (text, date) => {
    expect(parseDate(text)?.date ?? null).toBe(date);
  });

  it('believes a register about the order of day and month', () => {
    expect(parseDate('10/05/2026', 'day-first')?.date).toBe('2026-05-10');
    expect(parseDate('10/05/2026', 'month-first')?.date).toBe('2026-10-05');
  });
});

describe('pages', () => {
  it.each([
    ['244-58', '244-258'],
    ['S33-8', 'S33-S38'],
    ['1178-S9', '1178-S9'],
    ['pp 37-64', '37-64'],
    ['p. 12', '12'],
    ['1 - 10', '1-10'],
    ['99--123', '99-123'],
    ['123–456', '123-456'],
    ['704-704', '704'],
    ['2133-42; quiz 2143', '2133-2142; quiz 2143'],
    ['465:1--465:20', '465:1-465:20'],
    ['e494', 'e494'],
    ['R575', 'R575'],
    ['i-ii', 'i-ii'],
    [' ', null],
  ])('writes %j as %j', (text, pages) => {
    expect(expandPages(text)).toBe(pages);
    if (pages !== null) expect(expandPages(pages)).toBe(pages);
  });

  it.each([
    ['100', '10', '100-110'],
    ['152-160', '160', '152-160'],
    ['12', '12', '12'],
    ['12', null, '12'],
    [null, '423', '423'],
    [null, null, null],
  ])('joins start %j and end %j as %j', (start, end, pages) => {
    expect(joinPages(start, end)).toBe(pages);
  });
});

describe('identifiers', () => {
  it.each([
    ['10.1000/XYZ.1', '10.1000/xyz.1'],
    ['https://doi.org/10.1000/xyz.', '10.1000/xyz'],
    ['http://dx.doi.org/10.1002%2Fjts.22387', '10.1002/jts.22387'],
    ['10.1007/999-9\\_3', '10.1007/999-9_3'],
    ['10.4103/abr.abr_99_17 [doi]', '10.4103/abr.abr_99_17'],
    ['10.1016/S0140-6736(20)30566-3', '10.1016/s0140-6736(20)30566-3'],
    ['(doi: 10.1000/xyz)', '10.1000/xyz'],
    [
      '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2',
      '10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2',
    ],
    ['version 10.2', null],
    ['none', null],
  ])('finds in %j the DOI %j', (text, doi) => {
    expect(doiIn(text)).toBe(doi);
  });

  it.each([
    [
      'https://www.scopus.com/inward/record.uri?eid=2-s2.0-85&doi=10.15598%2faeee.v16i3.2698&partnerID=40',
      '10.15598/aeee.v16i3.2698',
    ],
    ['https://onlinelibrary.wiley.com/doi/abs/10.1111/xyz.ch29', '10.1111/xyz.ch29'],
    ['http://sfx.example.org/?sid=EMBASE&id=doi:10.4103%2F2303-9027.138783&atitle=Cysts', '10.4103/2303-9027.138783'],
    ['DOI: 10.1000/abc', '10.1000/abc'],
    ['rated 10.1234/5 by readers', null],
  ])('takes from a link or note %j the DOI %j', (text, doi) => {
    expect(statedDoi(text)).toBe(doi);
  });

  it.each([
    ['PMID: 33355555', '33355555'],
    ['NLM UID: 1. PMID: NLM34520387.', '34520387'],
    ['https://pubmed.ncbi.nlm.nih.gov/22752652/', '22752652'],
    ['MEDLINE:27611825', '27611825'],
    ['call 33355555', null],
  ])('finds in %j the PMID %j', (text, pmid) => {
    expect(statedPmid(text)).toBe(pmid);
  });

  it.each([
    ['03064530 (ISSN)', '0306-4530'],
    ['1999-7777(Electronic),0222-6666(Print)', '1999-7777'],
    ['1234-567x', '1234-567X'],
    ['978-3-16-148410-0', null],
    ['9783161484100', null],
  ])('finds in %j the ISSN %j', (text, issn) => {
    expect(issnIn(text)).toBe(issn);
  });

  it.each([
    ['ClinicalTrials.gov (NCT02149199), isrctn12345678', ['NCT02149199', 'ISRCTN12345678']],
    ['ChiCTR2000012345 and ChiCTR-IPR-12001234', ['ChiCTR2000012345', 'ChiCTR-IPR-12001234']],
    ['EudraCT number: 2009-012345-12; JPRN-UMIN000001234', ['EUCTR2009-012345-12', 'UMIN000001234']],
    ['NCT021491990 is too long, NCT02 too short', []],
  ])('collects from %j the registry numbers %j', (text, ids) => {
    const found: string[] = [];
    collectRegistryIds(text, found);
    expect(found).toEqual(ids);
  });

  it.each([
    ['http://a.org; http://b.org', ['http://a.org', 'http://b.org']],
    ['http://a.org/1http://b.org/2', ['http://a.org/1', 'http://b.org/2']],
    ['http://proxy.org/?url=http://b.org', ['http://proxy.org/?url=http://b.org']],
    ['internal-pdf://x.pdf', []],
  ])('parts %j into addresses', (text, urls) => {
    expect(urlsIn(text)).toEqual(urls);
  });
});

describe('names', () => {
  it.each([
    ['Shannon,Claude E.', 'Shannon, Claude E.'],
    ['World Health Organization,', 'World Health Organization'],
    [' Doe ,  Jane ;', 'Doe, Jane'],
  ])('tidies %j to %j', (text, author) => {
    expect(tidyAuthor(text)).toBe(author);
  });

  it.each([
    ['Adler D.G.', 'Adler, D.G.'],
    ['van der Berg JW', 'van der Berg, JW'],
    ['Doe, Jane', 'Doe, Jane'],
    ['Anonymous', 'Anonymous'],
  ])('writes %j as %j', (text, author) => {
    expect(familyFirst(text)).toBe(author);
  });

  it.each([
    ['Liu R., Adler D.G.', null, ['Liu, R.', 'Adler, D.G.']],
    ['Lim SM, Shiau CWC, Lau Y.', 'PubMed', ['Lim, SM', 'Shiau, CWC', 'Lau, Y']],
    ['Smith, J., Doe, A. B.', null, ['Smith, J.', 'Doe, A. B.']],
    ['Joseph Rottman, Erran Carmel', 'IEEE Xplore', ['Joseph Rottman', 'Erran Carmel']],
    ['van den Berg, Jan Willem', null, ['van den Berg, Jan Willem']],
    ["['Marx, Karl', \"O'Neill, Ann\"]", null, ['Marx, Karl', "O'Neill, Ann"]],
    ['Smith, Ann and Doe, John', 'Rayyan', ['Smith, Ann', 'Doe, John']],
    ['Smith A (57196); Doe B (57197)', null, ['Smith A (57196)', 'Doe B (57197)']],
    ['Ann Smith|Bo Doe', null, ['Ann Smith', 'Bo Doe']],
    ['Andy SmithTom McDonaldBo Weber', 'SpringerLink', ['Andy Smith', 'Tom McDonald', 'Bo Weber']],
  ] as const)('parts the cell %j (%s)', (cell, vendor, authors) => {
    expect(authorsIn(cell, vendor)).toEqual(authors);
  });
});

describe('text', () => {
  it.each([
    ['AT&amp;T &lt;b&gt; &#x0027;x&#39; &eacute; &unknown;', "AT&T 'x' é &unknown;"],
    ['H<sub>2</sub>O <i>in vitro</i><br/>p < 0.05', 'H2O in vitro p < 0.05'],
    ['a\u00a0b  c\n d', 'a b c d'],
    ['&#0;&#xD800;', '\ufffd\ufffd'],
  ])('reads %j as %j', (text, clean) => {
    expect(plain(text)).toBe(clean);
  });

  it.each([
    ["Garc{\\'i}a and {\\'\\i}", 'García and í'],
    ['M{\\"{u}}ller, \\"Osten', 'Müller, Östen'],
    ['\\v{S}koda \\c{c} \\L{}odz \\ss{} \\o re', 'Škoda ç Łodz ß øre'],
    ['50\\% of \\$5 \\& more\\_x', '50% of $5 & more_x'],
    ['{DNA} in H$_2$O and $\\alpha$', 'DNA in H2O and α'],
    ['costs $5 or $10', 'costs $5 or $10'],
    ["pages 1--10 ``so'' --- yes", 'pages 1–10 “so” — yes'],
    ['\\emph{very} \\unknown x', 'very unknown x'],
    ['\\input{/etc/passwd}', '/etc/passwd'],
    ['trailing \\', 'trailing '],
  ])('reads the LaTeX %j as %j', (source, text) => {
    expect(latexToText(source)).toBe(text);
  });
});
