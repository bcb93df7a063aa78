/**
 * The 17 items (26 entries) of PRISMA-P 2015 as data: number, our own short wording, and where the document answers.
 *
 * An item's parts are printed one after another; a part without blocks is one that nobody has stated.
 */
import { DocumentBlock, NOT_STATED, ProtocolMeta } from './blocks';
import {
  CRITERION_KIND_LABELS,
  OUTCOME_KIND_LABELS,
  SOURCE_KIND_LABELS,
  STAGE_LABELS,
  STOPPING_LABEL,
  stoppingSentence,
} from './labels';
import { criteriaInOrder, ProtocolDocument, stoppingTarget } from './protocol';

export interface PrismaPPart {
  lead: string | null;
  blocks: DocumentBlock[];
}

export interface PrismaPItem {
  number: string;
  section: 'Administrative information' | 'Introduction' | 'Methods';
  label: string;
  parts: (doc: ProtocolDocument, meta: ProtocolMeta) => PrismaPPart[];
}

export const PRISMA_P_ITEMS: readonly PrismaPItem[] = [
  admin('1a', 'Title: identified as a protocol', (_, meta) => [
    prose(null, meta.title.trim() === '' ? '' : `${meta.title.trim()}: protocol`),
  ]),
  admin('1b', 'Title: update of an earlier review', (doc) => [prose(null, doc.updateOf)]),
  admin('2', 'Registration', ({ registration }) => [
    prose('Registry', registration.registry),
    prose('Number', registration.id),
    prose('Address', registration.url),
  ]),
  admin('3a', 'Authors: names, affiliations, contact', (_, { authors }) => [
    table(
      'Authors',
      ['Name', 'Affiliation', 'Email'],
      authors.map(({ name, affiliation, email }) => [name, affiliation, email]),
    ),
  ]),
  admin('3b', 'Authors: contributions and guarantor', (doc, { authors }) => [
    prose(null, doc.contributions),
    ...optional(list(authors.filter(({ role }) => role.trim() !== '').map(({ name, role }) => `${name}: ${role}`))),
  ]),
  admin('4', 'Amendments', (doc, { amendments }) => [
    prose('How amendments are made', doc.amendmentPlan),
    ...optional(
      table(
        'Amendments so far',
        ['Version', 'Date', 'Reason'],
        amendments.map(({ version, date, reason }) => [String(version), date, reason]),
      ),
    ),
  ]),
  admin('5a', 'Support: sources', (doc) => [prose(null, doc.support.sources)]),
  admin('5b', 'Support: sponsor', (doc) => [prose(null, doc.support.sponsor)]),
  admin('5c', 'Support: role of sponsor or funder', (doc) => [prose(null, doc.support.roleOfFunder)]),

  intro('6', 'Rationale', (doc) => [
    prose('Background', doc.background),
    prose('Rationale', doc.rationale),
    prose('How the intervention may act differently across groups', doc.equity.mechanism),
  ]),
  intro('7', 'Objectives', (doc) => [
    prose('Question', doc.question),
    table(
      doc.frame.kind === 'free' ? 'Parts of the question' : `Parts of the question (${doc.frame.kind})`,
      ['Part', 'Text'],
      doc.frame.parts.some((part) => part.text.trim() !== '')
        ? doc.frame.parts.map((part) => [part.label, stated(part.text)])
        : [],
    ),
    {
      ...list(
        doc.objectives.map((objective) => objective.text),
        true,
      ),
      lead: 'Objectives',
    },
  ]),

  method('8', 'Eligibility criteria', (doc) => [
    table(
      'Eligibility criteria',
      ['Kind', 'Stage', 'Criterion', 'Guidance'],
      criteriaInOrder(doc.criteria).map((criterion) => [
        CRITERION_KIND_LABELS[criterion.kind],
        STAGE_LABELS[criterion.stage],
        criterion.text,
        criterion.guidance,
      ]),
    ),
    table(
      'Exclusion reasons; where several apply, the first in this order is reported',
      ['Order', 'Reason', 'Description', 'Stage'],
      doc.exclusionReasons.map((reason, at) => [
        String(at + 1),
        reason.label,
        reason.description,
        STAGE_LABELS[reason.stage],
      ]),
    ),
    prose('Definition of disadvantage', doc.equity.definitionOfDisadvantage),
  ]),
  method('9', 'Information sources', (doc) => [
    table(
      'Information sources',
      ['Source', 'Kind', 'Detail'],
      doc.searchPlan.sources.map((source) => [source.name, SOURCE_KIND_LABELS[source.kind], source.detail]),
    ),
    prose('Updates of the search', doc.searchPlan.updates),
  ]),
  method('10', 'Search strategy', (doc) => [
    prose('Draft strategy', doc.searchPlan.strategy),
    prose('Limits', doc.searchPlan.limits),
    prose('Peer review of the strategy', doc.searchPlan.peerReview),
    prose('Key papers that the search must find', doc.searchPlan.keyPapers ?? ''),
  ]),
  method('11a', 'Study records: data management', (doc) => [prose(null, doc.analysisPlan.dataManagement)]),
  method('11b', 'Study records: selection', (doc) => [
    prose(null, doc.analysisPlan.screening),
    ...optional(prose(STOPPING_LABEL, stoppingSentence(stoppingTarget(doc)))),
  ]),
  method('11c', 'Study records: data collection', (doc) => [prose(null, doc.analysisPlan.extraction)]),
  method('12', 'Data items', (doc) => [
    prose('Data items', doc.analysisPlan.dataItems),
    table(
      'PROGRESS-Plus dimensions of interest',
      ['Dimension', 'How disadvantage is recognised'],
      doc.equity.dimensions
        .filter(({ ofInterest }) => ofInterest)
        .map(({ label, howDefined }) => [label, stated(howDefined)]),
    ),
  ]),
  method('13', 'Outcomes and their priority', (doc) => [
    table(
      'Outcomes',
      ['Outcome', 'Priority', 'Measure', 'Timing'],
      doc.outcomes.map(({ name, kind, measure, timing }) => [name, OUTCOME_KIND_LABELS[kind], measure, timing]),
    ),
  ]),
  method('14', 'Risk of bias in single studies', (doc) => [prose(null, doc.analysisPlan.riskOfBias)]),
  method('15a', 'Synthesis: when results are pooled', (doc) => [prose(null, doc.analysisPlan.synthesisCriteria)]),
  method('15b', 'Synthesis: measures, methods, consistency', (doc) => [prose(null, doc.analysisPlan.synthesis)]),
  method('15c', 'Synthesis: additional analyses', (doc) => [prose(null, doc.analysisPlan.additionalAnalyses)]),
  method('15d', 'Synthesis: where pooling does not suit', (doc) => [prose(null, doc.analysisPlan.withoutMetaAnalysis)]),
  method('16', 'Reporting bias', (doc) => [prose(null, doc.analysisPlan.reportingBias)]),
  method('17', 'Certainty of the evidence', (doc) => [prose(null, doc.analysisPlan.certainty)]),
];

/** A cell that a reader would look for. */
const stated = (text: string): string => (text.trim() === '' ? NOT_STATED : text);

type Parts = PrismaPItem['parts'];

function admin(number: string, label: string, parts: Parts): PrismaPItem {
  return { number, section: 'Administrative information', label, parts };
}

function intro(number: string, label: string, parts: Parts): PrismaPItem {
  return { number, section: 'Introduction', label, parts };
}

function method(number: string, label: string, parts: Parts): PrismaPItem {
  return { number, section: 'Methods', label, parts };
}

/** A text as paragraphs, split at empty lines. */
function prose(lead: string | null, text: string): PrismaPPart {
  const blocks = text
    .split(/\n[^\S\n]*\n/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece): DocumentBlock => ({ kind: 'paragraph', lead: null, text: piece, isNotStated: false }));
  return { lead, blocks };
}

function list(items: readonly string[], isOrdered = false): PrismaPPart {
  const stated = items.filter((item) => item.trim() !== '');
  return { lead: null, blocks: stated.length > 0 ? [{ kind: 'list', isOrdered, items: stated }] : [] };
}

/** A table; its caption is also what is called "not stated" when it has no rows. */
function table(caption: string, columns: string[], rows: string[][]): PrismaPPart {
  return { lead: caption, blocks: rows.length > 0 ? [{ kind: 'table', caption, columns, rows }] : [] };
}

/** A part that is left out, not called "not stated", when it is empty. */
function optional(part: PrismaPPart): PrismaPPart[] {
  return part.blocks.length > 0 ? [part] : [];
}
