/**
 * The protocol of a review as a document: question, eligibility, ordered exclusion reasons, outcomes, the equity
 * question, and the plans for searching and analysis.
 *
 * A saved version is immutable; an amendment is a new version with a reason. Decisions name criteria and exclusion
 * reasons by `id`, so an id outlives every rewording and reordering and is never used again for something else.
 * Order is meaning: of several exclusion reasons ticked for one report, the first in this document is the reported one.
 *
 * Texts that nobody has written are empty strings, never null: a document is edited field by field, and "not stated"
 * is decided in print (see `document-blocks.ts`). The parts follow PRISMA-P 2015 (Moher et al., Syst Rev 2015;4:1,
 * doi:10.1186/2046-4053-4-1) and, for equity, PRISMA-E 2012 (Welch et al., doi:10.1371/journal.pmed.1001333).
 */
import { FrameKind, FRAMES } from './frames';
import { PROGRESS_PLUS } from './progress-plus';
import type { ReviewKind } from './review-kind';

export * from './frames';
export * from './progress-plus';
export * from './review-kind';

/** Where a criterion or a reason applies. A pilot uses those of the stage it samples. */
export type CriterionStage = 'title-abstract' | 'full-text' | 'both';

export const CRITERION_STAGES: readonly CriterionStage[] = ['title-abstract', 'full-text', 'both'];

export interface FramePart {
  /** Fixed by the frame ("population"), or made by the writer for a free frame. */
  key: string;
  label: string;
  text: string;
}

export interface ProtocolFrame {
  kind: FrameKind;
  parts: FramePart[];
}

export interface Objective {
  id: string;
  text: string;
}

export interface Criterion {
  id: string;
  kind: 'inclusion' | 'exclusion';
  stage: CriterionStage;
  text: string;
  /** How to apply it, with examples; shown to reviewers beside the criterion. */
  guidance: string;
  /** Rank for reading, smallest first; equal ranks keep their place in the list. */
  order: number;
}

/** One entry of the ordered list; its place in the array is its place in the protocol. */
export interface ExclusionReason {
  id: string;
  /** As printed in the flow diagram ("Wrong population"). */
  label: string;
  description: string;
  stage: CriterionStage;
}

export interface Outcome {
  id: string;
  name: string;
  kind: 'primary' | 'secondary';
  /** How it is measured: instrument, scale, source of data. */
  measure: string;
  /** When it is measured, and which time point counts. */
  timing: string;
}

export interface EquityDimension {
  /** A key of `PROGRESS_PLUS`, or one of the review's own. */
  key: string;
  label: string;
  ofInterest: boolean;
  /** How the review recognises disadvantage along this dimension. */
  howDefined: string;
}

export interface EquityPlan {
  /** Who counts as disadvantaged in this review (PRISMA-E item 4). */
  definitionOfDisadvantage: string;
  /** Why the intervention may act differently across groups (PRISMA-E items 3 and 3A). */
  mechanism: string;
  dimensions: EquityDimension[];
}

export interface PlannedSource {
  id: string;
  name: string;
  /** The PRISMA 2020 kinds, which decide the column of the flow diagram. */
  kind: 'database' | 'register' | 'other-method';
  /** Platform, coverage dates, contact, way of browsing. */
  detail: string;
}

export interface SearchPlan {
  sources: PlannedSource[];
  /** Draft strategy of at least one database, with limits, so that it could be repeated (PRISMA-P item 10). */
  strategy: string;
  limits: string;
  /** Who checks the strategy and how (PRESS). */
  peerReview: string;
  updates: string;
  /** Papers known beforehand that the search must find, one a line. Missing in versions from before they could be stated. */
  keyPapers?: string | undefined;
}

/** How much must be found, and how surely, before screening may stop early. Both are shares, 0 to 1. */
export interface StoppingTarget {
  recall: number;
  confidence: number;
}

/** What a target may be: below a half it is none, and certainty cannot be had without reading everything. */
export const STOPPING_RANGE = { least: 0.5, most: 0.999 } as const;

export interface AnalysisPlan {
  dataManagement: string;
  screening: string;
  extraction: string;
  dataItems: string;
  riskOfBias: string;
  /** When results will be pooled, and when not. */
  synthesisCriteria: string;
  /** Effect measures, models, handling of heterogeneity. */
  synthesis: string;
  additionalAnalyses: string;
  withoutMetaAnalysis: string;
  reportingBias: string;
  certainty: string;
  /** Fixed before screening; a change is an amendment. Missing in versions from before it could be stated. */
  stopping?: StoppingTarget | null | undefined;
}

export interface Registration {
  /** PROSPERO, OSF, … */
  registry: string;
  id: string;
  url: string;
}

export interface Support {
  sources: string;
  sponsor: string;
  roleOfFunder: string;
}

/** Words to mark in titles and abstracts; a trailing `*` stands for any ending. Marks advise and decide nothing. */
export interface HighlightKeywords {
  include: string[];
  exclude: string[];
  neutral: string[];
}

export interface ProtocolDocument {
  reviewKind: ReviewKind;
  /** The review question in one sentence. */
  question: string;
  frame: ProtocolFrame;
  background: string;
  rationale: string;
  objectives: Objective[];
  criteria: Criterion[];
  exclusionReasons: ExclusionReason[];
  outcomes: Outcome[];
  equity: EquityPlan;
  searchPlan: SearchPlan;
  analysisPlan: AnalysisPlan;
  registration: Registration;
  /** The earlier review that this one updates, as a citation. */
  updateOf: string;
  contributions: string;
  amendmentPlan: string;
  support: Support;
  keywords: HighlightKeywords;
}

/** The frame that suits a kind of review when nobody has chosen one. */
const USUAL_FRAME: Readonly<Record<ReviewKind, FrameKind>> = {
  systematic: 'PICOS',
  scoping: 'PCC',
  rapid: 'PICO',
  'living-map': 'PCC',
  umbrella: 'PICOS',
};

/** A frame of the given kind with nothing written in its parts. */
export function emptyFrame(kind: FrameKind): ProtocolFrame {
  return { kind, parts: FRAMES[kind].parts.map((part) => ({ key: part.key, label: part.label, text: '' })) };
}

/** Every PROGRESS-Plus dimension, none yet of interest. */
export function emptyEquityDimensions(): EquityDimension[] {
  return PROGRESS_PLUS.map(({ key, label }) => ({ key, label, ofInterest: false, howDefined: '' }));
}

/** A document with nothing stated, on the frame usual for its kind of review. */
export function emptyProtocol(kind: ReviewKind): ProtocolDocument {
  return {
    reviewKind: kind,
    question: '',
    frame: emptyFrame(USUAL_FRAME[kind]),
    background: '',
    rationale: '',
    objectives: [],
    criteria: [],
    exclusionReasons: [],
    outcomes: [],
    equity: { definitionOfDisadvantage: '', mechanism: '', dimensions: emptyEquityDimensions() },
    searchPlan: { sources: [], strategy: '', limits: '', peerReview: '', updates: '', keyPapers: '' },
    analysisPlan: {
      dataManagement: '',
      screening: '',
      extraction: '',
      dataItems: '',
      riskOfBias: '',
      synthesisCriteria: '',
      synthesis: '',
      additionalAnalyses: '',
      withoutMetaAnalysis: '',
      reportingBias: '',
      certainty: '',
      stopping: null,
    },
    registration: { registry: '', id: '', url: '' },
    updateOf: '',
    contributions: '',
    amendmentPlan: '',
    support: { sources: '', sponsor: '', roleOfFunder: '' },
    keywords: { include: [], exclude: [], neutral: [] },
  };
}

/** The target that the protocol fixes; null where it fixes none, as before such targets could be stated. */
export function stoppingTarget(doc: ProtocolDocument): StoppingTarget | null {
  return doc.analysisPlan.stopping ?? null;
}

/** Whether something that applies at `stage` is used at the screening stage `at`. */
export function appliesAt(stage: CriterionStage, at: 'title-abstract' | 'full-text'): boolean {
  return stage === 'both' || stage === at;
}

/** Criteria in reading order: by `order`, equal ranks as listed. */
export function criteriaInOrder(criteria: readonly Criterion[]): Criterion[] {
  return [...criteria].sort((a, b) => a.order - b.order);
}

/** The criteria a reviewer applies at a stage, in reading order. */
export function criteriaAt(doc: ProtocolDocument, at: 'title-abstract' | 'full-text'): Criterion[] {
  return criteriaInOrder(doc.criteria.filter((criterion) => appliesAt(criterion.stage, at)));
}

/** The exclusion reasons a reviewer can tick at a stage, in protocol order. */
export function exclusionReasonsAt(doc: ProtocolDocument, at: 'title-abstract' | 'full-text'): ExclusionReason[] {
  return doc.exclusionReasons.filter((reason) => appliesAt(reason.stage, at));
}
