import { setsUpTheServer } from '../personas/host';
import { opensTheDesk, votes } from '../personas/reviewer';
import { importsAFile, invites, opensAReview } from '../personas/team';
import { expect, test } from '../world';

test('an owner archives a review; its reader finds a desk at rest and keeps an unsent vote, until it is out again', async ({
  visitor,
}) => {
  test.setTimeout(150_000);
  const owner = await visitor('Olga Owner');
  await setsUpTheServer(owner);
  await opensAReview(owner);
  await importsAFile(owner, 'medline');
  const ben = await visitor('Ben Reader', { phone: true, dark: true });
  await invites(owner, ben, ['reviewer']);
  await opensTheDesk(ben);
  await ben.context.setOffline(true);
  await votes(ben, 'i');

  const { page } = owner;
  await owner.goto(`/reviews/${owner.reviewId}/settings`);
  await page.getByLabel('Why').fill('Published');
  await page.getByRole('button', { name: 'Archive review' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Nothing is deleted');
  await owner.shot('archive-question');
  await question.getByRole('button', { name: 'Archive review' }).click();
  await expect(page.getByRole('complementary', { name: 'Archived review' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await owner.shot('archive-settings');

  await ben.context.setOffline(false);
  await expect(ben.page.getByText('This review is archived.', { exact: true })).toBeVisible();
  await expect(ben.page.getByRole('button', { name: 'Include' })).toHaveCount(0);
  await ben.shot('archive-desk');
  await ben.page.getByRole('link', { name: 'My votes' }).first().click();
  await expect(ben.page.getByRole('button', { name: '1 not accepted' })).toBeVisible();
  await ben.shot('archive-refused');
  await owner.goto('/');
  await expect(page.getByRole('list', { name: 'Archived' })).toContainText('Early-years centres');
  await owner.shot('archive-home');

  await owner.goto(`/reviews/${owner.reviewId}/settings`);
  await page.getByRole('button', { name: 'Take out of the archive' }).click();
  await expect(page.getByRole('complementary', { name: 'Archived review' })).toHaveCount(0);
  await expect(ben.page.getByRole('complementary', { name: 'Archived review' })).toHaveCount(0);
});
