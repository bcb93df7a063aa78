import type { ParsedReference } from './reference';

/** The fields that say whether a publication was retracted. */
export type RetractionFields = Pick<ParsedReference, 'title' | 'links' | 'keywords' | 'extra'>;

/** Types and index terms of MEDLINE, Embase and Web of Science. "Retracted Publication as Topic" is another matter. */
const RETRACTED_TYPE = /^retracted (?:publication|article|paper)\.?$/i;
const NOTICE_TYPE = /^(?:retraction of publication|retraction(?: notice)?)\.?$/i;
/** "RETRACTED: …", "RETRACTED ARTICLE: …", and Web of Science's "… (Retracted article. See vol. 3, pg. 12, 2011)". */
const RETRACTED_TITLE =
  /^\W*retracted(?: article| paper)?\s*[\]:.–—]|[([]retracted(?: (?:article|paper)\b[^)\]]{0,300})?[)\]]/i;
const NOTICE_TITLE =
  /^\W*(?:retraction\s*[:.–—]|retraction(?: notice| note| statement)? (?:to|of|for)\s*[:"'“‘]|retraction (?:notice|note|statement)\b|(?:notice|statement) of retraction\b)/i;

/** What a record says of itself: that it was retracted, that it is the notice by which another one was, or nothing. */
export function retractionIn({ title, links, keywords, extra }: RetractionFields): 'retracted' | 'notice' | null {
  const words = [...keywords, ...Object.values(extra).flat()];
  if (words.some((word) => RETRACTED_TYPE.test(word)) || RETRACTED_TITLE.test(title ?? '')) return 'retracted';
  if (words.some((word) => NOTICE_TYPE.test(word)) || NOTICE_TITLE.test(title ?? '')) return 'notice';
  const retractions = links.filter(({ kind }) => kind === 'retraction');
  // OpenAlex gave its flag without a direction in imports of before
  if (retractions.some(({ direction, text }) => direction === 'in' || /^retracted\b/i.test(text))) return 'retracted';
  return retractions.some(({ direction }) => direction === 'of') ? 'notice' : null;
}
