import { setsUpTheServer } from '../personas/host';
import { isSaved, titleOnDesk } from '../personas/reviewer';
import { expect, test } from '../world';

test('from the first screen to a saved vote without a pointer', async ({ visitor }) => {
  const reader = await visitor('Kim Keys');
  await setsUpTheServer(reader);
  const { page } = reader;
  const practise = page.getByRole('button', { name: 'Try it with a practice review' }).first();
  for (let i = 0; i < 20 && !(await practise.evaluate((node) => node === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByText('Practice review: all records are invented.')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: 'Search or act' });
  await expect(search).toBeFocused();
  await page.keyboard.type('Screen');
  await expect(search).toHaveValue('Screen');
  await expect(page.getByRole('option', { name: /Screen/ }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').first()).toBeVisible();
  const first = await titleOnDesk(reader);
  await page.keyboard.press('1');
  await page.keyboard.press('n');
  await page.keyboard.type('Not about us; the letters i and e here cast no vote.');
  await page.keyboard.press('Escape');
  expect(await titleOnDesk(reader)).toBe(first);
  await page.keyboard.press('e');
  await expect.poll(() => titleOnDesk(reader)).not.toBe(first);
  await isSaved(reader);
  const reviews = await reader.api<{ id: string }[]>('GET', '/api/reviews');
  reader.reviewId = reviews[0]?.id ?? '';
  await expect
    .poll(
      async () =>
        (
          await reader.inReview<{ rows: { verdict: string; reasons: string[]; note: string }[] }>(
            'GET',
            'decisions/mine',
          )
        ).rows,
      {
        timeout: 20_000,
      },
    )
    .toEqual([expect.objectContaining({ verdict: 'exclude', note: expect.stringContaining('cast no vote') })]);

  // Nothing but the record: what lies beneath is out of reach until the screen is left.
  await page.keyboard.press('f');
  await expect(page.locator('eh-top-bar')).toBeHidden();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('eh-top-bar, nav, .eh-skip'))).toBeNull();
  }
  await page.keyboard.press('Escape');
  await expect(page.locator('eh-top-bar')).toBeVisible();

  // Text twice as large leaves every verdict at hand.
  await reader.goto('/account');
  await page.getByLabel('Text size').selectOption('200 %');
  await reader.goto(`/reviews/${reader.reviewId}/screen`);
  await expect(page.getByRole('article').first()).toBeVisible();
  for (const name of [/^Include/, /^Maybe/, /^Exclude/]) {
    await expect(page.getByRole('button', { name }).first()).toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press('Tab');
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(sideways, 'nothing has to be scrolled sideways').toBeLessThanOrEqual(0);
});
