import type { INestApplicationContext } from '@nestjs/common';
import { createApp } from '../app';
import { readConfig } from '../platform/config';
import { migrate } from '../platform/database/open';

/** Runs work with the application opened on the configured data, without listening. */
export async function withApp<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const config = readConfig();
  await migrate(config);
  const app = await createApp(config);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
