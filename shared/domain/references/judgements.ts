import type { Verdict } from '../screening/rule';
import { ParsedReference } from './reference';

/**
 * What people of an earlier tool said of a record, as its export carries it: who included or excluded it, why, and the
 * labels they gave. Readers put it aside untouched (`extra['label:…']`, notes); here it gets its meaning. Nothing of it
 * counts in a review until somebody says so.
 *
 * Known are Rayyan (notes), Covidence (tags, reasons in notes), ASReview (columns and notes), DistillerSR (a row for each
 * person), EPPI-Reviewer (codes), our own exports, and any column that somebody says holds decisions.
 */
export interface Judgement {
  /** The person as the file names them; null where it names nobody (a team's outcome). */
  who: string | null;
  /** The step it was made at, where the file tells. */
  at: 'title-abstract' | 'full-text' | null;
  verdict: Verdict;
  /** Reasons for an exclusion, in the file's words. */
  reasons: string[];
}

export interface Judged {
  judgements: Judgement[];
  labels: string[];
}

const VERDICTS: readonly [Verdict, RegExp][] = [
  [
    'exclude',
    /^(?:excluded?|exclusion|irrelevant|not relevant|ineligible|reject(?:ed)?|no|n|false|0(?:\.0)?)(?![a-z0-9])/i,
  ],
  ['include', /^(?:included?|inclusion|relevant|eligible|accept(?:ed)?|yes|y|true|1(?:\.0)?)(?![a-z0-9])/i],
  ['maybe', /^(?:maybe|unsure|not sure|unclear|uncertain|undecided|can(?:no|['’])t tell|\?)(?![a-z0-9])/i],
];

/** "Excluded", "exclude: wrong population", "1": the verdict with what stands behind it; null for anything else. */
export function verdictIn(text: string): { verdict: Verdict; why: string } | null {
  const words = text.trim();
  for (const [verdict, pattern] of VERDICTS) {
    const found = pattern.exec(words)?.[0];
    if (found === undefined) continue;
    const rest = words.slice(found.length);
    // a number or a short word says it alone, or before a mark ("No, wrong population"); else it is some other sentence
    const isAlone = rest.trim() === '' || (/^[a-z]/i.test(found) && /^(?:\s?[,;:]|\s+[(–—-])\s?\S/.test(rest));
    if (found.length < 3 && !isAlone) return null;
    return { verdict, why: rest.replace(/^[\s:;,(–—-]+(?:(?:on|because of|reason:?)\s)?|(?<![)\s])[)\s]+$/gi, '') };
  }
  return null;
}

/** Labels that hold "Person: verdict". */
const OF_PEOPLE = new Set(['rayyan-inclusion', 'decision']);
/** Labels that hold a verdict, of nobody in particular. */
const OF_NOBODY =
  /^(?:included?|final[ _]?included|relevant|screening|asreview_(?:label|included)|eppi-inclusion|label_included)$/i;
const REASONS = /^(?:rayyan-exclusion-reasons|eppi-reasons|exclusion.?reasons?)$/i;
/** Labels that say something about people's tools and not about the record. */
const TECHNICAL =
  /^(?:asreview_(?!tags?\b).*|record|place|source|cycle|reason|screening-reason|removed|retrieval|group|decision)$/i;
/** Names of labels whose values are labels by themselves; values of others bear the name. */
const PLAIN_LABELS = /^(?:rayyan-labels|eppi-codes|tags?|labels?|asreview_tags?)$/i;

export function judgedIn(reference: Pick<ParsedReference, 'extra' | 'notes'>): Judged {
  const judged: Judged = { judgements: [], labels: [] };
  const reasons: string[] = [];
  const whoIsNamed = reference.extra['label:asreview_user_name']?.[0] ?? null;
  for (const [key, values] of Object.entries(reference.extra)) {
    if (!key.startsWith('label:')) continue;
    const name = key.slice(6);
    if (OF_PEOPLE.has(name)) for (const value of values) addPair(judged, value);
    else if (OF_NOBODY.test(name)) for (const value of values) add(judged, whoIsNamed, value);
    else if (REASONS.test(name)) reasons.push(...values.filter((value) => value !== ''));
    else if (!TECHNICAL.test(name))
      for (const value of values) addLabel(judged, PLAIN_LABELS.test(name) ? value : `${name}: ${value}`);
  }
  for (const note of reference.notes) fromNote(judged, note);
  addOwn(judged, reference.extra);
  for (const judgement of judged.judgements)
    if (judgement.verdict === 'exclude' && judgement.reasons.length === 0) judgement.reasons.push(...reasons);
  // Reasons that nobody's exclusion takes are said of the record all the same.
  if (!judged.judgements.some(({ verdict }) => verdict === 'exclude'))
    for (const reason of reasons) addLabel(judged, reason);
  return judged;
}

/** The reference without what people of another tool said of it: no label, and no note that holds a verdict or a reason. */
export function withoutJudgements<T extends Pick<ParsedReference, 'extra' | 'notes' | 'raw'>>(reference: T): T {
  return {
    ...reference,
    extra: Object.fromEntries(Object.entries(reference.extra).filter(([key]) => !key.startsWith('label:'))),
    notes: reference.notes.filter((note) => {
      const judged: Judged = { judgements: [], labels: [] };
      fromNote(judged, note);
      return judged.judgements.length === 0 && !note.includes('RAYYAN-');
    }),
    raw: '',
  };
}

function addLabel({ labels }: Judged, label: string): void {
  const text = label.trim();
  if (text !== '' && !labels.includes(text)) labels.push(text);
}

function add({ judgements }: Judged, who: string | null, value: string, at: Judgement['at'] = null): void {
  const found = verdictIn(value);
  if (!found) return;
  const { verdict, why } = found;
  const isSaid = judgements.some((one) => one.who === who && one.at === at && one.verdict === verdict);
  if (why !== '' || !isSaid) judgements.push({ who, at, verdict, reasons: why === '' ? [] : [why] });
}

/** "Ann Lee: Included", "Ann Lee (level 2): Exclude - wrong population". */
function addPair(judged: Judged, value: string): void {
  const found = /^(.{1,200}?)(?: \(level (\d{1,2})\))?: (.*)$/s.exec(value);
  if (!found) return add(judged, null, value);
  const level = found[2] === undefined ? null : Number(found[2]) > 1 ? 'full-text' : 'title-abstract';
  add(judged, found[1]!.trim(), found[3]!, level);
}

function fromNote(judged: Judged, note: string): void {
  const asreview = /\bASReview_(relevant|irrelevant)\b/.exec(note)?.[1];
  if (asreview !== undefined) add(judged, null, asreview);
  const covidence = /^[ \t]{0,20}Exclusion reason: ([^;\n]{1,300})/m.exec(note)?.[1];
  if (covidence !== undefined)
    judged.judgements.push({ who: null, at: 'full-text', verdict: 'exclude', reasons: [covidence.trim()] });
}

/** Where a record stood in a review of ours, said by `place` and the reported reasons. */
function addOwn(judged: Judged, extra: ParsedReference['extra']): void {
  const place = extra['label:place']?.[0];
  if (place === undefined) return;
  const nobody = { who: null, reasons: [] };
  if (place === 'screened-out')
    judged.judgements.push({ ...nobody, at: 'title-abstract', verdict: 'exclude', reasons: of('screening-reason') });
  if (!PAST_SCREENING.has(place)) return;
  judged.judgements.push({ ...nobody, at: 'title-abstract', verdict: 'include' });
  if (place === 'included') judged.judgements.push({ ...nobody, at: 'full-text', verdict: 'include' });
  if (place === 'assessed-out')
    judged.judgements.push({ ...nobody, at: 'full-text', verdict: 'exclude', reasons: of('reason') });

  function of(label: string): string[] {
    return [...(extra[`label:${label}`] ?? [])];
  }
}

const PAST_SCREENING = new Set([
  'retrieval',
  'not-retrieved',
  'awaiting',
  'ongoing',
  'assessing',
  'assessing-conflict',
  'assessed-out',
  'included',
]);

/** People, reasons and labels that a file holds, with how often. */
export interface JudgedSummary {
  people: FoundPerson[];
  reasons: Found[];
  labels: Found[];
}
export interface FoundPerson {
  who: string | null;
  at: Judgement['at'];
  verdicts: Record<Verdict, number>;
}
export interface Found {
  text: string;
  count: number;
}

/** More of one kind than anybody could choose among; what is beyond is not listed. */
const MOST_LISTED = 300;

/** Gathers what the records of a file hold; people and labels in the order they come up. */
export class JudgedTally {
  private readonly people = new Map<string, FoundPerson>();
  private readonly reasons = new Map<string, number>();
  private readonly labels = new Map<string, number>();

  add({ judgements, labels }: Judged): void {
    for (const { who, at, verdict, reasons } of judgements) {
      const key = `${at ?? ''} ${who ?? ''}`;
      const person = this.people.get(key) ?? { who, at, verdicts: { include: 0, maybe: 0, exclude: 0 } };
      if (this.people.size < MOST_LISTED) this.people.set(key, person);
      person.verdicts[verdict]++;
      for (const reason of reasons) count(this.reasons, reason);
    }
    for (const label of labels) count(this.labels, label);
  }

  /** Null where the file holds nothing of the kind. */
  summary(): JudgedSummary | null {
    if (this.people.size === 0 && this.labels.size === 0) return null;
    const listed = (counts: ReadonlyMap<string, number>): Found[] =>
      [...counts].map(([text, n]) => ({ text, count: n }));
    return { people: [...this.people.values()], reasons: listed(this.reasons), labels: listed(this.labels) };
  }
}

function count(counts: Map<string, number>, text: string): void {
  const known = counts.get(text);
  if (known !== undefined || counts.size < MOST_LISTED) counts.set(text, (known ?? 0) + 1);
}
