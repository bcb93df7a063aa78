// npm run fuzz [-- RUNS SEED]: damaged copies of files, RUNS for each reader; each must be read or refused in moments.
import { join } from 'node:path';
import { ensurePackages, requireNode, root, run } from './lib.mjs';

requireNode();
ensurePackages();
const [runs = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
process.stdout.write(`${runs} damaged copies for each reader, seed ${seed}\n`);
const files = process.env.FUZZ_FILES ?? join(root, '../shared/references/files');
const ok = run(
  'npx',
  ['jest', '--selectProjects', 'shared', 'server', '--', 'references/fuzz-corpus', 'imports/xlsx-fuzz'],
  {
    FUZZ_RUNS: runs,
    FUZZ_SEED: seed,
    FUZZ_FILES: files,
  },
);
process.exit(ok ? 0 : 1);
