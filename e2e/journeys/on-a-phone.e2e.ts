import { setsUpTheServer } from '../personas/host';
import { opensTheDesk, titleOnDesk } from '../personas/reviewer';
import { importsAFile, opensAReview } from '../personas/team';
import { expect, test } from '../world';

test('a reviewer screens on a phone with the same options, by touch', async ({ visitor }) => {
  const reader = await visitor('Pia Phone', { phone: true, dark: true });
  await setsUpTheServer(reader);
  await opensAReview(reader);
  await importsAFile(reader, 'medline');
  await opensTheDesk(reader);
  await reader.shot('screen-phone-dark');
  const { page } = reader;
  for (const name of [/^Include/, /^Maybe/, /^Exclude/]) {
    const button = page.getByRole('button', { name }).first();
    const box = await button.boundingBox();
    expect(box?.height ?? 0, `${name} is large enough to touch`).toBeGreaterThanOrEqual(44);
    const before = await titleOnDesk(reader);
    await button.tap();
    await expect.poll(() => titleOnDesk(reader)).not.toBe(before);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'nothing has to be scrolled sideways').toBeLessThanOrEqual(0);
  await expect
    .poll(
      async () =>
        (await reader.inReview<{ rows: { verdict: string }[] }>('GET', 'decisions/mine')).rows.map((r) => r.verdict),
      { timeout: 20_000 },
    )
    .toEqual(['exclude', 'maybe', 'include']);
});
