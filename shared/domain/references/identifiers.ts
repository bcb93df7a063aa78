import { decodeEntities, pushNew, trimMarks } from './text-clean';

/** What ends a DOI that stands in running text or in an address. */
const DOI = /10\.\d{4,9}\/[^\s"<>|{}^`\\]+/i;

/**
 * The DOI in a value that is meant to hold one: bare, with `doi:` or a resolver before it, with "[doi]" after it,
 * percent-encoded in an address. Lower-case, as DOIs are compared without case. Null where none is in it.
 */
export function doiIn(text: string): string | null {
  let at = text.indexOf('10.');
  if (at < 0) return null;
  let value = text;
  if (value.indexOf('%2') >= 0) value = value.replace(/%2f/gi, '/').replace(/%28/g, '(').replace(/%29/g, ')');
  if (value.indexOf('\\') >= 0) value = value.replace(/\\([_&%#$])/g, '$1');
  if (value.indexOf('&') >= 0 && value.indexOf('&lt;') >= 0) value = decodeEntities(value);
  at = value.indexOf('10.');
  // old SICI identifiers hold angle brackets: 10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2
  const sici = /10\.\d{4,9}\/\(sici\)[^\s"]+/i.exec(value);
  if (sici) return trimDoi(sici[0]);
  const found = DOI.exec(at > 0 ? value.slice(at) : value);
  return found ? trimDoi(found[0]) : null;
}

/** Longer than any DOI in use; keeps the trimming of hostile text short. */
const MAX_DOI = 500;

function trimDoi(doi: string): string | null {
  let value = doi.slice(0, MAX_DOI).toLowerCase();
  for (;;) {
    const before = value.length;
    value = value.replace(/[.,;:'"!?\u201d\u2019*&]+$/, '').replace(/\[(?:doi|pii)\]?$/, '');
    value = value.replace(/\/(?:abstract|full|pdf|epdf|fulltext|summary|pdfdirect|references)$/, '');
    if (value.endsWith(')') && count(value, '(') < count(value, ')')) value = value.slice(0, -1);
    if (value.endsWith(']') && count(value, '[') < count(value, ']')) value = value.slice(0, -1);
    if (value.length === before) break;
  }
  return /^10\.\d{4,9}\/./.test(value) ? value : null;
}

function count(text: string, character: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) if (text[i] === character) n++;
  return n;
}

/**
 * The DOI in a value that may speak of something else (links, notes, custom fields): taken only when the value starts
 * with it, names it as `doi`, or is an address of it. A query string after the identifier is cut off.
 */
export function statedDoi(text: string): string | null {
  if (text.indexOf('10.') < 0) return null;
  const stated =
    /(?:^|doi(?:\.org)?(?:\s*[:=/]\s*|\s+)(?:doi:\s*)?|doi\.wiley\.com\/|\/doi\/(?:abs\/|full\/|pdf\/|epdf\/|book\/)?|%3d|id=doi:|doi%3a)(?:https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}(?:\/|%2f)[^\s"<>|]+)/i.exec(
      text,
    );
  if (!stated) return null;
  let value = stated[1]!;
  if (/^https?:/i.test(text.trim()) || text.indexOf('doi=') >= 0 || text.indexOf('id=doi') >= 0)
    value = value.replace(/[?&#].*$/, '');
  const doi = doiIn(value);
  // the address of an entry in CENTRAL, whose article has a DOI of its own
  return doi?.startsWith('10.1002/central/') ? null : doi;
}

/**
 * "PMID: 123", "PMID - 123", "MEDLINE:123", Cochrane's "PUBMED 123,EMBASE 456", an address of PubMed or of MEDLINE at Ovid,
 * or EBSCO's "PMID: NLM123".
 */
export function statedPmid(text: string): string | null {
  const found =
    /\bPMID\s*[:-]?\s*(?:NLM)?(\d{4,8})(?!\d)|^(?:MEDLINE:|PUBMED |(?:EMBASE|CTgov|CINAHL) \w{1,20}, ?PUBMED )(\d{4,8})(?=$|[,;])|\bpubmed(?:\.ncbi\.nlm\.nih\.gov)?\/(\d{4,8})(?!\d)|ovidweb\.cgi\?.{0,200}&D=(?:med|prem|pmnm|ppez)\w{0,9}&AN=(\d{7,8})(?!\d)/i.exec(
      text,
    );
  return found ? (found[1] ?? found[2] ?? found[3] ?? found[4] ?? null) : null;
}

/** "PMC1234567" wherever it stands, in upper case. */
export function statedPmcid(text: string): string | null {
  const found = /\bPMC\s?(\d{4,9})(?!\d)/i.exec(text);
  return found ? `PMC${found[1]}` : null;
}

/** The first ISSN as `1234-567X`, out of "03064530 (ISSN)" or "1999-7777(Electronic),0222-6666(Print)". */
export function issnIn(text: string): string | null {
  const found = /(?:^|[^\d-])(\d{4})-?(\d{3}[\dXx])(?![\d-])/.exec(text);
  return found ? `${found[1]}-${found[2]!.toUpperCase()}` : null;
}

/**
 * Trial registry numbers, as the registers of the WHO ICTRP network write them. Each pattern starts with fixed letters,
 * so a scan costs one pass. The short Dutch "NL1234" is left out: it means too many other things.
 */
const REGISTRY = new RegExp(
  [
    'NCT\\s?0\\d{7}',
    'ISRCTN\\s?\\d{8}',
    'ACTRN\\s?\\d{14}',
    'ChiCTR-?(?:[A-Z]{2,4}-?)?\\d{8,10}',
    'CTRI\\/\\d{4}\\/\\d{2,3}\\/\\d{6}',
    'DRKS\\d{8}',
    '(?:EUCTR|EudraCT(?:\\snumber)?:?\\s?)\\d{4}-\\d{6}-\\d{2}',
    '(?:CTIS|EU\\sCT\\s)20\\d{2}-5\\d{5}-\\d{2}-\\d{2}',
    'IRCT\\d{10,16}N\\d{1,3}',
    '(?:JPRN-)?UMIN\\d{9}',
    'jRCTs?\\d{9,10}',
    'KCT\\d{7}',
    'NTR\\d{3,5}',
    'PACTR\\d{15,16}',
    'RBR-[0-9a-z]{6,8}',
    'RPCEC\\d{8}',
    'SLCTR\\/\\d{4}\\/\\d{3}',
    'TCTR\\d{11}',
    'LBCTR\\d{10}',
    'PER-\\d{3}-\\d{2}',
  ]
    .map((pattern) => `\\b${pattern}\\b`)
    .join('|'),
  'gi',
);

/** What every registry number holds; most texts do not, and need no closer look. */
const NUMBERED = /\d{3}|RBR-|PER-/i;

/** Adds the registry numbers of `text` to `into`, each once, in one spelling. */
export function collectRegistryIds(text: string, into: string[]): void {
  if (text.length < 7 || !NUMBERED.test(text)) return;
  const found = text.match(REGISTRY);
  if (!found) return;
  for (const raw of found) {
    pushNew(into, canonicalRegistryId(raw));
  }
}

function canonicalRegistryId(raw: string): string {
  const upper = raw.replace(/\s/g, '').toUpperCase();
  if (upper.startsWith('CHICTR')) return `ChiCTR${upper.slice(6)}`;
  if (upper.startsWith('JRCT')) return `jRCT${upper.slice(4).replace('S', 's')}`;
  if (upper.startsWith('EUDRACT')) return `EUCTR${upper.replace(/^[^\d]*/, '')}`;
  if (upper.startsWith('EUCT2')) return `CTIS${upper.slice(4)}`;
  if (upper.startsWith('JPRN-')) return upper.slice(5);
  if (upper.startsWith('RBR-')) return `RBR-${upper.slice(4).toLowerCase()}`;
  return upper;
}

const HTTP = /https?:\/\//i;

/**
 * Addresses in a value: split at blanks and `;`, and where two run together without a blank (Rayyan). An address
 * inside another one's path or query is left in peace.
 */
export function urlsIn(text: string): string[] {
  if (!HTTP.test(text)) return [];
  if (/^https?:\/\/[\w./:?&=%~#@+-]+$/.test(text) && text.lastIndexOf('http') === 0) return [text];
  return text
    .split(/[\s|]+|;\s*(?=https?:)|(?<=[A-Za-z0-9)])(?=https?:\/\/)/i)
    .map((part) => trimMarks(part, '<("\'', '>"\';,'))
    .filter((part) => /^https?:\/\/./i.test(part));
}
