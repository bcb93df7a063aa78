/** One problem of a protocol document, and the checks that every list of items with ids shares. */
import type { CriterionStage } from './protocol';

/** Stable codes; the client has a sentence for each, in the language of its reader. */
export const PROTOCOL_PROBLEM_CODES = [
  'address_not_web',
  'criterion_contradicts',
  'dimension_not_defined',
  'disadvantage_not_defined',
  'duplicate_id',
  'empty_id',
  'empty_keyword',
  'empty_label',
  'frame_part_missing',
  'frame_part_unknown',
  'keyword_twice',
  'no_full_text_reasons',
  'no_inclusion_criteria',
  'no_primary_outcome',
  'no_question',
  'order_not_a_number',
  'registry_not_named',
  'same_criterion',
  'same_outcome',
  'same_reason',
  'stopping_out_of_range',
] as const;

export type ProtocolProblemCode = (typeof PROTOCOL_PROBLEM_CODES)[number];

/** What a sentence about a problem names: the place of the item it repeats (from 1), words of the document. */
export type ProblemValues = Readonly<Record<string, string | number>>;

export interface ProtocolProblem {
  severity: 'error' | 'warning';
  code: ProtocolProblemCode;
  /** Place in the document: `exclusionReasons.2.label`, list places from 0. */
  path: string;
  /** In English, for those who read the interface without the client. */
  cause: string;
  remedy: string;
  values: ProblemValues;
}

const problem =
  (severity: ProtocolProblem['severity']) =>
  (
    code: ProtocolProblemCode,
    path: string,
    cause: string,
    remedy: string,
    values: ProblemValues = {},
  ): ProtocolProblem => ({ severity, code, path, cause, remedy, values });

export const error = problem('error');
export const warning = problem('warning');

export const isBlank = (text: string): boolean => text.trim() === '';

/** A text as people compare it: case, blanks and closing punctuation do not make two labels different. */
export const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;:,]+$/, '');

export const overlap = (a: CriterionStage, b: CriterionStage): boolean => a === b || a === 'both' || b === 'both';

/** Pairs (earlier place, later place) of equal items, each later item once. */
export function repeats<T>(items: readonly T[], isSame: (a: T, b: T) => boolean): [number, number][] {
  const pairs: [number, number][] = [];
  items.forEach((item, at) => {
    const earlier = items.findIndex((other, place) => place < at && isSame(other, item));
    if (earlier >= 0) pairs.push([earlier, at]);
  });
  return pairs;
}

export function listProblems<K extends string>(
  path: string,
  items: readonly ({ id: string } & Record<K, string>)[],
  label: K,
  noun: string,
): ProtocolProblem[] {
  const problems = idProblems(
    path,
    items.map((item) => item.id),
    'id',
    noun,
  );
  items.forEach((item, at) => {
    if (isBlank(item[label])) {
      problems.push(
        error(
          'empty_label',
          `${path}.${at}.${label}`,
          `This ${noun} has no ${label}.`,
          `Write it or remove the ${noun}.`,
        ),
      );
    }
  });
  return problems;
}

export function idProblems(path: string, ids: readonly string[], field: string, noun: string): ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  ids.forEach((id, at) => {
    if (isBlank(id)) {
      problems.push(
        error('empty_id', `${path}.${at}.${field}`, `This ${noun} has no ${field}.`, `Give it a new ${field}.`),
      );
    }
  });
  for (const [earlier, at] of repeats(ids, (a, b) => a === b && !isBlank(a))) {
    problems.push(
      error(
        'duplicate_id',
        `${path}.${at}.${field}`,
        `The ${field} "${ids[at] ?? ''}" is already that of ${noun} ${earlier + 1}; decisions could not tell them apart.`,
        `Give one of them a new ${field}, or remove one.`,
        { number: earlier + 1 },
      ),
    );
  }
  return problems;
}
