import { TestApp } from '../../../testing/app';
import { DataSource } from 'typeorm';

describe('the migrated schema', () => {
  it('differs in nothing from the entities', async () => {
    const app = await TestApp.start();
    const log = await app.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(log.upQueries.map((q) => q.query)).toEqual([]);
    await app.stop();
  });
});
