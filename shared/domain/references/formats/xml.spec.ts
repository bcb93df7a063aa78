import { Refusal } from '../../refusal';
import { parseText } from '../parse';
import { ParsedReference } from '../reference';

const one = (text: string): ParsedReference => parseText(text).references[0]!;
const refusal = (text: string): Refusal => {
  try {
    parseText(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('was not refused');
};

describe('EndNote XML', () => {
  it('reads style runs as one text', () => {
    const style = (text: string): string => `<style face="italic" font="default" size="100%">${text}</style>`;
    expect(
      one(
        `<?xml version="1.0"?><xml><records><record><source-app name="EndNote">EndNote</source-app><ref-type name="Journal Article">17</ref-type><contributors><authors><author>${style('Doe, J.')}</author></authors></contributors>` +
          `<titles><title>${style('Effect of ')}${style('E. coli')}${style(' &amp; more')}</title><secondary-title>${style('J')}</secondary-title></titles><pages>${style('1-9')}</pages><isbn>${style('1234-5678 (Print)&#xD;9876-5432')}</isbn>` +
          `<keywords><keyword>${style('a&#xD;b')}</keyword></keywords><dates><year>${style('2018')}</year><pub-dates><date>${style('Mar 27')}</date></pub-dates></dates><accession-num>${style('29657938')}</accession-num>` +
          `<electronic-resource-num>${style('https://doi.org/10.1000/X')}</electronic-resource-num><remote-database-provider>${style('NLM')}</remote-database-provider><custom2>${style('PMC123456')}</custom2><label>${style('Incl')}</label></record></records></xml>`,
      ),
    ).toMatchObject({
      title: 'Effect of E. coli & more',
      authors: ['Doe, J.'],
      journal: 'J',
      issn: '1234-5678',
      keywords: ['a', 'b'],
      date: '2018-03-27',
      pmid: '29657938',
      doi: '10.1000/x',
      pmcid: 'PMC123456',
      type: 'article',
      extra: { label: ['Incl'] },
    });
  });

  it('reads the bare text of Zotero and Mendeley', () => {
    expect(
      one(
        '<xml><records>\n<record>\n<ref-type name="Book Section">5</ref-type><contributors><authors><author>Doe, J.</author></authors></contributors><titles><title>\n A\n title </title><secondary-title>B</secondary-title></titles><dates><year>2018</year></dates><urls><web-urls><url>http://x.org</url></web-urls></urls></record></records></xml>',
      ),
    ).toMatchObject({
      title: 'A title',
      authors: ['Doe, J.'],
      journal: 'B',
      year: 2018,
      type: 'chapter',
      urls: ['http://x.org'],
    });
  });

  it('keeps raw text and line of each record', () => {
    const parsed = parseText(
      '<xml><records>\n<record><titles><title>a</title></titles></record>\n<record><titles><title>b</title></titles></record></records></xml>',
    );
    expect(parsed.references.map((reference) => reference.raw)).toEqual(
      ['a', 'b'].map((title) => `<record><titles><title>${title}</title></titles></record>`),
    );
  });
});

describe('PubMed XML', () => {
  it('reads an article with mark-up, labelled sections and several identifiers', () => {
    expect(
      one(
        '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.example.org/x.dtd"><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>12345</PMID><Article><Journal><ISSN>1234-5678</ISSN><JournalIssue><Volume>1</Volume><Issue>2</Issue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue><Title>The J</Title></Journal>' +
          '<ArticleTitle>H<sub>2</sub>O in <i>E. coli</i>.</ArticleTitle><Pagination><MedlinePgn>244-58</MedlinePgn></Pagination><Abstract><AbstractText Label="AIM">One.</AbstractText><AbstractText>Two <b>bold</b>.</AbstractText></Abstract><AuthorList><Author><LastName>Doe</LastName><ForeName>Jane</ForeName></Author><Author><CollectiveName>The Group</CollectiveName></Author></AuthorList></Article>' +
          '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Lancet. 2010</RefSource><PMID>99999</PMID></CommentsCorrections><CommentsCorrections RefType="Cites"><RefSource>x</RefSource></CommentsCorrections></CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/X</ArticleId><ArticleId IdType="pmc">PMC123456</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>',
      ),
    ).toMatchObject({
      title: 'H2O in E. coli.',
      abstract: 'AIM: One.\nTwo bold.',
      authors: ['Doe, Jane', 'The Group'],
      date: '1998-12',
      pages: '244-258',
      doi: '10.1000/x',
      pmid: '12345',
      pmcid: 'PMC123456',
      links: [{ kind: 'retraction', text: 'Lancet. 2010 PMID: 99999' }],
    });
  });

  it('puts the name of its bank before a number, unless it is too long for a name', () => {
    const bank = (name: string): string =>
      `<DataBank><DataBankName>${name}</DataBankName><AccessionNumberList><AccessionNumber>NCT01234567</AccessionNumber><AccessionNumber>b</AccessionNumber></AccessionNumberList></DataBank>`;
    const endless = 'x'.repeat(300);
    const { extra } = one(
      `<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><DataBankList>${bank('Registry')}${bank(endless)}</DataBankList></Article></MedlineCitation></PubmedArticle>`,
    );
    expect(extra.DataBank).toEqual(['Registry NCT01234567', 'Registry b', endless, 'NCT01234567', 'b']);
  });

  it('keeps every ISSN once', () => {
    expect(
      one(
        '<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><ISSN>1234-5678</ISSN><ISSN>8765-4321</ISSN></Journal></Article><MedlineJournalInfo><ISSNLinking>1234-5678</ISSNLinking></MedlineJournalInfo></MedlineCitation></PubmedArticle>',
      ),
    ).toMatchObject({ issn: '1234-5678', extra: { ISSN: ['8765-4321'] } });
  });

  it('reads a single book article without a set around it', () => {
    expect(
      one(
        '<PubmedBookArticle><BookDocument><PMID>1</PMID><Book><Publisher><PublisherName>P</PublisherName></Publisher><BookTitle>The book</BookTitle><PubDate><Year>2019</Year></PubDate></Book><ArticleTitle>The chapter</ArticleTitle></BookDocument></PubmedBookArticle>',
      ),
    ).toMatchObject({ type: 'chapter', title: 'The chapter', journal: 'The book', year: 2019, publisher: 'P' });
  });
});

describe('ICTRP XML', () => {
  it('reads a trial', () => {
    expect(
      one(
        '<Trials_downloaded_from_ICTRP><Trial><TrialID>ChiCTR2000012345\n</TrialID><Public_title>Short</Public_title><Scientific_title>Long title</Scientific_title><Primary_sponsor>Uni</Primary_sponsor><Date_registration>10/05/2026</Date_registration><web_address>https://x.org/1</web_address><Inclusion_Criteria>One&#x0D;&lt;br&gt;Two</Inclusion_Criteria><Secondary_ID>NCT01234567</Secondary_ID></Trial></Trials_downloaded_from_ICTRP>',
      ),
    ).toMatchObject({
      type: 'registration',
      title: 'Long title',
      accession: 'ChiCTR2000012345',
      date: '2026-05-10',
      publisher: 'Uni',
      registryIds: ['ChiCTR2000012345', 'NCT01234567'],
      extra: { Public_title: ['Short'], Inclusion_Criteria: ['One\nTwo'] },
    });
  });
});

describe('hostile and broken XML', () => {
  const set = (head: string): string =>
    `<?xml version="1.0"?>${head}<xml><records><record><titles><title>&a;</title></titles></record></records></xml>`;

  it.each([
    ['entities of its own', '<!DOCTYPE xml [<!ENTITY a "b">]>'],
    ['a file as an entity', '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    ['a parameter entity', '<!DOCTYPE xml [ <!ENTITY % a SYSTEM "http://x.org/x.dtd"> %a; ]>'],
    ['a public identifier and declarations', '<!DOCTYPE xml PUBLIC "x" "y" [<!ELEMENT a ANY>]>'],
    ['lower-case or unclosed declarations', '<!doctype xml [<!ENTITY a "b">'],
  ])('is refused with %s', (_name, head) => {
    expect(refusal(set(head))).toMatchObject({ code: 'xml_with_declarations', status: 415 });
  });

  it('never resolves an entity', () => {
    expect(one(set('')).title).toBe('&a;');
  });

  it('does not mind elements nested a hundred thousand deep', () => {
    const deep = `${'<a>'.repeat(100_000)}x${'</a>'.repeat(100_000)}`;
    expect(one(`<xml><records><record><titles><title>t</title></titles>${deep}</record></records></xml>`).title).toBe(
      't',
    );
  });

  it('loses only the record that the file ends in', () => {
    const record = (title: string): string => `<record><titles><title>${title}</title></titles></record>\n`;
    const text = `<xml><records>\n${record('a')}${record('b')}${record('c')}`;
    const parsed = parseText(text.slice(0, -30));
    expect(parsed.references.map((reference) => reference.title)).toEqual(['a', 'b']);
    expect(parsed.problems).toMatchObject([{ code: 'record_cut', line: 4, record: 3 }]);
  });

  it('goes on after an error of form, and names its line', () => {
    const parsed = parseText(
      '<xml><records>\n<record><titles><title>a</isbn></title></titles></record>\n<record><titles><title>b & c < 0.05</title></titles></record></records></xml>',
    );
    expect(parsed.references.at(-1)!.title).toBe('b & c < 0.05');
    expect(parsed.problems[0]).toMatchObject({ code: 'xml_error', line: 2 });
  });

  it('a record whose end tag is missing ends where the next one starts', () => {
    const one = (title: string): string => `<record><titles><title>${title}</title></titles>`;
    const parsed = parseText(`<xml><records>${one('A')}${one('B')}</record></records></xml>`);
    expect(parsed.references.map(({ title, raw }) => [title, raw])).toEqual([
      ['A', one('A')],
      ['B', `${one('B')}</record>`],
    ]);
    expect(parsed.problems).toMatchObject([{ code: 'xml_error' }]);
  });

  it('names that differ in every record are told apart', () => {
    const count = 5000;
    const records = Array.from(
      { length: count },
      (_, i) => `<record><titles><title>T${i}</title></titles><own-${i}>v${i}</own-${i}></record>`,
    );
    const { references } = parseText(`<xml><records>${records.join('')}</records></xml>`);
    expect(references).toHaveLength(count);
    expect(references.every(({ extra }, i) => extra[`own-${i}`]?.[0] === `v${i}`)).toBe(true);
  });
});
