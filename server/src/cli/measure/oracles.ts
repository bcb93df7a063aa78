import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgreementVector, compareIcc, compareSeveralRaters, compareTwoRaters } from './agreement-vectors';
import { type Checked, Comparison } from './checked';
import { filesBelow } from './folders';
import { compareLedger, comparePublished, type LedgerVector, type PublishedVector } from './prisma-vectors';

/** What a vector calls its kind, and what of the product answers to it. */
const comparators: Readonly<Record<string, (vector: unknown, to: Comparison) => void>> = {
  two_raters_table: (vector, to) => compareTwoRaters(vector as AgreementVector, to),
  subjects_by_raters: (vector, to) => compareSeveralRaters(vector as AgreementVector, to),
  icc: (vector, to) => compareIcc(vector as AgreementVector, to),
  ledger: (vector, to) => compareLedger(vector as LedgerVector, to),
  published_counts: (vector, to) => comparePublished(vector as PublishedVector, to),
};

/** Every file of values that reference packages or people worked out, wherever it lies below the folder. */
export function measureOracles(data: string): Checked[] {
  const folder = join(data, 'oracles');
  return filesBelow(folder)
    .filter((name) => !/\.(md|txt)$/i.test(name))
    .map((name) => measureVector(join(folder, name), `oracles/${name}`));
}

function measureVector(path: string, file: string): Checked {
  const area = file.split('/').slice(0, -1).join('/');
  const unknown = (kind: string): Checked => {
    return { kind, file, status: 'not-covered', compared: 0, worst: null, notes: [] };
  };
  if (!/\.json$/i.test(file)) return unknown(area);
  let kind = area;
  const to = new Comparison();
  try {
    const vector = JSON.parse(readFileSync(path, 'utf8')) as { kind?: unknown } | null;
    const stated = typeof vector?.kind === 'string' ? vector.kind : null;
    const compare = stated !== null && Object.hasOwn(comparators, stated) ? comparators[stated] : undefined;
    if (!compare) return unknown(area);
    kind = stated as string;
    compare(vector, to);
  } catch (error) {
    to.fault(`cannot be measured: ${(error as Error).message}`);
  }
  return to.result(kind, file);
}
