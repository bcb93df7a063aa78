import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setsUpTheServer } from '../personas/host';
import { appIsKept, opensTheDesk, titleOnDesk, votes } from '../personas/reviewer';
import { importsAFile, opensAReview } from '../personas/team';
import { expect, test, World } from '../world';

const ROOT = join(__dirname, '../..');

/** A copy of the built product whose client can be replaced while it runs. */
class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'evenhand-installed-'));

  constructor() {
    cpSync(join(ROOT, 'dist'), join(this.folder, 'dist'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(this.folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  get server(): string {
    return join(this.folder, 'dist/server/server/src/main.js');
  }

  /** Puts the next version in place: the same application in which one text reads differently. */
  replaceClient(text: string, by: string): void {
    const path = (name: string): string => join(this.folder, 'dist/client/browser', name);
    const texts = readFileSync(path('i18n/en.json'), 'utf8').replaceAll(text, by);
    writeFileSync(path('i18n/en.json'), texts);
    rmSync(path('i18n/en.json.br'), { force: true });
    const manifest = JSON.parse(readFileSync(path('ngsw.json'), 'utf8')) as { hashTable: Record<string, string> };
    manifest.hashTable['/i18n/en.json'] = createHash('sha1').update(texts).digest('hex');
    writeFileSync(path('ngsw.json'), JSON.stringify({ ...manifest, timestamp: Date.now() }));
    rmSync(path('ngsw.json.br'), { force: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const installed = new Installation();
test.afterAll(() => installed.remove());
test.use({
  world: async ({ browserName: _ }, use) => {
    const world = new World(installed.server);
    await world.start();
    await use(world);
    await world.stop();
  },
});

test('a new version announces itself, leaves the session as it is, and opens when it is wanted', async ({
  visitor,
  world,
}) => {
  const reader = await visitor('Nia Next');
  await setsUpTheServer(reader);
  await opensAReview(reader);
  await importsAFile(reader, 'medline');
  await opensTheDesk(reader);
  await appIsKept(reader);
  await votes(reader, 'i');
  const title = await titleOnDesk(reader);

  await world.kill();
  installed.replaceClient('"My reviews"', '"All my reviews"');
  await world.start();
  await reader.context.setOffline(true);
  await reader.context.setOffline(false);
  const offer = reader.page.getByRole('button', { name: 'Load the new version' });
  await expect(offer).toBeVisible({ timeout: 30_000 });
  await reader.shot('new-version');
  expect(await titleOnDesk(reader)).toBe(title);
  await votes(reader, 'e');
  // A screen that was not opened before still comes from the version that is open.
  await reader.page.getByRole('link', { name: 'My votes' }).first().click();
  await expect(reader.page.getByRole('heading', { name: 'My votes' })).toBeVisible();

  await offer.click();
  await expect(reader.page.getByRole('heading', { name: 'My votes' })).toBeVisible();
  await reader.goto('/');
  await expect(reader.page.getByRole('heading', { name: 'All my reviews' })).toBeVisible();
});
