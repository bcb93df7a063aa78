import { criteriaInOrder, type ProtocolDocument } from '../protocol/protocol';

/**
 * What of a protocol says what is looked for: the question, the parts of its frame, objectives, inclusion criteria,
 * outcomes, and the equity dimensions of interest. Exclusion criteria name what is not wanted and are left out.
 */
export function rankingText(title: string, document: ProtocolDocument): string {
  const { question, frame, objectives, criteria, outcomes, equity, keywords } = document;
  return [
    title,
    question,
    ...frame.parts.map(({ text }) => text),
    ...objectives.map(({ text }) => text),
    ...criteriaInOrder(criteria).flatMap(({ kind, text }) => (kind === 'inclusion' ? [text] : [])),
    ...outcomes.map(({ name }) => name),
    ...equity.dimensions.flatMap(({ ofInterest, label, howDefined }) => (ofInterest ? [label, howDefined] : [])),
    ...keywords.include,
  ]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('. ');
}
