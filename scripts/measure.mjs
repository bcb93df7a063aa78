// npm run measure [-- --data DIR] [-- --json]: the product held against data with known answers.
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, requireNode, root, run } from './lib.mjs';

requireNode();
ensurePackages();
ensureBuilt();
const args = process.argv.slice(2);
const isNamed = args.some((arg) => arg === '--data' || arg.startsWith('--data='));
const data = isNamed ? [] : ['--data', join(root, '../shared')];
const ok = run(process.execPath, [join(root, 'bin/evenhand.mjs'), 'measure', ...data, ...args]);
process.exit(ok ? 0 : 1);
