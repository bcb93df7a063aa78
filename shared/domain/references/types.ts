import { ParsedReference, ReferenceType } from './reference';

/** Reads a table written as `kind: words` lines; keys are compared in lower case without punctuation. */
function table(lines: Readonly<Partial<Record<ReferenceType, string>>>): ReadonlyMap<string, ReferenceType> {
  const map = new Map<string, ReferenceType>();
  for (const [type, words] of Object.entries(lines))
    for (const word of words.split('|')) map.set(word, type as ReferenceType);
  return map;
}

/** TY values of RIS (Reference Manager, EndNote, Zotero). What is not here is `other`; the value stays in `extra`. */
const RIS_TYPES = table({
  article: 'JOUR|EJOUR|JFULL|MGZN|NEWS|INPR|JOURNAL|ARTICLE',
  conference: 'CONF|CPAPER|CONFERENCE|CP',
  chapter: 'CHAP|ECHAP|ENCYC|DICT',
  book: 'BOOK|EBOOK|EDBOOK|SER|CLSWK|WHOLE',
  thesis: 'THES|DISS|THESIS',
  report: 'RPRT|GOVDOC|REPORT|STAND',
  dataset: 'DATA|AGGR|DBASE',
  web: 'ELEC|BLOG|ICOMM|WEB',
});

export function risType(value: string): ReferenceType {
  return RIS_TYPES.get(value.toUpperCase()) ?? 'other';
}

/** Type names in words, of every other source: CSV columns, EndNote, Zotero, CSL, BibTeX, PubMed, Web of Science. */
const WORDS = table({
  article:
    'article|journal article|journalarticle|articlejournal|magazine article|newspaper article|electronic article|' +
    'magazinearticle|newspaperarticle|articlemagazine|articlenewspaper|review|letter|editorial|note|short survey|' +
    'journal|journal articles|research article|editorial material|article in press|erratum|early access|j|jour|' +
    'articlein press|review article|suppperiodical|periodical|systematic review|meta analysis|clinical trial|' +
    'randomized controlled trial|review journal|article review|data paper|business article|retracted|retraction',
  preprint: 'preprint|posted content|postedcontent|unpublishedpreprint|ppr|working paper preprint',
  conference:
    'conference|conference paper|conferencepaper|conference proceedings|conference proceeding|paperconference|' +
    'inproceedings|proceedings|proceedings paper|conference abstract|meeting abstract|conference review|' +
    'proceedingsarticle|meeting|c|conf|cpaper|proceedingsbook|proceedings article',
  chapter:
    'chapter|book section|booksection|book chapter|incollection|inbook|electronic book section|encyclopedia article|' +
    'encyclopediaarticle|entryencyclopedia|entry|suppcollection|inreference|bookchapter|chap',
  book: 'book|edited book|electronic book|mvbook|collection|serial|booklet|reference|monograph|b|s|classical work',
  thesis: 'thesis|dissertation|phdthesis|mastersthesis|dissertation thesis|doctoral thesis|thes',
  report: 'report|techreport|technical report|government document|working paper|manual|standard|rprt',
  registration:
    'registration|trial registration|trial registry record|clinical trial registration|registered trial|' +
    'clinical trial registry record|trial|interventional|observational',
  dataset: 'dataset|data set|data|online database|aggregated database|database',
  web: 'web|web page|webpage|website|online|blog|blogpost|blog post|postweblog|post|electronic|www|online multimedia',
});

export function wordedType(value: string): ReferenceType {
  const key = value
    .toLowerCase()
    .replace(/[-_/]+/g, '')
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return WORDS.get(key) ?? WORDS.get(key.replace(/ /g, '')) ?? 'other';
}

const PREPRINT_SERVERS =
  /^(?:(?:cshl )?(?:med|bio|psy|chem|soc|edu|engr|agri)a?r?xiv|arxiv|ssrn|research square|preprints(?:\.org)?|osf preprints|authorea|techrxiv|medrxiv|biorxiv|psyarxiv|chemrxiv)\b/i;

/** Registers by their names or addresses, which CENTRAL gives as the journal. */
const REGISTERS =
  /^(?:https?:\/\/)?(?:www\.)?(?:clinicaltrials\.gov|trialsearch\.who\.int|who\.int\/trialsearch|isrctn\.com|anzctr\.org\.au|chictr\.org\.cn|ctri\.nic\.in|drks\.de|irct\.ir|clinicaltrialsregister\.eu)/i;

/**
 * Sharpens a type by what else the record says: a journal article "in" a preprint server is a preprint, and a record
 * that calls itself a trial registry record is a registration.
 */
export function refineType(reference: ParsedReference): void {
  if (reference.type !== 'article' && reference.type !== 'other') return;
  if (reference.journal !== null && PREPRINT_SERVERS.test(reference.journal)) reference.type = 'preprint';
  else if (reference.journal === null && reference.publisher !== null && PREPRINT_SERVERS.test(reference.publisher))
    reference.type = 'preprint';
  else if (reference.journal !== null && REGISTERS.test(reference.journal)) reference.type = 'registration';
}

/** How each kind is written: RIS TY, EndNote reference type (name and number), BibTeX entry type, CSL type. */
export const TYPE_NAMES: Readonly<
  Record<ReferenceType, { ris: string; endnote: string; number: number; bibtex: string; csl: string }>
> = {
  article: { ris: 'JOUR', endnote: 'Journal Article', number: 17, bibtex: 'article', csl: 'article-journal' },
  preprint: { ris: 'UNPB', endnote: 'Unpublished Work', number: 34, bibtex: 'unpublished', csl: 'article' },
  conference: {
    ris: 'CPAPER',
    endnote: 'Conference Paper',
    number: 47,
    bibtex: 'inproceedings',
    csl: 'paper-conference',
  },
  chapter: { ris: 'CHAP', endnote: 'Book Section', number: 5, bibtex: 'incollection', csl: 'chapter' },
  book: { ris: 'BOOK', endnote: 'Book', number: 6, bibtex: 'book', csl: 'book' },
  thesis: { ris: 'THES', endnote: 'Thesis', number: 32, bibtex: 'thesis', csl: 'thesis' },
  report: { ris: 'RPRT', endnote: 'Report', number: 27, bibtex: 'techreport', csl: 'report' },
  registration: { ris: 'GEN', endnote: 'Generic', number: 13, bibtex: 'misc', csl: 'document' },
  dataset: { ris: 'DATA', endnote: 'Dataset', number: 59, bibtex: 'dataset', csl: 'dataset' },
  web: { ris: 'ELEC', endnote: 'Web Page', number: 12, bibtex: 'online', csl: 'webpage' },
  other: { ris: 'GEN', endnote: 'Generic', number: 13, bibtex: 'misc', csl: 'document' },
};
