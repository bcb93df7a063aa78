import { manyRecords } from '../fixtures/dropped-files';
import { setsUpTheServer } from '../personas/host';
import { drops, hasRecords, incoming } from '../personas/librarian';
import { opensAReview } from '../personas/team';
import { expect, test } from '../world';

test('going back from a record returns to its place in a long list', async ({ visitor }) => {
  const lib = await visitor('Lin Librarian');
  await setsUpTheServer(lib);
  await opensAReview(lib);
  const { page, reviewId } = lib;
  await lib.goto(`/reviews/${reviewId}/searches`);
  await drops(lib, [manyRecords(300)]);
  const file = incoming(lib, 'large-export.ris');
  await file.getByRole('textbox', { name: 'Source' }).fill('Large database');
  await file.getByRole('button', { name: 'Import 300 records' }).click();
  await hasRecords(lib, 'Large database', 300);

  await page.getByRole('link', { name: 'All records' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Cohort 120 of families' });
  await expect(async () => {
    await page.getByRole('row').last().scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 2000);
    await expect(row).toBeAttached({ timeout: 500 });
  }).toPass();
  await row.scrollIntoViewIfNeeded();
  const top = await page.evaluate(() => window.scrollY);
  expect(top).toBeGreaterThan(2000);
  await row.getByText('Cohort 120 of families').click();
  await expect(page.getByRole('heading', { name: /^Record \d+$/ })).toBeVisible();
  await page.goBack();
  await expect(row).toBeInViewport();
  await expect.poll(() => page.evaluate((was) => Math.abs(window.scrollY - was), top)).toBeLessThan(60);

  // Who comes by the menu starts at the top.
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('link', { name: 'All records' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Cohort 0 of families' })).toBeInViewport();
});
