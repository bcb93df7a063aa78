import type { Flow } from '@shared/contracts/flow';
import { fromElsewhere, fromPubMed } from '../fixtures/overlapping-files';
import { setsUpTheServer } from '../personas/host';
import { drops, hasRecords, incoming } from '../personas/librarian';
import { jobsAreDone, opensAReview } from '../personas/team';
import { expect, test, type Visitor } from '../world';

async function duplicatesInTheDiagram(lib: Visitor, { removed, left }: { removed: number; left: number }) {
  await lib.goto(`/reviews/${lib.reviewId}/flow`);
  const diagram = lib.page.locator('svg').filter({ hasText: 'Records identified' }).first();
  await expect(diagram).toContainText(new RegExp(`Duplicate records removed\\s\\(n\\s=\\s${removed}\\)`));
  const { parts } = await lib.inReview<Flow>('GET', 'flow');
  const { identified, duplicates, pending } = parts[0]!.flow.databases;
  expect({ identified, duplicates, pending: pending.screening }).toEqual({
    identified: 13,
    duplicates: removed,
    pending: left,
  });
  expect(parts[0]!.check.identities.filter(({ status }) => status === 'violated')).toEqual([]);
}

test('a librarian settles what two overlapping files bring: joined, asked, linked, taken apart again', async ({
  visitor,
}) => {
  const lib = await visitor('Lin Librarian');
  await setsUpTheServer(lib);
  await opensAReview(lib);
  const { page, reviewId } = lib;
  await lib.goto(`/reviews/${reviewId}/searches`);
  await expect(page.getByText('No search is recorded yet')).toBeVisible();
  await drops(lib, [fromPubMed, fromElsewhere]);
  await incoming(lib, 'hubs-other.ris').getByRole('textbox', { name: 'Source' }).fill('Other database');
  await page.getByRole('button', { name: 'Import all 2 files' }).click();
  await hasRecords(lib, 'PubMed', 7);
  await hasRecords(lib, 'Other database', 6);
  await jobsAreDone(lib);

  // Three pairs are certain, two are asked, and two records are named by others.
  await lib.goto(`/reviews/${reviewId}/duplicates`);
  await expect(page.getByRole('link', { name: 'Sets 3' })).toBeVisible();
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible();
  await duplicatesInTheDiagram(lib, { removed: 3, left: 10 });

  await lib.goto(`/reviews/${reviewId}/duplicates`);
  const pair = page.getByRole('table', { name: 'The two records, field by field' });
  await expect(pair).toBeVisible();
  const isHomes = (await pair.textContent())?.includes('Warm homes');
  await page.keyboard.press(isHomes ? 's' : 'd');
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible();
  await page.keyboard.press(isHomes ? 'd' : 's');
  await expect(page.getByText('No questions are open')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sets 4' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Told apart 1' })).toBeVisible();

  await page.getByRole('link', { name: 'Linked 2' }).click();
  const retraction = page.getByRole('group').filter({ hasText: 'Retraction or expression of concern' });
  await expect(page.getByText('Erratum and article')).toBeVisible();
  await retraction.locator('summary').click();
  await expect(retraction.getByText('Record 4 says: retraction')).toBeVisible();
  await lib.shot('duplicates-linked');

  // The two papers about buses were one by every field; the librarian knows better.
  await page.getByRole('link', { name: 'Sets 4' }).click();
  const buses = page.getByRole('listitem').filter({ hasText: 'Free bus travel' }).filter({ hasText: 'Other database' });
  await buses.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Take 1 record out of the set' }).click();
  await expect(page.getByRole('link', { name: 'Sets 3' })).toBeVisible();
  await duplicatesInTheDiagram(lib, { removed: 3, left: 10 });

  // The page of a record names what belongs with it, and readers are told of the retraction.
  await lib.goto(`/reviews/${reviewId}/records?q=waiting`);
  await expect(page.getByText('Retracted', { exact: true })).toBeVisible();
  await page.getByText('Reading aloud in waiting rooms').first().click();
  const linked = page.getByRole('region', { name: 'Linked records' });
  await expect(linked.getByText('Record 4 says: retraction')).toBeVisible();
  await lib.shot('record-linked');
  await linked.getByRole('link', { name: /Editors on a paper/ }).click();
  await expect(page.getByRole('heading', { name: 'Record 4' })).toBeVisible();
  await expect(page.getByText('Retracted', { exact: true })).toHaveCount(0);
  await expect(linked.getByRole('link', { name: /Reading aloud/ })).toBeVisible();
});
