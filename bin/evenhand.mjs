#!/usr/bin/env node
// The command line: the same code as the server, built by `npm run build:server`.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = join(dirname(fileURLToPath(import.meta.url)), '../dist/server/server/src/cli/main.js');
if (!existsSync(built)) {
  process.stderr.write('The server is not built yet: run `npm run build:server` (or `npm start`) first.\n');
  process.exit(1);
}
process.env.EVENHAND_LOG_LEVEL ??= 'warn';
await createRequire(import.meta.url)(built).main(process.argv.slice(2));
