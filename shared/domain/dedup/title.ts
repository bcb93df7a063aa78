/**
 * Titles: what the authors wrote, apart from what databases hang on it.
 *
 * Databases add notes in brackets ("[Review] [45 refs]", "[Erratum appears in …]", "(Provisional abstract)"), print
 * translated titles in brackets or beside the original, and mark corrections by naming the corrected article
 * ("… (vol 360, pg 542, 2009)"). The notes are dropped, the translation becomes a second form of the title, and what
 * tells one kind of item from another (erratum, reply, comment, part II) is kept as a mark of its own.
 */
import { fold, head, isSilent, isSilentSlip, known, numberOf, tongueOf, withoutMarkup, words } from './words';
import { editDistance, isMisspelling, leftovers, sharedCount } from './similarity';

/** What a record is in relation to another item; null for an item in its own right. */
export type ItemKind = 'erratum' | 'reply' | 'comment' | 'retraction' | 'withdrawn' | null;

export interface TitleForm {
  /** All words in order, without blanks: the same for "Crowd Build" and "CrowdBuild". */
  compact: string;
  /** Subject words, sorted, numbers in digits. */
  bag: string[];
  /** Subject words in order. */
  ordered: string[];
  tongue: string | null;
}

export interface TitlePrint {
  /** The title, then its translations where the record gives any. */
  forms: TitleForm[];
  kind: ItemKind;
  /** "2" for part II, second of three …; null where the title names no part. */
  part: string | null;
  /** Volume and first page that a correction's title gives for what it corrects; null where it gives none. */
  corrects: { volume: string; page: number } | null;
  /** Whether many items bear this title: "Editorial", "Reply", "Introduction", or fewer than three subject words. */
  plain: boolean;
}

const NOTE_BRACKETS =
  /\s*[[(](?:review(?: article)?|comment|see comments?|letter|letters|editorial|multiple letters|published erratum|erratum (?:appears|in)|corrected|corrected and republished|retraction in|republished|update in|update of|summary for|(?:original )?article|electronic resource|abstract|(?:provisional|structured) abstract|brief record|project record|cochrane review|clinical conference|news|\d+ refs?|in [a-z]+|[a-z]+ (?:language|text))\b[^\])]*[\])]?\.?(?=\s|$|\[|\()/gi;
/** Where the corrections of an article stand: to the end, since the note is what a cut field loses. */
const CORRECTED_LATER = /(?<=.{8})\s*\[(?:published )?erratum\b.*$/i;
const CITED_TAIL = /\s*\.\.\.\s*[A-Z].{3,80}\b(?:19|20)\d\d\b.{0,40}\d+\s*(?:\(\d+\))?\s*:\s*\S+\s*$/;
const CORRECTED_TAIL =
  /\s*\((?:vol(?:ume)?\.?\s*\d+.{0,40}(?:pg|page|p)\.?\s*\w+.{0,20}|[^()]{3,120}\((?:19|20)\d\d\)[^()]{0,30}(?:\([^()]{1,30}\)[^()]{0,20}){1,2})\)\.?\s*$/i;
const PLAIN_TITLE =
  /^(?:(?:guest |the |special issue )?(?:editorial|editor(?:s|ial)?)(?: s)?(?: (?:notes?|comments?|introduction|perspectives?|foreword|preface|board|remarks|choice|page|statement))*|introduction(?: to the .{0,60})?|foreword|preface|reply|authors? (?:s )?(?:reply|response)|in reply|response|comments?|commentary|letter(?:s)?(?: to the editors?)?|correspondence|erratum|errata|corrigend(?:um|a)|corrections?|retraction|book reviews?|news|in this issue|abstracts?|meeting abstracts?|poster(?: session| abstracts?)?|conference proceedings|obituary|index|contents|table of contents|call for papers.{0,80}|special (?:issue|section)(?: introduction| editorial)?|from the editors?|about the authors?|untitled|no title|.{0,40}editor s (?:comments?|notes?|introduction)|senior editor perspectives?)$/;

/** Reads a title; a missing one gives no forms. */
export function readTitle(raw: string | null | undefined): TitlePrint {
  const text = known(head(raw, 1500));
  if (!text) return { forms: [], kind: null, part: null, corrects: null, plain: true };
  let title = withoutMarkup(text).replace(/\s+/g, ' ').replace(CORRECTED_LATER, '').trim();
  const noted = title.replace(NOTE_BRACKETS, ' ').trim();
  const corrected = CORRECTED_TAIL.test(title) || CORRECTED_TAIL.test(noted);
  let corrects: TitlePrint['corrects'] = null;
  if (corrected) {
    const whole = CORRECTED_TAIL.test(title) ? title : noted;
    corrects = placeIn(CORRECTED_TAIL.exec(whole)?.[0] ?? '');
    title = whole.replace(CORRECTED_TAIL, '');
  }
  title = title
    .replace(NOTE_BRACKETS, ' ')
    .replace(CITED_TAIL, '')
    .replace(/[\s*†‡.]+$/u, '')
    .trim();
  const variants: string[] = [];
  title = unwrapped(title);
  // A trailing bracket after a title is the database's: a column name, a language, or the title in another tongue.
  const tail = /^(.{8,}?)\s*\[([^\]]+)\][\s.*]*$/s.exec(title);
  if (tail?.[1] && tail[2]) {
    title = tail[1].trim();
    if (words(fold(tail[2])).length >= 4) variants.push(tail[2]);
  }
  title = unwrapped(title);
  const parallel = title.split(/\s+=\s+/);
  if (parallel.length === 2 && parallel.every((half) => words(fold(half)).length >= 4)) {
    title = parallel[0] as string;
    variants.push(parallel[1] as string);
  }
  const { kind, rest } = kindOf(title, corrected);
  const forms = [rest, ...variants].map(formOf).filter((form) => form.compact !== '');
  const main = forms[0];
  const flat = words(fold(rest)).join(' ');
  const plain = !main || PLAIN_TITLE.test(flat) || (main.bag.length < 3 && main.compact.length < 30);
  return { forms, kind, part: partOf(fold(title)), corrects: kind === 'erratum' ? corrects : null, plain };
}

/** "(vol 85, pg 553, 2010)" and "(Annals of Lifting (2009) 360:5 (542-544))" as volume and first page. */
function placeIn(tail: string): TitlePrint['corrects'] {
  const found =
    /vol(?:ume)?\.?\s*(\d+).*?(?:pg|page|p)\.?\s*[a-z]?(\d+)/i.exec(tail) ??
    /\((?:19|20)\d\d\)[\s,;:]*(\d+)[^()]*(?:\(\d+\)[^()]*)?\([a-z]?(\d+)/i.exec(tail);
  return found ? { volume: String(Number(found[1])), page: Number(found[2]) } : null;
}

function unwrapped(title: string): string {
  const whole = /^\[([^[\]]+)\]\.?$/.exec(title);
  if (whole?.[1]) return whole[1];
  // Brackets left open by a cut field.
  return /^\[[^\]]+$/.test(title) ? title.slice(1) : title;
}

function formOf(title: string): TitleForm {
  const list = words(fold(title));
  const ordered = list.filter((word) => !isSilent(word)).map((word) => numberOf(word) ?? word);
  return { compact: list.join(''), bag: [...ordered].sort(), ordered, tongue: tongueOf(list) };
}

function kindOf(title: string, corrected: boolean): { kind: ItemKind; rest: string } {
  const rules: ReadonlyArray<readonly [Exclude<ItemKind, null>, RegExp]> = [
    ['withdrawn', /^\s*(?:withdrawn|retracted(?: article)?|retraction notice to)\s*[:.-]\s*(?=\S)/i],
    [
      'retraction',
      /^\s*(?:retraction|expression of concern|notice of (?:retraction|withdrawal))\b(?:\s*(?:of|to|for|notice|statement))?\s*[:.-]*\s*/i,
    ],
    [
      'erratum',
      /^\s*(?:publisher'?s? |author'?s? )?(?:(?:erratum|errata|corrigend(?:um|a))\b(?:\s+(?:to|for|in))?|corrections?(?=\s*[:.-])|corrections? (?:to|for))\s*[:.-]*\s*/i,
    ],
    ['erratum', /\s*[-:(.]\s*(?:erratum|corrigendum|correction)\)?\.?\s*$/i],
    [
      'reply',
      /^\s*(?:authors?['’]? )?response (?:by .{2,60} )?to (?:the )?(?:letters?|articles?|comments?)(?: by .{2,60}?)? regarding (?:the )?article\W*/i,
    ],
    [
      'reply',
      /^\s*(?:in reply(?: to)?|(?:the )?authors?['’]?s? (?:reply|response)(?: to)?|reply(?: to| from)?|response to|rejoinder(?: to)?|rebuttal(?: of| to)?)\b\s*[:.-]*\s*/i,
    ],
    [
      'reply',
      /(?:(?:\s[-–—]+\s|[:.(]\s*)(?:(?:the )?authors?['’]?s? )?(?:in )?|\sauthors?['’]?s? )(?:reply|replies|response|rejoinder)(?:\s+to\s+[^:]{3,60})?\)?\.?\s*$/i,
    ],
    ['comment', /^\s*(?:letter|comments?)(?: by .{2,60}?)? regarding (?:the )?article\W*/i],
    [
      'comment',
      /^\s*(?:comments?(?:ary)? (?:on|to|re)|letter (?:re|to the editor)|re:|editorial comment(?:ary)?(?: on)?|invited comment(?:ary)?(?: on)?|discussion of)\b\s*[:.-]*\s*/i,
    ],
    ['comment', /\s*[-:(.]?\s*(?:editorial comment|invited commentary|comment on [^:]{3,80})\)?\.?\s*$/i],
  ];
  for (const [kind, pattern] of rules) {
    if (!pattern.test(title)) continue;
    const rest = title.replace(pattern, '').trim();
    return { kind, rest: rest.length >= 8 ? rest : title };
  }
  return { kind: corrected ? 'erratum' : null, rest: title };
}

function partOf(folded: string): string | null {
  const found =
    /\b(?:part|pt|chapter|section|volume|vol|report|paper|study|phase|stage|wave|edition|no|number)\.?\s*(?:no\.?\s*)?([ivx]{1,4}|\d{1,4}|one|two|three|four|five|six)\b/.exec(
      folded,
    );
  const value = found?.[1];
  if (!value) return null;
  return numberOf(value) ?? { i: '1', v: '5', x: '10' }[value] ?? value;
}

export type TitleVerdict =
  'same' | 'shortened' | 'reworded' | 'related' | 'translated' | 'differs' | 'numbered' | 'missing';

/**
 * How two titles stand to each other.
 *
 * `same`: alike but for spelling, small words and punctuation. `shortened`: one lacks the other's subtitle or lead-in.
 * `reworded`: most subject words shared, some replaced. `related`: half of them. `numbered`: only a number sets them
 * apart (part I and II, 2013 and 2014). `translated`: written in two languages, so words cannot be compared.
 */
export function compareTitles(a: TitlePrint, b: TitlePrint): TitleVerdict {
  let best: TitleVerdict = 'missing';
  for (const left of a.forms) {
    for (const right of b.forms) {
      const verdict = compareForms(left, right);
      if (TITLE_ORDER[verdict] > TITLE_ORDER[best]) best = verdict;
      if (best === 'same') break;
    }
  }
  if (a.part && b.part && a.part !== b.part && best !== 'differs' && best !== 'missing') return 'numbered';
  return best;
}

/** From least to most alike. */
export const TITLE_ORDER: Readonly<Record<TitleVerdict, number>> = {
  missing: 0,
  differs: 1,
  translated: 2,
  numbered: 3,
  related: 4,
  reworded: 5,
  shortened: 6,
  same: 7,
};

function compareForms(one: TitleForm, other: TitleForm): TitleVerdict {
  if (one.compact === other.compact) return 'same';
  // Words are paired off one by one, so the order of the titles must not hang on which record came first.
  const [a, b] = one.compact < other.compact ? [one, other] : [other, one];
  const shared = sharedCount(a.bag, b.bag);
  const smaller = Math.min(a.bag.length, b.bag.length);
  const larger = Math.max(a.bag.length, b.bag.length);
  if (smaller === 0) return 'differs';
  const limit = Math.min(6, 1 + Math.floor(Math.min(a.compact.length, b.compact.length) / 40));
  const cut = isCut(a.compact, b.compact);
  if (shared < smaller * 0.34) {
    // Words run together or taken apart leave no word in common, so look at the letters before giving up.
    const anEnd = a.compact.slice(0, 5) === b.compact.slice(0, 5) || a.compact.slice(-5) === b.compact.slice(-5);
    if (anEnd && editDistance(a.compact, b.compact, limit) <= limit) return 'same';
    if (cut) return 'shortened';
    return a.tongue && b.tongue && a.tongue !== b.tongue ? 'translated' : 'differs';
  }
  const [onlyA, onlyB] = leftovers(a.bag, b.bag);
  pairOff(onlyA, onlyB);
  const numberedA = onlyA.some((word) => /^\d+$/.test(word));
  const numberedB = onlyB.some((word) => /^\d+$/.test(word));
  if (onlyA.length === 0 && onlyB.length === 0) return 'same';
  const [lone] = [...onlyA, ...onlyB];
  if (onlyA.length + onlyB.length === 1 && lone && isSilentSlip(lone) && editDistance(a.compact, b.compact, 1) <= 1) {
    return 'same';
  }
  const agreed = (a.bag.length - onlyA.length + b.bag.length - onlyB.length) / 2;
  if (numberedA && numberedB && agreed >= smaller * 0.6) return 'numbered';
  if (!numberedA && !numberedB && onlyA.length + onlyB.length <= 4) {
    const joinedA = onlyA.join('');
    const joinedB = onlyB.join('');
    const near = editDistance(a.compact, b.compact, limit) <= limit;
    // A whole word replaced by another is a change of sense even when it is short; a join or a split is not.
    if (near && (onlyA.length !== onlyB.length || editDistance(joinedA, joinedB, 1) <= 1) && joinedA && joinedB)
      return 'same';
  }
  const isAShort = a.compact.length === b.compact.length ? onlyA.length === 0 : a.compact.length < b.compact.length;
  const [short, long] = isAShort ? [a, b] : [b, a];
  const shortOnly = short === a ? onlyA : onlyB;
  const longOnly = short === a ? onlyB : onlyA;
  if (shortOnly.length === 0 && smaller >= 2) {
    const atEdge = long.compact.startsWith(short.compact) || long.compact.endsWith(short.compact);
    if (atEdge || longOnly.length <= Math.max(1, larger * 0.15)) return 'shortened';
  }
  if (cut) return 'shortened';
  if (agreed >= larger * 0.75) return 'reworded';
  if (agreed >= smaller * 0.6 && agreed >= 2) return 'related';
  return a.tongue && b.tongue && a.tongue !== b.tongue ? 'translated' : 'differs';
}

/** Least letters of a title that a field of fixed length has cut off, often within a word. */
const LEAST_CUT = 35;

/** Whether one title is the beginning of the other, a slip allowed. */
function isCut(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < LEAST_CUT || short.length === long.length) return false;
  if (long.startsWith(short)) return true;
  if (short.slice(0, 5) !== long.slice(0, 5)) return false;
  return !/\d/.test(short) && editDistance(short, long.slice(0, short.length), 1) <= 1;
}

/** Takes out of both lists the words that are one word spelled in two ways. */
function pairOff(onlyA: string[], onlyB: string[]): void {
  if (onlyA.length > 12 || onlyB.length > 12) return;
  for (let i = onlyA.length - 1; i >= 0; i--) {
    const left = onlyA[i] as string;
    const at = onlyB.findIndex((right) => isMisspelling(left, right) || isPlural(left, right));
    if (at < 0) continue;
    onlyA.splice(i, 1);
    onlyB.splice(at, 1);
  }
  joinUp(onlyA, onlyB);
  joinUp(onlyB, onlyA);
}

/** Takes out a word of one list that is two words of the other run together: "subgroup" and "sub-group". */
function joinUp(singles: string[], halves: string[]): void {
  for (let i = singles.length - 1; i >= 0; i--) {
    const single = singles[i] as string;
    const head = halves.find((half) => half.length < single.length && single.startsWith(half));
    const tail = head === undefined ? undefined : halves.find((half) => half === single.slice(head.length));
    if (head === undefined || tail === undefined) continue;
    singles.splice(i, 1);
    halves.splice(halves.indexOf(head), 1);
    halves.splice(halves.indexOf(tail), 1);
  }
}

function isPlural(a: string, b: string): boolean {
  return a.length >= 3 && b.length >= 3 && (a === `${b}s` || b === `${a}s`);
}
