import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checked, Comparison } from '@shared/domain/known-answers/comparison';
import { comparatorOf, kindOf } from '@shared/domain/known-answers/vectors';
import { filesBelow } from './folders';

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
  if (!/\.json$/i.test(file)) return unknown(`${area}, no JSON`);
  let kind = area;
  const to = new Comparison();
  try {
    const vector = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    const stated = kindOf(vector);
    if (stated === null) return unknown(`${area}, no kind stated`);
    const compare = comparatorOf(stated);
    if (!compare) return unknown(`${area}, kind "${stated}"`);
    kind = stated;
    compare(vector, to);
  } catch (error) {
    to.fault(`cannot be measured: ${(error as Error).message}`);
  }
  return to.result(kind, file);
}
