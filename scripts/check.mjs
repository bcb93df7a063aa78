// npm run check [-- --all]: what a commit must pass: format, import directions, types, lint, and the quick specs.
// Quick are the whole domain and client, and of the server what answers without a database; with --all the rest too.
import { ensurePackages, requireNode, run, runNpm, say, stop } from './lib.mjs';

const isAll = process.argv.includes('--all');
const started = Date.now();
requireNode();
ensurePackages();
for (const [what, script] of [
  ['Format', 'format:check'],
  ['Import directions', 'directions'],
  ['Types', 'types'],
  ['Lint', 'lint'],
]) {
  say(what);
  if (!runNpm(script)) stop(`${what}: failed. Run \`npm run ${script}\` to see it alone.`);
}

// Specs that start an application or measure whole data sets take minutes together; two stay, as the smoke of HTTP.
const SLOW = ['\\.http\\.spec\\.ts$', 'server/src/cli/measure/', 'server/src/platform/jobs/', 'server/src/blinding/'];
const SMOKE = ['server/src/reviews/reviews.http', 'server/src/openapi/openapi.http'];
say(isAll ? 'Specs' : 'Specs: domain, client, and the quick ones of the server (all: npm run check -- --all)');
const isPassed = isAll
  ? run('npx', ['jest'])
  : run('npx', ['jest', '--testPathIgnorePatterns', '/node_modules/', ...SLOW]) && run('npx', ['jest', ...SMOKE]);
if (!isPassed) stop('Specs: failed. Run `npx jest PATH` to see one alone.');
say(`Took ${Math.round((Date.now() - started) / 1000)} s`);
