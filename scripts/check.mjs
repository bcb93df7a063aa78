// npm run check [-- --all]: what a commit must pass: format, links of the documents, import directions, types, lint, and the quick specs.
// Quick are domain and client, and of the server what answers without a database; with --all, and in `npm test`, the rest too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, requireNode, root, run, runNpm, say, stop } from './lib.mjs';

const isAll = process.argv.includes('--all');
const started = Date.now();
requireNode();
ensurePackages();
for (const [what, script] of [
  ['Format', 'format:check'],
  ['Links of the documents', 'links'],
  ['Import directions', 'directions'],
  ['Types', 'types'],
  ['Lint', 'lint'],
]) {
  say(what);
  if (!runNpm(script)) stop(`${what}: failed. Run \`npm run ${script}\` to see it alone.`);
}

// Specs that start an application or go through whole data sets take minutes together; two stay, as the smoke of HTTP.
const STARTS_AN_APPLICATION = /from '[./]+\/testing\/app'/;
const startsAnApplication = readdirSync(join(root, 'server/src'), { recursive: true })
  .map((path) => `server/src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.spec.ts') && STARTS_AN_APPLICATION.test(readFileSync(join(root, path), 'utf8')));
const SLOW = [
  '\\.http\\.spec\\.ts$',
  'server/src/cli/measure/',
  'shared/domain/dedup/(stress|labelled-sets)',
  'shared/domain/references/(hostile|parse-corpus|fuzz-corpus)',
  ...startsAnApplication,
];
const SMOKE = ['server/src/reviews/reviews.http', 'server/src/openapi/openapi.http'];
say(isAll ? 'Specs' : 'Specs: domain, client, and the quick ones of the server (all: npm run check -- --all)');
const isPassed = isAll
  ? run('npx', ['jest'])
  : run('npx', ['jest', '--testPathIgnorePatterns', '/node_modules/', ...SLOW]) && run('npx', ['jest', ...SMOKE]);
if (!isPassed) stop('Specs: failed. Run `npx jest PATH` to see one alone.');
say(`Took ${Math.round((Date.now() - started) / 1000)} s`);
