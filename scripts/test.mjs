// npm test: everything a change must pass, from a fresh clone, with a closing line "N passed, N failed".
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, findBrowser, requireNode, root, run, runNpm, say } from './lib.mjs';

const started = Date.now();
let passed = 0;
let failed = 0;
const count = (ok) => (ok ? passed++ : failed++);

requireNode();
ensurePackages();
mkdirSync(join(root, 'test-results'), { recursive: true });

for (const [what, script] of [
  ['Format', 'format:check'],
  ['Import directions', 'directions'],
  ['Types', 'types'],
  ['Lint', 'lint'],
]) {
  say(what);
  count(runNpm(script));
}

say('Specs: domain, server, client');
const jest = join(root, 'test-results/jest.json');
rmSync(jest, { force: true });
const jestOk = run('npx', ['jest', '--silent', '--json', `--outputFile=${jest}`]);
if (existsSync(jest)) {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(jest));
  passed += numPassedTests;
  failed += numFailedTests + numRuntimeErrorTestSuites;
  if (numPendingTests > 0)
    say(`${numPendingTests} specs were skipped: the data they read is not beside the repository`);
  if (!jestOk && numFailedTests + numRuntimeErrorTestSuites === 0) failed++;
} else count(false);

say('Journeys in a browser');
ensureBuilt();
const e2e = join(root, 'test-results/e2e.json');
rmSync(e2e, { force: true });
const e2eOk = run('npx', ['playwright', 'test', '-c', 'e2e/playwright.config.ts'], {
  CHROMIUM_PATH: await findBrowser(),
  PLAYWRIGHT_JSON_OUTPUT_NAME: e2e,
});
if (existsSync(e2e)) {
  const { expected, unexpected, flaky } = JSON.parse(readFileSync(e2e)).stats;
  passed += expected + flaky;
  failed += unexpected;
  if (!e2eOk && unexpected === 0) failed++;
} else count(false);

process.stdout.write(`\nTook ${Math.round((Date.now() - started) / 1000)} s\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
