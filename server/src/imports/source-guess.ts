import type { FilePreview } from '@shared/contracts/imports';
import type { ParsedReference } from '@shared/domain/references/reference';

type Guess = FilePreview['guess'];

const database = (source: string, platform: string | null = null): Guess => ({
  source,
  sourceKind: 'database',
  platform,
});
const register = (source: string): Guess => ({ source, sourceKind: 'register', platform: null });

/** Sources by a word that their name, the file's name or a record's database field shows; more telling ones first. */
const SOURCES: readonly (readonly [RegExp, Guess])[] = [
  [/clinical ?trials\.gov/i, register('ClinicalTrials.gov')],
  [/\bictrp\b|who trial/i, register('WHO ICTRP')],
  [/\bisrctn\b/i, register('ISRCTN')],
  [/\bcentral\b|cochrane/i, database('Cochrane Library')],
  [/psyc ?info/i, database('PsycINFO')],
  [/cinahl/i, database('CINAHL')],
  [/embase/i, database('Embase')],
  [/medline/i, database('MEDLINE')],
  [/pub ?med/i, database('PubMed')],
  [/scopus/i, database('Scopus')],
  [/web ?of ?science|\bwos\b|savedrecs/i, database('Web of Science')],
  [/\bassia\b/i, database('ASSIA')],
  [/social policy (?:and|&) practice|\bspp\b/i, database('Social Policy and Practice')],
  [/econ ?lit/i, database('EconLit')],
  [/\beric\b/i, database('ERIC')],
  [/global health/i, database('Global Health')],
  [/\bhmic\b/i, database('HMIC')],
  [/\bamed\b/i, database('AMED')],
  [/\bibss\b/i, database('IBSS')],
  [/sociological abstracts|socabs/i, database('Sociological Abstracts')],
  [/europe ?pmc/i, database('Europe PMC')],
  [/open ?alex/i, database('OpenAlex')],
  [/\blens\b/i, database('The Lens')],
  [/google ?scholar|publish or perish/i, database('Google Scholar')],
  [/ieee/i, database('IEEE Xplore')],
  [/\bacm\b/i, database('ACM Digital Library')],
  [/dblp/i, database('DBLP')],
  [/jstor/i, database('JSTOR')],
  [/\btrid\b/i, database('TRID')],
  [/springer/i, database('SpringerLink')],
  [/\bais\b.?e?library/i, database('AIS eLibrary')],
  [/proquest.{0,100}(?:thes|dissert)|dissertations/i, database('ProQuest Dissertations & Theses')],
  [/campbell/i, database('Campbell Collaboration')],
  [/epistemonikos/i, database('Epistemonikos')],
  [
    /citation.?(?:chas|search|track)|snowball|reference.?list|citationchaser/i,
    { source: 'Citation searching', sourceKind: 'citation-searching', platform: null },
  ],
];

/** Ways into databases, and tools that hold records of any source: they name no source by themselves. */
const PLATFORMS = new Set(['Ovid', 'EBSCOhost', 'ProQuest']);
const MANAGERS = new Set(['Zotero', 'Rayyan', 'Covidence', 'Evenhand', 'ASReview', 'EndNote', 'Mendeley']);

/** Tags under which exports name the database of a record. */
const DATABASE_TAGS = ['DB', 'DP', 'DS', 'remote-database-name', 'Database', 'Source Database'];

/**
 * What a search is proposed to be called, from what the file, its name and its records say. Somebody confirms it before
 * anything is taken in.
 */
export function guessSource(vendor: string | null, fileName: string, records: readonly ParsedReference[]): Guess {
  const platform = vendor !== null && PLATFORMS.has(vendor) ? vendor : null;
  const named = matching(fileName.replace(/\.[^.]+$/, '').replace(/[_-]+/g, ' '));
  const stated = matching(mostStated(records));
  if (vendor === null || platform !== null || MANAGERS.has(vendor)) {
    const guess = stated ?? named;
    return guess
      ? { ...guess, platform: platform ?? guess.platform }
      : { source: null, sourceKind: 'database', platform };
  }
  return matching(vendor) ?? database(vendor);
}

function matching(text: string): Guess | null {
  return SOURCES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** What most of the first records name as their database. */
function mostStated(records: readonly ParsedReference[]): string {
  const counts = new Map<string, number>();
  for (const { extra } of records.slice(0, 200)) {
    const value = DATABASE_TAGS.map((tag) => extra[tag]?.[0]).find((text) => text !== undefined);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
