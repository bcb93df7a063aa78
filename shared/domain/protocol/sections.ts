/**
 * The document as named sections of items with plain-text fields: the one table that says what a reader can compare,
 * and what each part is called. A field added to the document belongs here too; a spec checks that none is missing.
 */
import { criteriaInOrder, FRAMES, ProtocolDocument, stoppingTarget } from './protocol';
import {
  ANALYSIS_LABELS,
  CRITERION_KIND_LABELS,
  OUTCOME_KIND_LABELS,
  REVIEW_KIND_LABELS,
  SEARCH_LABELS,
  SOURCE_KIND_LABELS,
  STAGE_LABELS,
  STOPPING_LABEL,
  stoppingSentence,
} from './labels';

export interface ProtocolField {
  field: string;
  label: string;
  text: string;
}

export interface ProtocolItem {
  path: string;
  label: string;
  itemId: string | null;
  fields: ProtocolField[];
}

export interface ProtocolSection {
  key: string;
  label: string;
  items: ProtocolItem[];
}

/** Every section in printing order, empty ones included. */
export function protocolSections(doc: ProtocolDocument): ProtocolSection[] {
  return [
    {
      key: 'question',
      label: 'Question',
      items: [
        text('reviewKind', 'Kind of review', REVIEW_KIND_LABELS[doc.reviewKind]),
        text('question', 'Review question', doc.question),
        text('frame.kind', 'Frame', FRAMES[doc.frame.kind].label),
        ...doc.frame.parts.map((part) =>
          item('frame.parts', part.key, part.label, [
            ['label', 'Part', part.label],
            ['text', 'Text', part.text],
          ]),
        ),
      ],
    },
    {
      key: 'introduction',
      label: 'Introduction',
      items: [
        text('background', 'Background', doc.background),
        text('rationale', 'Rationale', doc.rationale),
        text('updateOf', 'Update of', doc.updateOf),
      ],
    },
    {
      key: 'objectives',
      label: 'Objectives',
      items: doc.objectives.map((objective) =>
        item('objectives', objective.id, 'Objective', [['text', 'Text', objective.text]]),
      ),
    },
    {
      key: 'criteria',
      label: 'Eligibility criteria',
      items: criteriaInOrder(doc.criteria).map((criterion) =>
        item('criteria', criterion.id, 'Criterion', [
          ['kind', 'Kind', CRITERION_KIND_LABELS[criterion.kind]],
          ['stage', 'Stage', STAGE_LABELS[criterion.stage]],
          ['text', 'Text', criterion.text],
          ['guidance', 'Guidance', criterion.guidance],
        ]),
      ),
    },
    {
      key: 'exclusionReasons',
      label: 'Exclusion reasons, in order',
      items: doc.exclusionReasons.map((reason) =>
        item('exclusionReasons', reason.id, reason.label, [
          ['label', 'Label', reason.label],
          ['description', 'Description', reason.description],
          ['stage', 'Stage', STAGE_LABELS[reason.stage]],
        ]),
      ),
    },
    {
      key: 'outcomes',
      label: 'Outcomes',
      items: doc.outcomes.map((outcome) =>
        item('outcomes', outcome.id, outcome.name, [
          ['name', 'Name', outcome.name],
          ['kind', 'Kind', OUTCOME_KIND_LABELS[outcome.kind]],
          ['measure', 'Measure', outcome.measure],
          ['timing', 'Timing', outcome.timing],
        ]),
      ),
    },
    {
      key: 'equity',
      label: 'Equity',
      items: [
        text('equity.definitionOfDisadvantage', 'Definition of disadvantage', doc.equity.definitionOfDisadvantage),
        text('equity.mechanism', 'Mechanism', doc.equity.mechanism),
        ...doc.equity.dimensions.map((dimension) =>
          item('equity.dimensions', dimension.key, dimension.label, [
            ['label', 'Dimension', dimension.label],
            ['ofInterest', 'Of interest', dimension.ofInterest ? 'Yes' : 'No'],
            ['howDefined', 'How defined', dimension.howDefined],
          ]),
        ),
      ],
    },
    {
      key: 'searchPlan',
      label: 'Search plan',
      items: [
        ...doc.searchPlan.sources.map((source) =>
          item('searchPlan.sources', source.id, source.name, [
            ['name', 'Name', source.name],
            ['kind', 'Kind', SOURCE_KIND_LABELS[source.kind]],
            ['detail', 'Detail', source.detail],
          ]),
        ),
        ...texts('searchPlan', SEARCH_LABELS, { ...doc.searchPlan, keyPapers: doc.searchPlan.keyPapers ?? '' }),
      ],
    },
    {
      key: 'analysisPlan',
      label: 'Analysis plan',
      items: [
        ...texts('analysisPlan', ANALYSIS_LABELS, doc.analysisPlan),
        text('analysisPlan.stopping', STOPPING_LABEL, stoppingSentence(stoppingTarget(doc))),
      ],
    },
    {
      key: 'administration',
      label: 'Administrative information',
      items: [
        text('registration.registry', 'Registry', doc.registration.registry),
        text('registration.id', 'Registration number', doc.registration.id),
        text('registration.url', 'Registration address', doc.registration.url),
        text('contributions', 'Contributions', doc.contributions),
        text('amendmentPlan', 'Amendments', doc.amendmentPlan),
        text('support.sources', 'Sources of support', doc.support.sources),
        text('support.sponsor', 'Sponsor', doc.support.sponsor),
        text('support.roleOfFunder', 'Role of sponsor or funder', doc.support.roleOfFunder),
      ],
    },
    {
      key: 'keywords',
      label: 'Highlighted words',
      items: [
        text('keywords.include', 'Speaking for inclusion', doc.keywords.include.join(', ')),
        text('keywords.exclude', 'Speaking for exclusion', doc.keywords.exclude.join(', ')),
        text('keywords.neutral', 'Neutral', doc.keywords.neutral.join(', ')),
      ],
    },
  ];
}

function text(path: string, label: string, value: string): ProtocolItem {
  return { path, label, itemId: null, fields: [{ field: 'text', label, text: value }] };
}

function texts<K extends string>(
  path: string,
  labels: Readonly<Record<K, string>>,
  values: Readonly<Record<NoInfer<K>, string>>,
): ProtocolItem[] {
  return (Object.keys(labels) as K[]).map((key) => text(`${path}.${key}`, labels[key], values[key]));
}

function item(list: string, id: string, label: string, fields: [string, string, string][]): ProtocolItem {
  return {
    path: `${list}.${id}`,
    label,
    itemId: id,
    fields: fields.map(([field, fieldLabel, value]) => ({ field, label: fieldLabel, text: value })),
  };
}
