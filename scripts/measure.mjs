// npm run measure [-- --data DIR] [-- --json]: the product held against data with known answers.
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, requireNode, root, statusOf } from './lib.mjs';

requireNode();
ensurePackages();
ensureBuilt(['server']);
const args = process.argv.slice(2);
const isNamed = args.some((arg) => arg === '--data' || arg.startsWith('--data='));
const data = isNamed ? [] : ['--data', join(root, '../shared')];
// As `evenhand measure` ends: 0 nothing failed, 1 something did, 2 called wrongly.
process.exit(statusOf(process.execPath, [join(root, 'bin/evenhand.mjs'), 'measure', ...data, ...args]));
