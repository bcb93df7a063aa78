/**
 * Methods and results sentences with the review's own figures, as Markdown, for the authors to edit.
 *
 * A sentence is written only from a fact that is there: what is unknown is left out or named as not recorded, never
 * filled with a usual phrase. Items of PRISMA 2020 in brackets are those of the checklist.
 */
import type { PrismaFlow } from './flow';
import { capital, count, decimal, listed, number, percent, plain, records, times, words } from './sentences';

export interface SearchFact {
  source: string;
  kind: 'database' | 'register' | 'other';
  /** Host or interface: "Ovid". */
  platform?: string | null;
  /** ISO date of the search. */
  date?: string | null;
  hits: number;
  limits?: string | null;
}

export interface StageFact {
  stage: 'title-abstract' | 'full-text';
  /** Independent readers each record needs. */
  readers: number;
  /** Records read so far at this stage and, of those, by as many people as needed. */
  records: number;
  recordsReadByAll: number;
  conflicts: number;
  resolvedBy: 'consensus' | 'third-reviewer' | 'either' | null;
  /** Readers did not see each other's decisions. */
  blinded: boolean;
  pilot?: { records: number; rounds: number } | null;
}

export interface AgreementFact {
  stage: 'title-abstract' | 'full-text';
  reviewers: [string, string];
  n: number;
  percent: number;
  /** `null` with its reason where not estimable. */
  kappa: { value: number; lower: number; upper: number } | null;
  kappaReason?: string | null;
  positive: number | null;
  negative: number | null;
  ac1: number | null;
}

export interface AutomationFact {
  /** What it did: "ordered the records still to be screened by predicted relevance". */
  act: string;
  tool: string;
  version: string | null;
  threshold?: string | null;
  date?: string | null;
  /** Records it removed or excluded without a person; 0 where it only advised. */
  records: number;
}

export interface MethodsFacts {
  flow: PrismaFlow;
  searches: readonly SearchFact[];
  stages: readonly StageFact[];
  agreement: readonly AgreementFact[];
  deduplication: {
    /** Sets joined by rule alone and sets a person confirmed. */
    automatic: number;
    byPerson: number;
    method?: string | null;
  } | null;
  automation: readonly AutomationFact[];
  software: { name: string; version: string };
  protocol: { version: number; amendments: number; registration: { registry: string; id: string } } | null;
  locale?: string;
}

/** Paragraphs under headings; ends with a line break. */
export function methodsText(facts: MethodsFacts): string {
  const sections: [string, string[]][] = [
    ['Protocol', protocolText(facts)],
    ['Information sources and search', searchText(facts)],
    ['Duplicate records', duplicateText(facts)],
    ['Selection process', selectionText(facts)],
    ['Agreement between reviewers', facts.agreement.map((one) => agreementText(one, facts))],
    ['Automation', automationText(facts)],
    ['Study selection', resultText(facts)],
    ['Software', [`Records were managed and screened in ${facts.software.name} (version ${facts.software.version}).`]],
  ];
  return `${sections
    .filter(([, sentences]) => sentences.length > 0)
    .map(([heading, sentences]) => `### ${heading}\n\n${sentences.join(' ')}`)
    .join('\n\n')}\n`;
}

function protocolText({ protocol }: MethodsFacts): string[] {
  if (!protocol) return [];
  const amended =
    protocol.amendments === 0
      ? 'It was not amended.'
      : `It was amended ${times(protocol.amendments)}; this report follows version ${protocol.version}.`;
  return [registrationText(protocol.registration), amended];
}

function searchText({ searches, locale, flow }: MethodsFacts): string[] {
  if (searches.length === 0) return [];
  const said = (kind: SearchFact['kind']): string[] =>
    searches
      .filter((search) => search.kind === kind)
      .map((search) => {
        const how = [
          search.platform ? plain(search.platform) : null,
          search.date ? `searched ${search.date}` : 'date not recorded',
          `n = ${count(search.hits, locale)}`,
          search.limits ? `limits: ${plain(search.limits)}` : null,
        ];
        return `${plain(search.source)} (${how.filter((part) => part !== null).join('; ')})`;
      });
  const sentences: string[] = [];
  const [databases, registers, others] = [said('database'), said('register'), said('other')];
  if (databases.length > 0)
    sentences.push(`We searched ${number(databases.length, 'database')}: ${listed(databases)}.`);
  if (registers.length > 0)
    sentences.push(`We searched ${number(registers.length, 'register')}: ${listed(registers)}.`);
  if (others.length > 0) sentences.push(`Other methods were ${listed(others)}.`);
  const dates = searches.map((search) => search.date ?? '').filter((date) => date !== '');
  if (dates.length > 0) sentences.push(`The last search was run on ${dates.sort()[dates.length - 1]}.`);
  const all = flow.databases.identified + flow.other.identified;
  sentences.push(`Together they gave ${records(all, locale)}.`);
  return sentences;
}

/** Without a number it is not known to be registered: somebody may have written that it is not. */
function registrationText({ registry, id }: { registry: string; id: string }): string {
  if (id !== '') return `The protocol was registered (${plain([registry, id].filter(Boolean).join(' '))}).`;
  return registry === ''
    ? 'No registration of the protocol is recorded.'
    : `Registration of the protocol: ${plain(registry)}.`;
}

function duplicateText({ deduplication, flow, locale }: MethodsFacts): string[] {
  const found = flow.databases.duplicates + flow.other.duplicates;
  if (!deduplication && found === 0) return [];
  const sentences = [
    `${capital(records(found, locale))} ${found === 1 ? 'was' : 'were'} removed as ${found === 1 ? 'a duplicate' : 'duplicates'}.`,
  ];
  if (deduplication) {
    const { automatic, byPerson, method } = deduplication;
    if (method) sentences.push(`Duplicates were found by ${plain(method)}.`);
    sentences.push(
      `${capital(number(automatic, 'duplicate set', locale))} ${automatic === 1 ? 'was' : 'were'} joined by rule and ` +
        `${byPerson === 0 ? 'none' : count(byPerson, locale)} by a person; every joined record was kept and could be split again.`,
    );
  }
  return sentences;
}

function selectionText({ stages, locale }: MethodsFacts): string[] {
  return stages.flatMap((stage) => {
    const what = stage.stage === 'title-abstract' ? 'Titles and abstracts' : 'Full texts';
    const items = stage.stage === 'title-abstract' ? 'record' : 'report';
    const sentences: string[] = [];
    if (stage.pilot)
      sentences.push(
        `The criteria were piloted on ${number(stage.pilot.records, items, locale)} in ${number(stage.pilot.rounds, 'round')}.`,
      );
    const independent =
      stage.readers > 1 && stage.blinded ? ' independently, without seeing each other’s decisions' : '';
    sentences.push(
      `${what} were read by ${stage.readers === 1 ? 'one reviewer' : `${words(stage.readers)} reviewers`}${independent}.`,
    );
    if (stage.readers > 1 && stage.recordsReadByAll < stage.records)
      sentences.push(
        `Of ${number(stage.records, items, locale)}, ${count(stage.recordsReadByAll, locale)} ` +
          `(${percent(stage.recordsReadByAll / stage.records)}) ${stage.recordsReadByAll === 1 ? 'was' : 'were'} read by all of them.`,
      );
    if (stage.readers > 1) {
      const how = stage.resolvedBy ? `, resolved ${RESOLUTION[stage.resolvedBy]}` : '';
      sentences.push(
        stage.conflicts === 0
          ? 'There was no conflict.'
          : `There ${stage.conflicts === 1 ? 'was' : 'were'} ${number(stage.conflicts, 'conflict', locale)}${how}.`,
      );
    }
    return sentences;
  });
}

const RESOLUTION = {
  consensus: 'by discussion between the readers',
  'third-reviewer': 'by a third reviewer',
  either: 'by discussion or by a third reviewer',
} as const;

function agreementText(fact: AgreementFact, { locale }: MethodsFacts): string {
  const stage = fact.stage === 'title-abstract' ? 'titles and abstracts' : 'full texts';
  const kappa = fact.kappa
    ? `Cohen’s kappa was ${decimal(fact.kappa.value)} (95% CI ${decimal(fact.kappa.lower)} to ${decimal(fact.kappa.upper)})`
    : `Cohen’s kappa was not estimable${fact.kappaReason ? ` (${fact.kappaReason})` : ''}`;
  const beside = [
    fact.positive === null ? null : `positive agreement ${decimal(fact.positive)}`,
    fact.negative === null ? null : `negative agreement ${decimal(fact.negative)}`,
    fact.ac1 === null ? null : `Gwet’s AC1 ${decimal(fact.ac1)}`,
  ].filter((part) => part !== null);
  return (
    `Before conflicts were resolved, ${plain(fact.reviewers[0])} and ${plain(fact.reviewers[1])} agreed on ` +
    `${percent(fact.percent)} of ${count(fact.n, locale)} ${stage} both had read. ${kappa}` +
    `${beside.length > 0 ? `; ${listed(beside)}` : ''}.`
  );
}

function automationText({ automation, locale }: MethodsFacts): string[] {
  return automation.map((fact) => {
    const details = [
      fact.version ? `version ${plain(fact.version)}` : 'version not recorded',
      fact.threshold ? `threshold ${plain(fact.threshold)}` : null,
      fact.date ?? null,
    ].filter((part) => part !== null);
    const effect =
      fact.records === 0
        ? 'It removed and excluded no record.'
        : `It removed or excluded ${records(fact.records, locale)} that no person read.`;
    return `${plain(fact.tool)} (${details.join('; ')}) ${plain(fact.act)}. ${effect}`;
  });
}

function resultText({ flow, locale }: MethodsFacts): string[] {
  const { databases: d, other: o } = flow;
  const n = (value: number): string => count(value, locale);
  const sentences = [
    `Of ${records(d.identified, locale)} from databases and registers, ` +
      `${n(d.duplicates + d.removedByAutomation + d.removedForOtherReasons)} were removed before screening ` +
      `(${n(d.duplicates)} duplicates, ${n(d.removedByAutomation)} by automation tools, ${n(d.removedForOtherReasons)} for other reasons).`,
    `We screened ${n(d.screened)}, excluded ${n(d.screenExcluded)} and sought ${number(d.sought, 'report', locale)}, ` +
      `of which ${n(d.notRetrieved)} could not be retrieved and ${n(d.assessed)} were assessed for eligibility.`,
  ];
  if (o.identified > 0)
    sentences.push(
      `Other methods identified ${records(o.identified, locale)}; ${number(o.sought, 'report', locale)} ` +
        `${o.sought === 1 ? 'was' : 'were'} sought and ${n(o.assessed)} assessed.`,
    );
  const included = `${number(flow.newStudies, 'study', locale)} (${number(flow.newReports, 'report', locale)})`;
  sentences.push(
    flow.isUpdate
      ? `We added ${included} to the ${n(flow.previousStudies ?? 0)} of the previous version, in total ` +
          `${number(flow.totalStudies, 'study', locale)} (${number(flow.totalReports, 'report', locale)}).`
      : `We included ${included}.`,
  );
  const { screening, retrieval, fullText } = flow.pending;
  const open: [number, string][] = [
    [screening, 'not yet screened'],
    [retrieval, 'not yet retrieved'],
    [fullText, 'not yet decided at full text'],
    [flow.reportsWithoutStudy, 'not yet put into a study'],
  ];
  const said = open.flatMap(([waiting, what]) => (waiting > 0 ? [`${n(waiting)} ${what}`] : []));
  if (flow.inProgress) sentences.push(`**The review is in progress**: ${listed(said)}.`);
  return sentences;
}
