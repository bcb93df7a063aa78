import type { ComparedRecord } from '@shared/contracts/duplicates';

const ALWAYS = ['title', 'authors', 'year', 'journal', 'volume', 'issue', 'pages', 'doi', 'pmid', 'type'] as const;
export type FieldName = (typeof ALWAYS)[number] | 'abstract' | 'source';

/** The fields of two records side by side; those that neither has are left out. */
export function comparedFields(
  a: ComparedRecord,
  b: ComparedRecord,
): { name: FieldName; before: string | null; after: string | null }[] {
  return ([...ALWAYS, 'abstract'] as const)
    .map((name) => ({ name, before: valueOf(a, name), after: valueOf(b, name) }))
    .filter(({ before, after }) => before !== null || after !== null);
}

function valueOf(record: ComparedRecord, name: Exclude<FieldName, 'source'>): string | null {
  if (name === 'authors') return record.authors.join('; ') || null;
  const value = record[name];
  return value === null || value === '' ? null : String(value);
}
