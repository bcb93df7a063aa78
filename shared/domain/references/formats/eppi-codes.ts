import { addExtra } from '../own-notes';
import { ParsedReference } from '../reference';
import { plain } from '../text-clean';
import { isObject, JsonObject, scalar } from './json-values';

/** A code of EPPI-Reviewer: its name, and what ticking it says of a record. */
interface Code {
  name: string;
  says: 'include' | 'exclude' | null;
}
export type EppiCodes = ReadonlyMap<string, Code>;

/** Codes nest; deeper ones than these are damage. */
const DEEPEST = 30;

/**
 * The codes that a JSON export of EPPI-Reviewer declares in its `CodeSets`, by the number that its records name them by;
 * null for any other text.
 */
export function eppiCodes(text: string): EppiCodes | null {
  if (!/"CodeSets"\s{0,20}:/.test(text) || !/"References"\s{0,20}:/.test(text)) return null;
  const codes = new Map<string, Code>();
  try {
    const whole: unknown = JSON.parse(text);
    if (isObject(whole)) for (const set of listOf(whole.CodeSets)) gather(set, codes, 0);
  } catch {
    // A damaged file: its records are read, and their codes are kept by number.
  }
  return codes;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function gather(node: unknown, into: Map<string, Code>, depth: number): void {
  if (!isObject(node) || depth > DEEPEST) return;
  const id = scalar(node.AttributeId);
  const name = plain(scalar(node.AttributeName));
  if (id !== '' && name !== '') into.set(id, { name, says: meaningOf(scalar(node.AttributeType), name) });
  const children = isObject(node.Attributes) ? node.Attributes.AttributesList : node.AttributesList;
  for (const child of listOf(children)) gather(child, into, depth + 1);
}

/** EPPI-Reviewer marks the codes of a screening set; teams that use others begin their names with the word. */
function meaningOf(type: string, name: string): Code['says'] {
  if (/^include$/i.test(type) || /^include\b/i.test(name)) return 'include';
  return /^exclude$/i.test(type) || /^exclude\b/i.test(name) ? 'exclude' : null;
}

/** Puts the codes of a record aside as labels; those of screening as what they say, with the code as the reason. */
export function takeEppiCodes(reference: ParsedReference, item: JsonObject, codes: EppiCodes): void {
  const said = new Set<string>();
  for (const given of listOf(item.Codes)) {
    const id = isObject(given) ? scalar(given.AttributeId) : '';
    const code = codes.get(id);
    if (!code) continue;
    if (code.says === null) {
      addExtra(reference, 'label:eppi-codes', code.name);
      continue;
    }
    said.add(code.says);
    if (code.says === 'exclude') addExtra(reference, 'label:eppi-reasons', reasonIn(code.name));
  }
  // Every item counts as included until somebody excludes it: only the latter is a decision.
  if (scalar(item.ItemStatus) === 'E') said.add('exclude');
  if (said.size > 0) addExtra(reference, 'label:eppi-inclusion', said.has('exclude') ? 'excluded' : 'included');
}

/** "EXCLUDE on population" is the reason "population". */
const reasonIn = (name: string): string => name.replace(/^exclude[sd]?\b[\s:–-]*(?:on|because of)?\s*/i, '') || name;
