/**
 * Counts typed from a published diagram, held against the rules of the flow diagram.
 *
 * A rule that misses one of its numbers is `not_evaluable`, never passed; nothing is repaired. In an equation the left
 * side is what the parts give and the right side what was stated, so `delta` says by how much the parts exceed it.
 */
export interface PublishedCounts {
  db_sources?: Readonly<Record<string, number>> | null;
  db_databases?: number | null;
  db_registers?: number | null;
  db_duplicates?: number | null;
  db_automation_removed?: number | null;
  db_other_removed?: number | null;
  db_screened?: number | null;
  db_screen_excluded?: number | null;
  db_sought?: number | null;
  db_not_retrieved?: number | null;
  db_assessed?: number | null;
  db_excluded_reasons?: Readonly<Record<string, number>> | null;
  db_excluded_total?: number | null;
  other_sources?: Readonly<Record<string, number>> | null;
  other_identified?: number | null;
  other_sought?: number | null;
  other_not_retrieved?: number | null;
  other_assessed?: number | null;
  other_excluded_reasons?: Readonly<Record<string, number>> | null;
  other_excluded_total?: number | null;
  previous_studies?: number | null;
  previous_reports?: number | null;
  new_studies?: number | null;
  new_reports?: number | null;
  total_studies?: number | null;
  total_reports?: number | null;
  total_studies_ma?: number | null;
  total_reports_ma?: number | null;
  waves?: readonly PublishedCounts[] | null;
}

export type RuleName =
  | 'I1_sources_sum'
  | 'I2_screened'
  | 'I3_sought'
  | 'I4_assessed'
  | 'I5a_reasons_sum'
  | 'O1_sources_sum'
  | 'O2_sought_le_identified'
  | 'O3_assessed'
  | 'N1_included_reports'
  | 'N1_included_as_studies'
  | 'N2_studies_le_reports'
  | 'T1_total_studies'
  | 'T2_total_reports'
  | 'M1_ma_le_total';

export type RuleVerdict =
  { status: 'ok' | 'violated'; lhs: number; rhs: number; delta: number } | { status: 'not_evaluable' };

export interface PublishedVerdict {
  /** No rule is violated; N2 is a warning only, because one report may describe several studies. */
  consistent: boolean;
  violated: RuleName[];
  rules: Partial<Record<RuleName, RuleVerdict>>;
  /** Things that are possible but unlikely, in words. */
  warnings: string[];
  /** Search waves, each held against the same rules. */
  waves: PublishedVerdict[];
}

type Maybe = number | null | undefined;

export function checkPublished(counts: PublishedCounts): PublishedVerdict {
  const c = counts;
  const dbExcluded = c.db_excluded_total ?? total(c.db_excluded_reasons);
  const otherIdentified = c.other_identified ?? total(c.other_sources);
  const n1: RuleName = known(c.new_reports) ? 'N1_included_reports' : 'N1_included_as_studies';
  const rules: Partial<Record<RuleName, RuleVerdict>> = {
    I1_sources_sum: equal(total(c.db_sources), plus(c.db_databases, c.db_registers ?? 0)),
    I2_screened: equal(
      minus(
        plus(c.db_databases, c.db_registers ?? 0),
        c.db_duplicates,
        c.db_automation_removed ?? 0,
        c.db_other_removed ?? 0,
      ),
      c.db_screened,
    ),
    I3_sought: equal(minus(c.db_screened, c.db_screen_excluded), c.db_sought),
    I4_assessed: equal(minus(c.db_sought, c.db_not_retrieved), c.db_assessed),
    I5a_reasons_sum: equal(total(c.db_excluded_reasons), c.db_excluded_total),
    O1_sources_sum: equal(total(c.other_sources), c.other_identified),
    O2_sought_le_identified: atMost(c.other_sought, otherIdentified),
    O3_assessed: equal(minus(c.other_sought, c.other_not_retrieved), c.other_assessed),
    [n1]: equal(plus(minus(c.db_assessed, dbExcluded), includedByOtherMethods(c)), c.new_reports ?? c.new_studies),
    N2_studies_le_reports: atMost(c.new_studies, c.new_reports),
    T1_total_studies: equal(plus(c.previous_studies ?? 0, c.new_studies), c.total_studies),
    T2_total_reports: equal(plus(c.previous_reports ?? 0, c.new_reports), c.total_reports),
    M1_ma_le_total: atMost(c.total_studies_ma, c.total_studies ?? c.new_studies),
  };
  const violated = (Object.keys(rules) as RuleName[]).filter(
    (name) => name !== 'N2_studies_le_reports' && rules[name]?.status === 'violated',
  );
  return {
    consistent: violated.length === 0,
    violated,
    rules,
    warnings: warningsFor(c, rules),
    waves: (c.waves ?? []).map(checkPublished),
  };
}

/** 0 where the review names no other methods at all; unknown where it does but leaves numbers out. */
function includedByOtherMethods(c: PublishedCounts): number | null {
  const excluded = c.other_excluded_total ?? total(c.other_excluded_reasons);
  if (!known(c.other_identified) && !known(c.other_sought) && !known(c.other_assessed) && !c.other_sources) return 0;
  return minus(c.other_assessed, excluded);
}

function warningsFor(c: PublishedCounts, rules: Partial<Record<RuleName, RuleVerdict>>): string[] {
  const warnings: string[] = [];
  if (rules.N2_studies_le_reports?.status === 'violated')
    warnings.push('More new studies than new reports: possible where one report describes several studies.');
  const names = Object.keys(c.db_sources ?? {}).length;
  if (c.db_duplicates === 0 && (c.db_databases ?? 0) > 0 && names !== 1)
    warnings.push('No duplicate records: unlikely where more than one database was searched.');
  for (const reasons of [c.db_excluded_reasons, c.other_excluded_reasons])
    for (const reason of Object.keys(reasons ?? {})) {
      if (isTotalRow(reason)) warnings.push(`"${reason}" among the exclusion reasons is a sum, not a reason.`);
      if (isDuplicateReason(reason))
        warnings.push(`"${reason}" is a late duplicate: it belongs to the duplicate records removed.`);
    }
  return warnings;
}

/** A row that repeats the sum of the others counts every report twice. */
export function isTotalRow(reason: string): boolean {
  return /^\s*(sub-?\s*)?total\b[\s:]*$/i.test(reason);
}

/** "Duplicate" given as a full-text reason; "duplicate publication of data only" is a reason of its own. */
export function isDuplicateReason(reason: string): boolean {
  return /^\s*duplicates?(\s+(records?|reports?|references?|citations?))?\s*$/i.test(reason);
}

function known(value: Maybe): value is number {
  return value !== null && value !== undefined;
}

function total(parts: Readonly<Record<string, number>> | null | undefined): number | null {
  const values = Object.values(parts ?? {});
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

function plus(...terms: Maybe[]): number | null {
  return terms.every(known) ? terms.reduce((sum, term) => sum + term, 0) : null;
}

function minus(first: Maybe, ...rest: Maybe[]): number | null {
  return known(first) && rest.every(known) ? rest.reduce((left, term) => left - term, first) : null;
}

function equal(lhs: Maybe, rhs: Maybe): RuleVerdict {
  if (!known(lhs) || !known(rhs)) return { status: 'not_evaluable' };
  return { status: lhs === rhs ? 'ok' : 'violated', lhs, rhs, delta: lhs - rhs };
}

function atMost(lhs: Maybe, rhs: Maybe): RuleVerdict {
  if (!known(lhs) || !known(rhs)) return { status: 'not_evaluable' };
  return { status: lhs <= rhs ? 'ok' : 'violated', lhs, rhs, delta: lhs - rhs };
}
