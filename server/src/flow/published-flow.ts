import * as z from 'zod';
import type { PublishedCheck } from '@shared/contracts/flow';
import { fromPrismaCsv, publishedCountsOf } from '@shared/domain/prisma/csv-read';
import {
  checkPublished,
  type PublishedCounts,
  type PublishedVerdict,
  type RuleName,
} from '@shared/domain/prisma/published';
import { Refusal } from '@shared/domain/refusal';

const RULE_WORDS: Readonly<Record<RuleName, string>> = {
  I1_sources_sum: 'The records of each source add up to those from databases and registers',
  I2_screened: 'Records identified less those removed before screening are the records screened',
  I3_sought: 'Records screened less those excluded are the reports sought',
  I4_assessed: 'Reports sought less those not retrieved are the reports assessed',
  I5a_reasons_sum: 'The reasons add up to the reports excluded',
  O1_sources_sum: 'The records of each other method add up',
  O2_sought_le_identified: 'By other methods, no more reports were sought than records identified',
  O3_assessed: 'By other methods, reports sought less those not retrieved are the reports assessed',
  N1_included_reports: 'Reports assessed less those excluded are the reports included',
  N1_included_as_studies: 'Reports assessed less those excluded are the studies included (no reports are given)',
  N2_studies_le_reports: 'No more studies than reports are included',
  T1_total_studies: 'Previous and new studies add up to the total',
  T2_total_reports: 'Previous and new reports add up to the total',
  M1_ma_le_total: 'No more studies are in the meta-analysis than in the review',
};

const Count = z.int().min(0).nullable().optional();
const Parts = z.record(z.string().max(500), z.int().min(0)).nullable().optional();
const fields = {
  db_sources: Parts,
  db_databases: Count,
  db_registers: Count,
  db_duplicates: Count,
  db_automation_removed: Count,
  db_other_removed: Count,
  db_screened: Count,
  db_screen_excluded: Count,
  db_sought: Count,
  db_not_retrieved: Count,
  db_assessed: Count,
  db_excluded_reasons: Parts,
  db_excluded_total: Count,
  other_sources: Parts,
  other_identified: Count,
  other_sought: Count,
  other_not_retrieved: Count,
  other_assessed: Count,
  other_excluded_reasons: Parts,
  other_excluded_total: Count,
  previous_studies: Count,
  previous_reports: Count,
  new_studies: Count,
  new_reports: Count,
  total_studies: Count,
  total_reports: Count,
  total_studies_ma: Count,
  total_reports_ma: Count,
};
const Counts = z.object(fields);

/** Reads a published diagram's counts, from the CSV of PRISMA2020 or from JSON, and holds them against the rules. */
export function checkPublishedText(text: string): PublishedCheck {
  const { counts, problems } = /^\s*\{/.test(text) ? fromJson(text) : fromCsv(text);
  return { ...told(checkPublished(counts)), problems };
}

function fromCsv(text: string): { counts: PublishedCounts; problems: string[] } {
  const read = fromPrismaCsv(text);
  return { counts: publishedCountsOf(read), problems: read.problems };
}

function fromJson(text: string): { counts: PublishedCounts; problems: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(
      'not_json',
      'This begins like JSON but cannot be read as JSON. Check the brackets and commas.',
      422,
    );
  }
  const parsed = Counts.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Refusal('not_counts', `${issue?.path.join('.') ?? 'A count'}: must be a whole number of 0 or more.`, 422);
  }
  const known = Object.keys(value as object).filter((name) => !(name in fields));
  return {
    counts: parsed.data,
    problems: known.map((name) => `"${name}" is not a count known here and was left out.`),
  };
}

function told(verdict: PublishedVerdict): Omit<PublishedCheck, 'problems'> {
  return {
    consistent: verdict.consistent,
    violated: verdict.violated,
    warnings: verdict.warnings,
    rules: (Object.entries(verdict.rules) as [RuleName, NonNullable<PublishedVerdict['rules'][RuleName]>][]).map(
      ([rule, outcome]) => ({
        rule,
        words: RULE_WORDS[rule],
        status: outcome.status,
        lhs: outcome.status === 'not_evaluable' ? null : outcome.lhs,
        rhs: outcome.status === 'not_evaluable' ? null : outcome.rhs,
        delta: outcome.status === 'not_evaluable' ? null : outcome.delta,
      }),
    ),
  };
}
