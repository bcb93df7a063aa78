import { Exported, notesOf } from '../own-notes';
import { TYPE_NAMES } from '../types';

const STYLE = '<style face="normal" font="default" size="100%">';

/** EndNote's XML with every value in a style run, as EndNote itself writes it and its importers expect. */
export function* toEndnoteXml(references: Iterable<Exported>): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8" ?>\n<xml><records>\n';
  let number = 0;
  for (const exported of references) yield recordElement(exported, ++number);
  yield '</records></xml>\n';
}

/** Text of an element: line ends as the carriage returns EndNote uses; characters that XML cannot hold left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r\n?|\n/g, '&#xD;');
}

const styled = (text: string): string => `${STYLE}${escape(text)}</style>`;

function element(name: string, text: string | null): string {
  return text === null || text === '' ? '' : `<${name}>${styled(text)}</${name}>`;
}

function group(name: string, content: string): string {
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

function recordElement(exported: Exported, number: number): string {
  const { reference } = exported;
  const { endnote, number: code } = TYPE_NAMES[reference.type];
  const day = reference.date !== null && reference.date.length > 4 ? element('date', reference.date) : '';
  const workType =
    reference.type === 'registration' ? 'Trial registration' : reference.type === 'preprint' ? 'Preprint' : null;
  return (
    '<record><database name="Evenhand">Evenhand</database><source-app name="Evenhand" version="1">Evenhand</source-app>' +
    `<rec-number>${number}</rec-number><ref-type name="${endnote}">${code}</ref-type>` +
    group('contributors', group('authors', reference.authors.map((author) => element('author', author)).join(''))) +
    group('titles', element('title', reference.title) + element('secondary-title', reference.journal)) +
    group('periodical', element('full-title', reference.journal)) +
    element('pages', reference.pages) +
    element('volume', reference.volume) +
    element('number', reference.issue) +
    group('keywords', reference.keywords.map((keyword) => element('keyword', keyword)).join('')) +
    group('dates', element('year', reference.year === null ? null : String(reference.year)) + group('pub-dates', day)) +
    element('publisher', reference.publisher) +
    element('isbn', reference.issn) +
    element('accession-num', reference.accession) +
    element('abstract', reference.abstract) +
    element('notes', notesOf(exported, { identifiers: true }).join('\n\n')) +
    element('work-type', workType) +
    group('urls', group('related-urls', reference.urls.map((url) => element('url', url)).join(''))) +
    element('electronic-resource-num', reference.doi) +
    element('language', reference.language) +
    '</record>\n'
  );
}
