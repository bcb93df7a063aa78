// How fast files of references are read, beside what decoding or parsing the same bytes costs by itself.
import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../scripts/lib.mjs';
import { processorSeconds } from './processor.mjs';
import { reference } from './records.mjs';

const require = createRequire(import.meta.url);
const CHUNK_BYTES = 1 << 20;
const RUNS = 3;
const BIBTEX_BYTES = 1_700_000;

function* chunksOf(bytes) {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** As the import worker decodes. */
const utf8 = {
  isValid: isUtf8,
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'),
};

/** What any reader must do: turn the bytes into text. */
function decode(bytes) {
  let characters = 0;
  for (const chunk of chunksOf(bytes)) characters += utf8.decode(chunk).length;
  return characters;
}

/** What a conforming parser needs to walk the same XML, keeping nothing. */
function walkXml(bytes) {
  const { SaxesParser } = require('saxes');
  const parser = new SaxesParser();
  let seen = 0;
  parser.on('opentag', () => seen++);
  parser.on('text', () => seen++);
  for (const chunk of chunksOf(bytes)) parser.write(utf8.decode(chunk));
  parser.close();
  return seen;
}

/** A PubMed article as E-utilities answer it, with the parts that take the room. */
function pubmedArticle({ title, abstract, authors, journal, year, volume, pages, doi }, n) {
  const people = authors
    .map((name) => name.split(', '))
    .map(
      ([family, given]) =>
        `<Author ValidYN="Y"><LastName>${family}</LastName><ForeName>${given}</ForeName><Initials>${given[0]}</Initials><AffiliationInfo><Affiliation>Institute of Invented Studies, 4 Example Road, Northmere.</Affiliation></AffiliationInfo></Author>`,
    )
    .join('\n');
  const mesh = ['Humans', 'Child', 'Housing', 'Cohort Studies', 'Family']
    .map(
      (word, i) => `<MeshHeading><DescriptorName UI="D00${i}" MajorTopicYN="N">${word}</DescriptorName></MeshHeading>`,
    )
    .join('\n');
  return `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">${10_000_000 + n}</PMID>
<DateRevised><Year>${year}</Year><Month>01</Month><Day>15</Day></DateRevised>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5679</ISSN><JournalIssue CitedMedium="Print"><Volume>${volume}</Volume><PubDate><Year>${year}</Year><Month>Mar</Month></PubDate></JournalIssue><Title>${journal}</Title><ISOAbbreviation>${journal}</ISOAbbreviation></Journal>
<ArticleTitle>${title}</ArticleTitle><Pagination><MedlinePgn>${pages}</MedlinePgn></Pagination><ELocationID EIdType="doi" ValidYN="Y">${doi}</ELocationID>
<Abstract><AbstractText Label="METHODS">${abstract}</AbstractText></Abstract><AuthorList CompleteYN="Y">${people}</AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article><MeshHeadingList>${mesh}</MeshHeadingList></MedlineCitation>
<PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">${10_000_000 + n}</ArticleId><ArticleId IdType="doi">${doi}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>`;
}

/** Rows of the report on reading: what, figure, unit, mark, raw limit. */
export function readerRows() {
  const references = join(root, 'dist/server/shared/domain/references');
  const { readReferences, toBibtex, toEndnoteXml, toRis } = require(join(references, 'index.js'));
  const read = (bytes, expected) => () => {
    const reading = readReferences(() => chunksOf(bytes), { utf8 });
    let count = 0;
    while (!reading.next().done) count++;
    if (count !== expected) throw new Error(`${count} records read of ${expected}`);
  };
  const written = (writer, count) =>
    Buffer.from([...writer(Array.from({ length: count }, (_, n) => ({ reference: reference(n) })))].join(''));
  const rows = [];

  const ris = written(toRis, 100_000);
  rows.push({
    what: `Reading 100,000 RIS records of ${Math.round(ris.length / 100_000)} bytes`,
    value: processorSeconds(read(ris, 100_000), RUNS),
    unit: 's of processor time',
    mark: { most: 5 },
    limit: { what: 'decoding the bytes, s', value: processorSeconds(() => decode(ris), RUNS) },
  });
  const inXml = (what, bytes, count) => {
    const seconds = processorSeconds(read(bytes, count), RUNS);
    const raw = processorSeconds(() => walkXml(bytes), RUNS);
    rows.push({
      what: `Reading ${what} of ${Math.round(bytes.length / count)} bytes a record, ${Math.round(bytes.length / 1e6 / seconds)} MB/s`,
      value: count / seconds,
      unit: 'records a second',
      mark: { least: 20_000 },
      limit: { what: 'a bare pass of saxes, records/s', value: count / raw },
    });
  };
  inXml('EndNote XML', written(toEndnoteXml, 20_000), 20_000);
  const articles = Array.from({ length: 20_000 }, (_, n) => pubmedArticle(reference(n), n)).join('\n');
  inXml(
    'PubMed XML',
    Buffer.from(`<?xml version="1.0"?>\n<PubmedArticleSet>\n${articles}\n</PubmedArticleSet>\n`),
    20_000,
  );
  const entry = written(toBibtex, 100).length / 100;
  const count = Math.ceil(BIBTEX_BYTES / entry);
  const bibtex = written(toBibtex, count);
  rows.push({
    what: `Reading ${(bibtex.length / 1e6).toFixed(1)} MB of BibTeX, ${count.toLocaleString('en')} entries`,
    value: processorSeconds(read(bibtex, count), RUNS),
    unit: 's of processor time',
    mark: { most: 2 },
    limit: { what: 'decoding the bytes, s', value: processorSeconds(() => decode(bibtex), RUNS) },
  });
  return rows;
}
