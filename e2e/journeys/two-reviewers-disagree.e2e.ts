import { setsUpTheServer } from '../personas/host';
import { isSaved, opensTheDesk, titleOnDesk, votes } from '../personas/reviewer';
import { importsAFile, invites, opensAReview, placesOf } from '../personas/team';
import { expect, test } from '../world';

test('two reviewers screen blinded in two browsers, disagree, and an adjudicator settles it', async ({ visitor }) => {
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const ana = await visitor('Ana Reader');
  const ben = await visitor('Ben Reader');
  const judge = await visitor('Jo Judge');
  await invites(lead, ana, ['reviewer']);
  await invites(lead, ben, ['reviewer']);
  await invites(lead, judge, ['adjudicator', 'viewer']);

  await opensTheDesk(ana);
  await ana.shot('screen-wide');
  const first = await titleOnDesk(ana);
  await votes(ana, 'i');
  await votes(ana, 'e');
  await votes(ana, 'i');
  await isSaved(ana);

  await opensTheDesk(ben);
  expect(await titleOnDesk(ben), 'both read in the same order, neither sees the other').toBe(first);
  await expect(ben.page.getByText('Ana Reader')).toHaveCount(0);
  await votes(ben, 'i');
  await votes(ben, 'e');
  await votes(ben, 'e');
  await isSaved(ben);

  await expect.poll(async () => (await placesOf(lead))['screening-conflict'], { timeout: 20_000 }).toBe(1);
  expect(await placesOf(lead)).toMatchObject({ retrieval: 1, 'screened-out': 1 });

  await judge.goto(`/reviews/${judge.reviewId}/conflicts`);
  await expect(judge.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(judge.page.getByText(/Ana Reader|Ben Reader/)).toHaveCount(0);
  await judge.shot('conflicts-wide');
  await judge.page.keyboard.press('i');
  await expect.poll(async () => (await placesOf(lead))['retrieval'], { timeout: 20_000 }).toBe(2);
  expect(await placesOf(lead)).toMatchObject({ 'screening-conflict': 0 });
});
