// npm start: installs, builds what is stale, migrates, serves, prints the address.
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, requireNode, root, start } from './lib.mjs';

requireNode();
ensurePackages();
ensureBuilt();
const server = start(process.execPath, [join(root, 'dist/server/server/src/main.js')], {
  NODE_ENV: 'production',
  EVENHAND_LOG_LEVEL: process.env.EVENHAND_LOG_LEVEL ?? 'warn',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
