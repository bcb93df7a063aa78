import { setsUpTheServer } from '../personas/host';
import { appIsKept, hasReady, isSaved, opensTheDesk, record, titleOnDesk, votes } from '../personas/reviewer';
import { importsAFile, opensAReview } from '../personas/team';
import { expect, PASSWORD, test, type Visitor } from '../world';

interface Own {
  verdict: string;
  citationId: string;
  citation: { title: string };
}
const own = async (reader: Visitor): Promise<Own[]> =>
  (await reader.inReview<{ rows: Own[] }>('GET', 'decisions/mine?limit=100')).rows;

async function takesASeat(reader: Visitor): Promise<void> {
  await setsUpTheServer(reader);
  await opensAReview(reader);
  await importsAFile(reader, 'medline');
  await opensTheDesk(reader);
  await appIsKept(reader);
  await hasReady(reader, 45);
}

test('the page is reloaded without a network: the desk, the records and the votes are there, and arrive in order', async ({
  visitor,
}) => {
  const reader = await visitor('Tara Train');
  await takesASeat(reader);
  await votes(reader, 'i');
  await reader.context.setOffline(true);
  const read: string[] = [];
  const reads = async (key: 'i' | 'm' | 'e'): Promise<void> => {
    read.push(await titleOnDesk(reader));
    await votes(reader, key);
  };
  for (const key of ['e', 'm', 'i', 'e'] as const) await reads(key);
  const next = await titleOnDesk(reader);

  await reader.page.reload();
  await expect(record(reader)).toBeVisible();
  expect(await titleOnDesk(reader)).toBe(next);
  await expect(reader.page.getByText(/[45] not sent yet/).first()).toBeVisible();
  await hasReady(reader, 40);
  await reader.shot('screen-offline-after-reload');
  for (const key of ['i', 'e'] as const) await reads(key);

  await reader.page.getByRole('link', { name: 'My votes' }).first().click();
  await expect(reader.page.getByRole('heading', { name: 'My votes' })).toBeVisible();
  for (const title of read) await expect(reader.page.getByText(title, { exact: true }).first()).toBeVisible();
  await reader.shot('my-votes-offline');

  await reader.page.goto(`${reader.world.url}/`);
  await expect(reader.page.getByRole('link', { name: 'Early-years centres and return to work' })).toBeVisible();

  await reader.context.setOffline(false);
  await expect.poll(async () => (await own(reader)).length, { timeout: 30_000 }).toBe(7);
  // Newest first: the order in which they were made, turned round.
  expect((await own(reader)).slice(0, 6).map(({ citation }) => citation.title)).toEqual(read.reverse());
});

test('the session ends while the votes wait: they go out after signing in again', async ({ visitor }) => {
  const reader = await visitor('Sam Session');
  await takesASeat(reader);
  await reader.context.setOffline(true);
  for (const key of ['e', 'i'] as const) await votes(reader, key);
  await reader.context.clearCookies();
  await reader.context.setOffline(false);
  const again = reader.page.getByRole('dialog');
  await expect(again.getByLabel('Password')).toBeVisible({ timeout: 20_000 });
  await again.getByLabel('Password').fill(PASSWORD);
  await again.getByRole('button', { name: 'Sign in' }).click();
  await isSaved(reader);
  expect((await own(reader)).map(({ verdict }) => verdict)).toEqual(['include', 'exclude']);
});

test('signing out with unsent votes asks first, empties the device of what was read, and loses no vote', async ({
  visitor,
}) => {
  const reader = await visitor('Olu Out');
  await takesASeat(reader);
  await reader.context.setOffline(true);
  const title = await titleOnDesk(reader);
  await votes(reader, 'e');
  await reader.page.getByRole('button', { name: /Account of/ }).click();
  await reader.page.getByRole('button', { name: 'Sign out' }).click();
  const question = reader.page.getByRole('alertdialog').or(reader.page.getByRole('dialog'));
  await expect(question.getByText('1 vote has not reached the server')).toBeVisible();
  await reader.shot('sign-out-unsent');
  await question.getByRole('button', { name: 'Sign out' }).click();
  await expect(reader.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  const kept = await reader.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('evenhand-device');
        opening.onsuccess = () => {
          const names = Array.from(opening.result.objectStoreNames);
          const transaction = opening.result.transaction(names);
          const all = names.map((name) => transaction.objectStore(name).getAll());
          transaction.oncomplete = () => resolve(JSON.stringify(all.flatMap(({ result }) => result as unknown[])));
        };
      }),
  );
  expect(kept).toBe('[]');
  await reader.page.reload();
  await expect(reader.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await reader.context.setOffline(false);
  await reader.page.reload();
  await reader.page.getByLabel('E-mail address').fill(reader.email);
  await reader.page.getByLabel('Password').fill(PASSWORD);
  await reader.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(reader.page.getByRole('heading', { name: 'My reviews' })).toBeVisible();
  await expect.poll(async () => (await own(reader)).map((vote) => vote.citation.title)).toEqual([title]);
});

test('no answer of the API lies in a cache of the service worker', async ({ visitor }) => {
  const reader = await visitor('Cai Cache');
  await takesASeat(reader);
  await reader.page.reload();
  await expect(record(reader)).toBeVisible();
  const cached = await reader.page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
    }
    return urls;
  });
  expect(cached).toContain('/index.html');
  expect(cached.filter((path) => path.startsWith('/api/'))).toEqual([]);
});
