// npm run check: format, lint, import directions, types and specs; what a commit must pass.
import { ensurePackages, requireNode, runNpm, say, stop } from './lib.mjs';

requireNode();
ensurePackages();
for (const [what, script] of [
  ['Format', 'format:check'],
  ['Import directions', 'directions'],
  ['Types', 'types'],
  ['Lint', 'lint'],
  ['Specs', 'unit'],
]) {
  say(what);
  if (!runNpm(script)) stop(`${what}: failed. Run \`npm run ${script}\` to see it alone.`);
}
