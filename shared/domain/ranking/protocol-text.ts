import { criteriaInOrder, type ProtocolDocument } from '../protocol/protocol';

/**
 * What of a protocol says what is looked for: the question, the parts of its frame, objectives, inclusion criteria,
 * outcomes, the equity dimensions of interest, and the papers known beforehand. Exclusion criteria name what is not wanted and are left out.
 */
export function rankingText(title: string, document: ProtocolDocument): string {
  const { question, frame, objectives, criteria, outcomes, equity, keywords, searchPlan } = document;
  return [
    title,
    question,
    ...frame.parts.map(({ text }) => text),
    ...objectives.map(({ text }) => text),
    ...criteriaInOrder(criteria).flatMap(({ kind, text }) => (kind === 'inclusion' ? [text] : [])),
    ...outcomes.map(({ name }) => name),
    ...equity.dimensions.flatMap(({ ofInterest, label, howDefined }) => (ofInterest ? [label, howDefined] : [])),
    ...keywords.include,
    ...(searchPlan.keyPapers ?? '').split('\n').map((line) => line.replace(/\S*\b10\.\d{4,9}\/\S+/g, '')),
  ]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('. ');
}
