/**
 * The differences between two protocol versions, section by section, as a reader compares them.
 *
 * Items of lists are matched by id, never by text or place: a reworded criterion is one changed criterion. Where
 * items keep their words and only change order, the fewest that must move to explain it are called moved (those
 * outside a longest run that kept its order). Criteria are compared in reading order, so renumbering `order` without
 * changing the sequence is no difference. Sections without differences are left out.
 */
import { isSameText, keyedById, movedKeys } from './list-order';
import type { ProtocolDocument } from './protocol';
import { ProtocolItem, protocolSections } from './sections';
import { WordChange, wordDiff } from './word-diff';

export interface FieldDifference {
  field: string;
  label: string;
  before: string;
  after: string;
  words: WordChange[];
}

export interface ItemDifference {
  /** `question`, `analysisPlan.screening`, `criteria.c1`, … */
  path: string;
  label: string;
  /** Id of a list's item; null for a text that the document holds once. */
  itemId: string | null;
  /** An item both reworded and moved is `changed`, with `move` set. */
  change: 'added' | 'removed' | 'changed' | 'moved';
  /** Places before and after, from 1; null where it kept its place among the others. */
  move: { from: number; to: number } | null;
  /** Only fields that differ; all non-empty fields of an added or removed item. Empty when only moved. */
  fields: FieldDifference[];
}

export interface SectionDifference {
  key: string;
  label: string;
  items: ItemDifference[];
}

export interface ProtocolDifference {
  isSame: boolean;
  counts: Record<ItemDifference['change'], number>;
  sections: SectionDifference[];
}

/** What differs from `before` to `after`. */
export function compareProtocols(before: ProtocolDocument, after: ProtocolDocument): ProtocolDifference {
  const old = new Map(protocolSections(before).map((section) => [section.key, section]));
  const sections: SectionDifference[] = [];
  for (const section of protocolSections(after)) {
    const items = compareItems(old.get(section.key)?.items ?? [], section.items);
    if (items.length > 0) sections.push({ key: section.key, label: section.label, items });
  }
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 };
  for (const section of sections) for (const item of section.items) counts[item.change] += 1;
  return { isSame: sections.length === 0, counts, sections };
}

/** What an amendment means for work already done. */
export interface AmendmentReach {
  /** Stages whose criteria were added, removed or reworded: decisions there were made under other rules. */
  stages: ('title-abstract' | 'full-text')[];
  criterionIds: string[];
  reasonIds: string[];
  /** Whether reasons changed places: a report with several reasons ticked may be reported under another one. */
  reasonOrderChanged: boolean;
}

/** Which criteria and reasons differ, and at which stages decisions are touched by it. */
export function amendmentReach(before: ProtocolDocument, after: ProtocolDocument): AmendmentReach {
  const difference = compareProtocols(before, after);
  const itemsOf = (key: string): ItemDifference[] =>
    difference.sections.find((section) => section.key === key)?.items ?? [];
  const idsOf = (items: readonly ItemDifference[]): string[] => [
    ...new Set(items.filter((item) => item.change !== 'moved').map((item) => item.itemId ?? '')),
  ];
  const criterionIds = idsOf(itemsOf('criteria'));
  const touched = [...before.criteria, ...after.criteria].filter((criterion) => criterionIds.includes(criterion.id));
  return {
    stages: (['title-abstract', 'full-text'] as const).filter((stage) =>
      touched.some((criterion) => criterion.stage === stage || criterion.stage === 'both'),
    ),
    criterionIds,
    reasonIds: idsOf(itemsOf('exclusionReasons')),
    reasonOrderChanged: itemsOf('exclusionReasons').some((item) => item.move !== null),
  };
}

function compareItems(before: readonly ProtocolItem[], after: readonly ProtocolItem[]): ItemDifference[] {
  const old = keyedById(before);
  const now = keyedById(after);
  const moved = movedKeys([...old.keys()], [...now.keys()]);
  // Places count the items of the list alone, not the single texts that share its section.
  const places = (keyed: Map<string, ProtocolItem>): Map<string, number> =>
    new Map([...keyed].filter(([, item]) => item.itemId !== null).map(([key], at) => [key, at + 1]));
  const oldPlaces = places(old);
  const newPlaces = places(now);

  const differences: ItemDifference[] = [];
  for (const [key, item] of now) {
    const was = old.get(key);
    if (!was) {
      if (item.itemId !== null || hasText(item)) differences.push(wholeItem(item, 'added'));
      continue;
    }
    const fields = compareFields(was, item);
    const move = moved.has(key) ? { from: oldPlaces.get(key)!, to: newPlaces.get(key)! } : null;
    if (fields.length === 0 && !move) continue;
    const change = item.itemId !== null ? (fields.length > 0 ? 'changed' : 'moved') : kindOfTextChange(was, item);
    differences.push({ path: item.path, label: item.label, itemId: item.itemId, change, move, fields });
  }
  for (const [key, item] of old) if (!now.has(key)) differences.push(wholeItem(item, 'removed'));
  return differences;
}

const hasText = (item: ProtocolItem): boolean => item.fields.some((field) => field.text !== '');

function kindOfTextChange(was: ProtocolItem, is: ProtocolItem): ItemDifference['change'] {
  if (!hasText(was)) return 'added';
  return hasText(is) ? 'changed' : 'removed';
}

function wholeItem(item: ProtocolItem, change: 'added' | 'removed'): ItemDifference {
  const fields = item.fields
    .filter((field) => field.text !== '')
    .map(({ field, label, text }): FieldDifference => ({
      field,
      label,
      before: change === 'removed' ? text : '',
      after: change === 'added' ? text : '',
      words: [{ kind: change, text }],
    }));
  return { path: item.path, label: item.label, itemId: item.itemId, change, move: null, fields };
}

function compareFields(was: ProtocolItem, is: ProtocolItem): FieldDifference[] {
  const old = new Map(was.fields.map((field) => [field.field, field.text]));
  return is.fields
    .filter((field) => !isSameText(old.get(field.field) ?? '', field.text))
    .map(({ field, label, text }) => {
      const before = old.get(field) ?? '';
      return { field, label, before, after: text, words: wordDiff(before, text) };
    });
}
