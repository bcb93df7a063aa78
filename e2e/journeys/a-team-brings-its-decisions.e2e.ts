import { judgedRis } from '../fixtures/dropped-files';
import { setsUpTheServer } from '../personas/host';
import { drops, hasRecords, incoming, search } from '../personas/librarian';
import { invites, jobsAreDone, opensAReview, placesOf } from '../personas/team';
import { expect, test } from '../world';

test('a team that began in another tool brings its decisions and labels along', async ({ visitor }) => {
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  const ana = await visitor('Ana Nansen', { phone: true });
  await invites(lead, ana, ['reviewer']);
  await invites(lead, await visitor('Ben Ito'), ['reviewer']);

  await lead.goto(`/reviews/${lead.reviewId}/searches`);
  await expect(lead.page.getByText('No search is recorded yet')).toBeVisible();
  await drops(lead, [judgedRis]);
  const file = incoming(lead, 'rayyan-export.ris');
  await expect(file.getByText(/2 people’s decisions, 3 labels/)).toBeVisible();
  await lead.shot('judgements-preview');
  await file.getByRole('textbox', { name: 'Source' }).fill('Rayyan');
  await file.getByRole('button', { name: 'Import 6 records' }).click();
  await hasRecords(lead, 'Rayyan', 6);
  await jobsAreDone(lead);

  const { page } = lead;
  await search(lead, 'Rayyan').getByRole('button', { name: 'Decisions and labels' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('2 include · 1 maybe · 2 exclude')).toBeVisible();
  await dialog.getByLabel('What becomes of the decisions of Ana Nansen').selectOption('Decisions of');
  await expect(
    dialog.getByLabel('Member whose decisions those of Ana Nansen are').locator('option:checked'),
  ).toHaveText('Ana Nansen');
  await dialog.getByLabel('What becomes of the decisions of Ben Ito').selectOption('Decisions of');
  await dialog.getByLabel(/Animal study/).selectOption({ index: 1 });
  await dialog.getByRole('checkbox', { name: /parents/ }).uncheck();
  await lead.shot('judgements-dialog');
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await expect(dialog.getByText('10 decisions recorded')).toBeVisible();
  await expect(dialog.getByText('4 tags given')).toBeVisible();
  await lead.shot('judgements-outcome');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  expect(await placesOf(lead)).toMatchObject({
    retrieval: 2,
    'screening-conflict': 1,
    'screened-out': 1,
    screening: 2,
  });
  await lead.goto(`/reviews/${lead.reviewId}/records?tag=rct`);
  await expect(page.getByText('Nursery places and the sleep of parents')).toBeVisible();
  await expect(page.getByText('Debt advice in family hubs')).toHaveCount(0);
  await lead.shot('judgements-records');
  await page.getByText('Nursery places and the sleep of parents').click();
  await expect(page.getByText('from another tool')).toHaveCount(2);

  await ana.goto(`/reviews/${ana.reviewId}/my-votes`);
  await ana.page.getByText('Reading corners in waiting rooms').click();
  await expect(ana.page.getByText('Made in another tool')).toBeVisible();
  await ana.shot('judgements-my-votes-phone');
});
