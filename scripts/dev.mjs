// npm run dev: the server compiled and restarted on change (port 3080), the client rebuilt beside it.
import { ensurePackages, requireNode, run, startGroup } from './lib.mjs';

requireNode();
ensurePackages();
if (!run('npx', ['ng', 'build', '--configuration', 'development'])) process.exit(1);
const children = [
  startGroup('npx', ['ng', 'build', '--configuration', 'development', '--watch']),
  startGroup('npx', ['nest', 'start', '--watch']),
];
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => children.forEach((child) => child.end(signal)));
