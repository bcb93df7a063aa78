import { doiIn, statedPmid } from './identifiers';
import type { LinkKind, ReferenceLink } from './reference';
import { trimMarks } from './text-clean';

const KINDS: readonly (readonly [RegExp, LinkKind])[] = [
  [/^comment/, 'comment'],
  [/^(?:erratum|corrigendum|correction|addendum|clarification)\b/, 'erratum'],
  [/^(?:partial[ -]retraction|expression of concern)\b/, 'concern'],
  [/^(?:retraction|withdrawal|removal)\b/, 'retraction'],
  [/^(?:(?:corrected|retracted) ?and )?(?:republished|reprint)/, 'republication'],
  [/^(?:update|preprint|new version|new edition)/, 'update'],
];

/**
 * What the words for a link mean: MEDLINE's "Retraction in" and "Retraction of", spelt `RetractionIn` in PubMed's XML, and
 * Crossref's `expression_of_concern`. In, by: the named item does it to this one; of, for, on, from: this one does it.
 */
export function linkMeaning(words: string): Pick<ReferenceLink, 'kind' | 'direction'> {
  const plain = words
    .slice(0, 80)
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .replace(/_/g, ' ')
    .toLowerCase()
    .trim();
  const kind = KINDS.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other';
  const last = plain.slice(plain.lastIndexOf(' ') + 1);
  if (kind === 'other') return { kind };
  if (last === 'in' || last === 'by') return { kind, direction: 'in' };
  return ['of', 'for', 'on', 'from'].includes(last) ? { kind, direction: 'of' } : { kind };
}

/** As exports of ours write a link: `retraction in: Lancet. 2010;375:445`. */
export function writtenLink({ kind, direction, text }: ReferenceLink): string {
  return `${direction ? `${kind} ${direction}` : kind}: ${text}`;
}

/** What {@link writtenLink} wrote; null for other text. */
export function linkWritten(line: string): ReferenceLink | null {
  const found = /^(erratum|comment|retraction|concern|update|republication|other)(?: (in|of))?: ([\s\S]+)$/.exec(line);
  if (!found) return null;
  const link: ReferenceLink = { kind: found[1] as LinkKind, text: found[3]! };
  if (found[2]) link.direction = found[2] as 'in' | 'of';
  return link;
}

/** How Ovid and printed records head what they say of another item: "Comment in: BMJ. 2010 …", "Erratum appears in …". */
const OF_ANOTHER =
  '(?:comment (?:in|on)|erratum(?: appears)? (?:in|for)|(?:partial )?retraction (?:in|of)|expression of concern (?:in|for)' +
  '|(?:(?:corrected|retracted) and )?republished (?:in|from)|update (?:in|of)|(?:summary for patients|original report) in)';
const ANYWHERE = new RegExp(`\\b${OF_ANOTHER}\\b`, 'i');
const AT_START = new RegExp(`^\\[?(${OF_ANOTHER})[:.]? +(?=\\S)`, 'i');

/** The part of a note that speaks of the record itself: numbers behind "Comment in" are another item's. */
export function ofItself(note: string): string {
  const at = note.search(ANYWHERE);
  return at < 0 ? note : note.slice(0, at);
}

/** Longer than what any note says of another item. */
const LONGEST = 2_000;

/** Links that the lines of a note state with the number of the other item; the note itself stays. */
export function linksIn(note: string): ReferenceLink[] {
  if (!ANYWHERE.test(note)) return [];
  return note.split('\n').flatMap((line): ReferenceLink[] => {
    const head = line.length > LONGEST ? null : AT_START.exec(line);
    if (!head) return [];
    const text = trimMarks(line.slice(head[0].length), '', ']');
    const isNamed = statedPmid(text) !== null || doiIn(text) !== null;
    return isNamed ? [{ ...linkMeaning(head[1]!.replace(/ appears/i, '')), text }] : [];
  });
}
