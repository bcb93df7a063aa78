import { createApp } from './app';
import { ConfigFault, readConfig } from './platform/config';
import { DatabaseFault, migrate } from './platform/database/open';
import { log } from './platform/log';

/** Exit code for settings that cannot be used (EX_CONFIG). */
const EX_CONFIG = 78;

/** Migrates, starts and prints the address. */
export async function serve(): Promise<void> {
  try {
    const config = readConfig();
    const ran = await migrate(config);
    if (ran.length > 0) log.info({ migrations: ran }, 'database brought up to date');
    const app = await createApp(config);
    const server = await app.listen(config.PORT, config.HOST);
    const address = server.address() as { port: number };
    process.stdout.write(`Evenhand is ready: ${config.PUBLIC_URL ?? `http://${config.HOST}:${address.port}`}\n`);
  } catch (error) {
    if (error instanceof ConfigFault || error instanceof DatabaseFault) {
      process.stderr.write(`Evenhand cannot start. ${error.message}\n`);
      process.exitCode = EX_CONFIG;
      return;
    }
    throw error;
  }
}

if (require.main === module) void serve();
