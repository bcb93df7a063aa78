import { brokenRis, endnoteXml, manyRecords, picture, practiceFile } from '../fixtures/dropped-files';
import { setsUpTheServer } from '../personas/host';
import { drops, hasRecords, incoming, search } from '../personas/librarian';
import { jobsAreDone, opensAReview, placesOf } from '../personas/team';
import { expect, test, type Visitor } from '../world';

async function standsAtTheImports(librarian: Visitor): Promise<void> {
  await setsUpTheServer(librarian);
  await opensAReview(librarian);
  await librarian.goto(`/reviews/${librarian.reviewId}/searches`);
  await expect(librarian.page.getByText('No search is recorded yet')).toBeVisible();
}

test('a librarian drops six files at once, corrects a source, and sees what cannot be read and why', async ({
  visitor,
}) => {
  const lib = await visitor('Lin Librarian', { dark: true });
  await standsAtTheImports(lib);
  const { page } = lib;
  await drops(lib, [
    practiceFile('medline-invented.nbib'),
    practiceFile('embase-invented.ris'),
    practiceFile('grey-invented.csv'),
    endnoteXml,
    brokenRis,
    picture,
  ]);

  await expect(incoming(lib, 'medline-invented.nbib').getByText('45 records read')).toBeVisible();
  await expect(incoming(lib, 'medline-invented.nbib').getByText('as many as the file shows')).toBeVisible();
  await expect(incoming(lib, 'medline-invented.nbib').getByRole('textbox', { name: 'Source' })).toHaveValue('PubMed');
  await expect(incoming(lib, 'team-library.xml').getByText('2 records read')).toBeVisible();

  const cut = incoming(lib, 'cut-download.ris');
  await expect(cut.getByText('3 records read')).toBeVisible();
  await cut.getByText(/lines? to look at/).click();
  await expect(cut.getByText(/^Line \d+:/).first()).toBeVisible();
  await expect(cut.getByText(/ER/)).toBeVisible();

  const refused = incoming(lib, 'holiday.jpg');
  await expect(refused.getByRole('alert')).toContainText('picture');
  await expect(refused.getByRole('button', { name: 'Send again' }), 'it will not become readable').toHaveCount(0);
  await lib.shot('import-dropped-dark');
  for (const name of ['holiday.jpg', 'cut-download.ris']) {
    await page.getByRole('button', { name: `Leave out ${name}` }).click();
  }

  const library = incoming(lib, 'team-library.xml');
  await expect(library.getByRole('button', { name: 'Import 2 records' })).toBeDisabled();
  await library.getByRole('textbox', { name: 'Source' }).fill('Papers of the team');
  await library.getByLabel('Kind of source').selectOption({ label: 'Other method' });
  const grey = incoming(lib, 'grey-invented.csv');
  await grey.getByRole('textbox', { name: 'Source' }).fill('Websites of councils');
  await grey.getByLabel('Kind of source').selectOption({ label: 'Website' });
  await grey.getByText(/^The first/).click();
  await expect(grey.locator('.records li').first()).not.toBeEmpty();
  await page.getByRole('button', { name: 'Import all 4 files' }).click();

  await hasRecords(lib, 'PubMed', 45);
  await hasRecords(lib, 'Papers of the team', 2);
  await hasRecords(lib, 'Websites of councils', 30);
  await jobsAreDone(lib);
  const places = await placesOf(lib);
  expect(Object.values(places).reduce((sum, n) => sum + n, 0)).toBe(45 + 45 + 30 + 2);
  expect(places['duplicate']).toBeGreaterThan(0);

  await drops(lib, [practiceFile('medline-invented.nbib')]);
  const again = incoming(lib, 'medline-invented.nbib');
  await expect(again.getByText(/The same file was imported already/)).toBeVisible();
  await expect(again.getByRole('button', { name: 'Import 45 records' })).toBeDisabled();
});

test('an import is watched, cancelled, gone on with, withdrawn and restored', async ({ visitor }) => {
  const lib = await visitor('Lin Librarian');
  await standsAtTheImports(lib);
  const { page } = lib;
  const count = 6_000;
  await drops(lib, [manyRecords(count)]);
  const file = incoming(lib, 'large-export.ris');
  await file.getByRole('textbox', { name: 'Source' }).fill('Large database');
  await file.getByRole('button', { name: 'Import 6,000 records' }).click();

  const large = search(lib, 'Large database');
  await expect(large.getByRole('progressbar')).toBeVisible();
  await large.getByRole('button', { name: 'Cancel' }).click();
  await expect(large.getByText(/cancelled part-way/)).toBeVisible({ timeout: 20_000 });
  await lib.shot('import-cancelled');
  await large.getByRole('button', { name: 'Go on' }).click();
  await hasRecords(lib, 'Large database', count);
  await jobsAreDone(lib);
  expect(
    Object.values(await placesOf(lib)).reduce((sum, n) => sum + n, 0),
    'nothing twice, nothing lost',
  ).toBe(count);

  await large.getByRole('button', { name: 'Withdraw' }).click();
  const sure = page.getByRole('alertdialog');
  await expect(sure).toContainText('6,000 records leave the review');
  await lib.shot('import-withdraw');
  await sure.getByRole('button', { name: 'Withdraw' }).click();
  await expect(large.getByText('withdrawn', { exact: false }).first()).toBeVisible();
  await expect.poll(async () => (await placesOf(lib))['screening'], { timeout: 20_000 }).toBe(0);
  await large.getByRole('button', { name: 'Restore' }).click();
  await expect.poll(async () => (await placesOf(lib))['screening'], { timeout: 20_000 }).toBe(count);
});

test('duplicates are reviewed side by side by key, answered in bulk, and a set is split again', async ({ visitor }) => {
  const lib = await visitor('Lin Librarian', { dark: true });
  await setsUpTheServer(lib);
  const { reviewId } = await lib.api<{ reviewId: string }>('POST', '/api/practice', { id: crypto.randomUUID() });
  lib.reviewId = reviewId;
  const { page } = lib;
  await lib.goto(`/reviews/${reviewId}/duplicates`);
  await expect(page.getByRole('table', { name: 'The two records, field by field' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /no\. \d+/ })).toHaveCount(2);
  await lib.shot('duplicates-question-dark');
  await page.keyboard.press('d');
  await expect(page.getByText('No questions are open')).toBeVisible();
  await page.getByRole('link', { name: /^Told apart/ }).click();
  await expect(page.getByRole('link', { name: /^Told apart/ })).toHaveAttribute('aria-current', 'page');
  await lib.shot('duplicates-apart-dark');

  const before = (await placesOf(lib))['duplicate'] ?? 0;
  expect(before).toBeGreaterThan(10);
  await page.getByRole('link', { name: /^Sets/ }).click();
  const member = page.getByRole('checkbox', { name: /^Choose record/ });
  await member.nth(1).check();
  await lib.shot('duplicates-sets-dark');
  await page.getByRole('button', { name: 'Take 1 record out of the set' }).click();
  await expect.poll(async () => (await placesOf(lib))['duplicate']).toBe(before - 1);

  // Of a file that comes late nothing is joined unasked any more; what is certain is then answered at once.
  await page.getByRole('checkbox', { name: /Join certain duplicates without asking/ }).uncheck();
  await lib.goto(`/reviews/${reviewId}/searches`);
  await expect(search(lib, 'Grey literature (invented)')).toBeVisible();
  await drops(lib, [{ ...practiceFile('embase-invented.ris'), name: 'late.ris' }]);
  const late = incoming(lib, 'late.ris');
  await late.getByRole('checkbox', { name: 'Import it a second time' }).check();
  await late.getByLabel('Belongs to').selectOption({ index: 0 });
  await late.getByRole('textbox', { name: 'Source' }).fill('Late search');
  await late.getByRole('button', { name: 'Import 45 records' }).click();
  await hasRecords(lib, 'Late search', 45);
  await jobsAreDone(lib);
  await lib.goto(`/reviews/${reviewId}/duplicates`);
  await expect(page.getByText(/1 of \d\d/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Answer all' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Join \d+ pairs$/ })
    .click();
  await expect.poll(async () => (await placesOf(lib))['duplicate']).toBeGreaterThanOrEqual(before - 1 + 40);
});
