import { setsUpTheServer } from '../personas/host';
import { isSaved, opensTheDesk, votes } from '../personas/reviewer';
import { importsAFile, opensAReview } from '../personas/team';
import { expect, test, type Visitor } from '../world';

const decided = async (reader: Visitor): Promise<number> =>
  (await reader.inReview<{ rows: unknown[] }>('GET', 'decisions/mine?limit=100')).rows.length;

test('votes made without a network are kept, survive a dead server, and arrive once', async ({ visitor, world }) => {
  const reader = await visitor('Rea Reader');
  await setsUpTheServer(reader);
  await opensAReview(reader);
  await importsAFile(reader, 'medline');
  await opensTheDesk(reader);
  await votes(reader, 'i');
  await reader.context.setOffline(true);
  for (const key of ['e', 'e', 'i'] as const) await votes(reader, key);
  await reader.shot('screen-offline');
  await world.kill();
  await world.start();
  await reader.context.setOffline(false);
  await expect.poll(() => decided(reader), { timeout: 30_000 }).toBe(4);
  await isSaved(reader);
  await reader.page.reload();
  await opensTheDesk(reader);
  expect(await decided(reader)).toBe(4);
});

test('a slip is undone with one key, and the record comes back', async ({ visitor }) => {
  const reader = await visitor('Uma Reader');
  await setsUpTheServer(reader);
  await opensAReview(reader);
  await importsAFile(reader, 'medline');
  await opensTheDesk(reader);
  const title = await reader.page.getByRole('article').first().getByRole('heading').first().innerText();
  await votes(reader, 'e');
  await reader.page.keyboard.press('u');
  await expect(reader.page.getByRole('article').first().getByRole('heading').first()).toHaveText(title);
  await votes(reader, 'i');
  await expect
    .poll(
      async () => {
        const { rows } = await reader.inReview<{ rows: { verdict: string }[] }>('GET', 'decisions/mine');
        return rows.map(({ verdict }) => verdict);
      },
      { timeout: 20_000 },
    )
    .toEqual(['include']);
});
