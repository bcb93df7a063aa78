import { isKnownHeader } from './formats/columns';
import { firstRows, guessDelimiter } from './formats/delimited';
import { TextFormat } from './reference';

/** What a text is that we know but do not read, with the way to a file that we do. */
export interface Unreadable {
  /** What it is, in words. */
  kind: string;
  /** What to do instead. */
  remedy: string;
}

export type Sniffed = { format: TextFormat; vendor: string | null } | { unreadable: Unreadable };

/** How much of a text is looked at. */
export const SNIFFED_CHARACTERS = 65_536;

/**
 * The format of a text by what stands in it; a file name is never believed (Web of Science files come as `.ris`, RIS
 * files as `.txt`) and only helps to word what went wrong. `anyTable` takes tables whose column names nobody knows.
 */
export function sniffFormat(text: string, fileName?: string, anyTable = false): Sniffed {
  const head = text.slice(0, SNIFFED_CHARACTERS);
  const start = head.replace(/^[\s\ufeff]+/, '');
  if (start === '') return { unreadable: { kind: 'an empty file', remedy: 'Export the search again.' } };
  if (start.startsWith('<')) {
    const xml = sniffXml(start);
    if (xml) return xml;
  }
  if (start.startsWith('{\\rtf'))
    return { unreadable: { kind: 'a rich text document', remedy: 'Export as RIS, not as a formatted bibliography.' } };
  if (/^(?:\[\s*[{\]]|\{\s*["}])/.test(start)) return { format: 'json', vendor: null };
  const named = sniffHeader(start);
  if (named) return { format: named, vendor: null };
  const format = sniffLabelled(head) ?? sniffTagged(head);
  if (format) return { format, vendor: vendorOf(format, head) };
  const prose = sniffProse(start);
  if (prose) return { unreadable: prose };
  if (RAYYAN_LOG.test(start))
    return {
      unreadable: {
        kind: 'the log of a Rayyan export, which holds decisions but no records',
        remedy:
          'Import articles.csv of the same export: its notes hold the decisions, and they can be taken over from there.',
      },
    };
  const table = sniffTable(head) ?? (anyTable ? sniffAnyTable(head) : null);
  if (table) return { format: table, vendor: null };
  const ending = fileName && /\.[a-z0-9]{1,8}$/i.exec(fileName)?.[0];
  return {
    unreadable: {
      kind: `text that is none of the formats we read${ending ? ` (the name ends in ${ending})` : ''}`,
      remedy: 'Export as RIS, PubMed, EndNote XML, BibTeX or CSV with column names in the first row.',
    },
  };
}

function sniffXml(start: string): Sniffed | null {
  if (/^(?:<!doctype html|<html[\s>])/i.test(start) || /<html[\s>]/i.test(start.slice(0, 2_000)))
    return {
      unreadable: {
        kind: 'a web page',
        remedy:
          'The page was saved, or a sign-in page came instead of the file: use the export of the database, as RIS.',
      },
    };
  const root = /<(Pubmed(?:Book)?Article(?:Set)?|Trials_downloaded_from_ICTRP|Trial|records?|xml)(?=[\s>])/.exec(
    start,
  )?.[1];
  if (root?.startsWith('Pubmed')) return { format: 'pubmed-xml', vendor: 'PubMed' };
  if (root?.startsWith('Trial')) return { format: 'ictrp-xml', vendor: 'WHO ICTRP' };
  if (root === 'xml' || root === 'records' || root === 'record') {
    const app = /<source-app[^>]{0,80}name="([^"]{1,40})"/.exec(start)?.[1];
    return { format: 'endnote-xml', vendor: app ?? (/zotero/i.test(start) ? 'Zotero' : null) };
  }
  if (!start.startsWith('<?xml') && !/^<[A-Za-z]/.test(start)) return null;
  const element = /<([A-Za-z][\w:.-]{0,60})[\s/>]/.exec(start.replace(/<\?[^>]*>/g, ''))?.[1] ?? 'unknown';
  return {
    unreadable: {
      kind: `XML of a kind we do not read (its first element is "${element}")`,
      remedy: 'Export as EndNote XML, PubMed XML or RIS.',
    },
  };
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** A text that starts as a record does is of its kind, whatever its fields quote further down. */
const FIRST_MARKS: readonly (readonly [TextFormat, RegExp])[] = [
  ['ris', /^\s*TY {2}- ?[A-Z]{3,}\s/],
  ['nbib', /^\s*PMID- ?\d{1,9}\s/],
  ['bibtex', /^\s*@[A-Za-z]{3,40}\{[^\s,{}"]{1,200},\s/],
];

function sniffTagged(head: string): TextFormat | null {
  const first = FIRST_MARKS.find(([, mark]) => mark.test(head));
  if (first) return first[0];
  const ris = count(head, /^[ \t\u00a0\ufeff]*TY(?:[ \t]?-(?=\s|$)|[ \t]{2,9}-)/gim);
  const bib = count(head, /^[ \t\ufeff]{0,40}@[ \t]{0,9}[A-Za-z]{3,40}\s{0,9}[{(]/gm);
  if (ris > 0 && ris >= bib) return 'ris';
  if (bib > 0) return 'bibtex';
  if (count(head, /^\ufeff?PMID ?- ?\d/gm) > 0 || count(head, /^\ufeff?OWN {1,2}- /gm) > 0) return 'nbib';
  if (
    /^\ufeff?FN [A-Z]/m.test(head) ||
    (count(head, /^PT [A-Z]/gm) > 0 && count(head, /^(?:AU|TI|SO|UT|ER)(?: |$)/gm) > 1)
  )
    return 'wos';
  const enw = count(head, /^\ufeff?%[0-9A-Z@!#$&(*+?^>~[\]] ?\S/gm);
  if (enw >= 2 && count(head, /^\ufeff?%[T0A] /gm) > 0) return 'enw';
  if (
    count(head, /^[A-Z]{2,4} *- /gm) >= 3 &&
    count(head, /^(?:TI|FAU|BTI|DP|PT) {1,2}- /gm) >= 2 &&
    count(head, /^ {6}\S/gm) > 0
  )
    return 'nbib';
  if (count(head, /^[A-Z][A-Z0-9] {2}- /gm) >= 3) return 'ris';
  return null;
}

/** Texts with named fields. They are looked for first: an Ovid text with short tags looks like RIS. */
function sniffLabelled(head: string): TextFormat | null {
  if (/^\ufeff?Record #\d+ of \d+/m.test(head) && /^(?:ID|AU|TI): /m.test(head)) return 'cochrane';
  if (
    /^\ufeff?<\d{1,7}\.? ?>[ \t]*$/m.test(head) &&
    /^(?:Titles?|Authors?|TI|Unique Identifier|UI|AU|Source)\b/im.test(head)
  )
    return /^TY {2}- /m.test(head) ? null : 'ovid';
  if (/^_{20,}[ \t]*$/m.test(head) && /^(?:Publication title|ProQuest document ID|Document URL): /m.test(head))
    return 'proquest';
  if (/^\ufeff?RT [A-Z][a-z]/m.test(head) && count(head, /^(?:A1|T1|JF|YR|SR|K1) \S/gm) >= 2) return 'refworks';
  return null;
}

/** `customizations_log.csv`: who clicked what on which article, by the numbers that articles have in Rayyan. */
const RAYYAN_LOG = /^(?:"?(?:created_at|user_id|user_email|article_id|key|value)"?,?){6}\s/;

/** Printed forms of records, without marks that a program could rely on. */
function sniffProse(start: string): Unreadable | null {
  if (/^\d{4,9}(?:\s{1,4}\d{4,9}){0,99}\s{0,4}(?:$|\d)/.test(start))
    return {
      kind: 'a list of PubMed numbers, without the records',
      remedy: 'In PubMed choose Save, then the format "PubMed" instead of "PMID".',
    };
  if (/^"?TITLE"?,/m.test(start) && /^"?(?:AUTHOR NAMES|SOURCE|PUBLICATION YEAR)"?,/m.test(start))
    return {
      kind: "Embase's CSV with a row for each field",
      remedy: 'In Embase.com export as RIS, or as "CSV - Fields by column".',
    };
  if (/^1[.:] /.test(start) && /\bPMID: \d+/.test(start))
    return {
      kind: "PubMed's printed summaries or abstracts",
      remedy: 'In PubMed choose Save, then the format "PubMed".',
    };
  return null;
}

/** A first row of column names that we know is a table, whatever a cell below it quotes: an entry of BibTeX in a note. */
function sniffHeader(start: string): 'csv' | 'tsv' | null {
  const delimiter = guessDelimiter(start, isKnownHeader);
  const cells = firstRows(start, delimiter, 1)[0]?.cells ?? [];
  const known = cells.filter((cell) => cell.length < 100 && isKnownHeader(cell)).length;
  return known >= 4 ? (delimiter === '\t' ? 'tsv' : 'csv') : null;
}

function sniffTable(head: string): 'csv' | 'tsv' | null {
  const delimiter = guessDelimiter(head, isKnownHeader);
  for (const { cells } of firstRows(head, delimiter, 20)) {
    const known = cells.filter((cell) => cell.length < 100 && isKnownHeader(cell)).length;
    if (known >= 2 || (cells.length === 1 && /^(?:title|abstract|doi|pmid)$/i.test(cells[0]!.trim())))
      return delimiter === '\t' ? 'tsv' : 'csv';
  }
  return null;
}

/** A table whose column names nobody knows: its first rows have the same number of cells, two or more. */
function sniffAnyTable(head: string): 'csv' | 'tsv' | null {
  const delimiter = guessDelimiter(head, isKnownHeader);
  const [names, ...rows] = firstRows(head, delimiter, 10).map(({ cells }) => cells);
  if (!names || names.length < 2 || rows.length === 0) return null;
  const isTable =
    names.every((name) => name.trim() !== '' && name.length < 100) &&
    new Set(names).size === names.length &&
    rows.slice(0, -1).every((cells) => cells.length === names.length);
  return isTable ? (delimiter === '\t' ? 'tsv' : 'csv') : null;
}

/** Tell-tale words of tagged exports, most telling first. */
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/^AN {2}- rayyan-|RAYYAN-(?:INCLUSION|LABELS)/m, 'Rayyan'],
  [/^(?:Provider: JSTOR|DB {2}- JSTOR)/m, 'JSTOR'],
  [/^(?:DB {2}- Embase\b|UR {2}- https?:\/\/(?:www\.)?embase\.com)/m, 'Embase.com'],
  [/^UR {2}- https?:\/\/www\.scopus\.com\/|^DB {2}- Scopus/m, 'Scopus'],
  [/^Provider: John Wiley|^UR {2}- https?:\/\/(?:dx\.)?doi\.org\/10\.1002\/(?:14651858|central)/m, 'Cochrane Library'],
  [/ovidsp|ovid\.com|Ovid Technologies|^DB {2}- (?:Ovid|EBM Reviews)/m, 'Ovid'],
  [/^(?:Provider: American Psychological|Database: PsycINFO)/m, 'PsycINFO'],
  [/ebscohost\.com|^DP {2}- EBSCOhost|^Provider: EBSCO/m, 'EBSCOhost'],
  [/proquest\.com|^DB {2}- ProQuest/im, 'ProQuest'],
  [/^AN {2}- WOS:|^(?:DB|DP|N1) {2}- .{0,60}Web of Science/m, 'Web of Science'],
  [/^UR {2}- https?:\/\/(?:www\.)?lens\.org/m, 'Lens'],
  [/trid\.trb\.org/, 'TRID'],
  [/^UR {2}- https?:\/\/ieeexplore/m, 'IEEE Xplore'],
  [/^N1 {2}- (?:Evenhand|EVENHAND-)/m, 'Evenhand'],
  [/^(?:DP {2}- NLM|UR {2}- https?:\/\/(?:www\.)?ncbi\.nlm\.nih\.gov\/pubmed|UR {2}- https?:\/\/pubmed\.)/m, 'PubMed'],
];

function vendorOf(format: TextFormat, head: string): string | null {
  if (format === 'nbib') return /^OWN {1,2}- ERIC/m.test(head) ? 'ERIC' : 'PubMed';
  if (format === 'wos') return 'Web of Science';
  if (format === 'cochrane') return 'Cochrane Library';
  if (format === 'ovid') return 'Ovid';
  if (format === 'proquest') return 'ProQuest';
  if (format === 'refworks') return 'RefWorks';
  if (format === 'enw') return /aisel\.aisnet\.org/.test(head) ? 'AIS eLibrary' : null;
  if (format === 'bibtex') {
    if (/Unique-ID\s*=\s*\{/.test(head)) return 'Web of Science';
    if (/scopus\.com\/inward|source\s*=\s*\{Scopus\}/.test(head)) return 'Scopus';
    if (/ebscohost\.com/.test(head)) return 'EBSCOhost';
    if (/dblp\.org/.test(head)) return 'DBLP';
    if (/proquest\.com/.test(head)) return 'ProQuest';
    if (/europepmc\.org/.test(head)) return 'Europe PMC';
    return null;
  }
  return VENDORS.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}
