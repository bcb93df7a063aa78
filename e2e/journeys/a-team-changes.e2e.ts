import { setsUpTheServer } from '../personas/host';
import { isSaved, opensTheDesk, votes } from '../personas/reviewer';
import { importsAFile, invites, opensAReview } from '../personas/team';
import { expect, newId, PASSWORD, test } from '../world';

test('a lead invites by link; a reader with an open batch leaves, the work goes on, and they return', async ({
  visitor,
}) => {
  test.setTimeout(150_000);
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const { page } = lead;

  await lead.goto(`/reviews/${lead.reviewId}/overview`);
  await expect(page.getByRole('heading', { name: 'Invite a second reader' })).toBeVisible();
  await lead.shot('overview-first-steps');
  await page.getByRole('link', { name: 'Invite people' }).click();
  await page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Links without an address').fill('1');
  await dialog.getByRole('button', { name: 'Make 1 invitation' }).click();
  const link = dialog.locator('input[readonly]').first();
  await expect(link).toHaveValue(/\/invitations?\//);
  await lead.shot('team-link');
  const ben = await visitor('Ben Reader');
  await ben.page.goto(await link.inputValue());
  await ben.page.getByLabel('Name', { exact: true }).fill(ben.name);
  await ben.page.getByLabel('E-mail address').fill(ben.email);
  await ben.page.getByLabel('Password').fill(PASSWORD);
  await ben.page.getByRole('button', { name: /Make the account|Join the review/ }).click();
  await expect(ben.page).toHaveURL(/\/reviews\//);
  ben.reviewId = lead.reviewId;

  const { stages } = await lead.inReview<{ stages: { id: string; kind: string; name: string; rule: object }[] }>(
    'GET',
    'stages',
  );
  const stage = stages.find(({ kind }) => kind === 'title-abstract');
  const members = await lead.inReview<{ id: string; name: string }[]>('GET', 'members');
  const idOf = (name: string): string => members.find((member) => member.name === name)?.id ?? '';
  await lead.inReview('PUT', `stages/${stage?.id}/rule`, {
    id: newId(),
    seen: { name: stage?.name, rule: stage?.rule },
    name: stage?.name,
    rule: { ...stage?.rule, readers: 1, assignment: 'batches' },
    reason: null,
  });
  await lead.inReview('POST', `stages/${stage?.id}/batches`, {
    ...{ id: newId(), how: 'fixed', name: 'Round 1', seed: 1, citations: 10 },
    memberIds: [idOf('Ben Reader')],
  });
  await opensTheDesk(ben);
  await votes(ben, 'i');
  await isSaved(ben);

  await lead.goto(`/reviews/${lead.reviewId}/team`);
  await page.getByRole('button', { name: 'Leave: Lea Lead' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByText(/A review needs an owner/), 'a review keeps an owner').toBeVisible();
  await page.getByRole('button', { name: 'Remove: Ben Reader' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Take back: Ben Reader' })).toBeVisible();
  await lead.shot('team-somebody-left');
  await ben.goto(`/reviews/${ben.reviewId}/screen`);
  await expect(ben.page.getByText(/could not be opened|nothing at this address/i).first()).toBeVisible();

  await lead.goto(`/reviews/${lead.reviewId}/stages/${stage?.id}/batches`);
  await expect(page.getByText(/Somebody of this batch has left/)).toBeVisible();

  await lead.goto(`/reviews/${lead.reviewId}/team`);
  await page.getByRole('button', { name: 'Take back: Ben Reader' }).click();
  await expect(page.getByText(/Ben Reader is in the team again/)).toBeVisible();
});

test('somebody new is asked in by a lead and finds only what their role opens', async ({ visitor }) => {
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  const viewer = await visitor('Vic Viewer');
  await invites(lead, viewer, ['viewer']);
  await viewer.goto('/');
  await viewer.page.getByRole('link', { name: 'Early-years centres and return to work' }).click();
  const navigation = viewer.page.getByRole('navigation', { name: 'Review' });
  await expect(navigation.getByRole('link', { name: 'Protocol' })).toBeVisible();
  for (const hidden of ['Ledger', 'Settings', 'Conflicts', 'Duplicates']) {
    await expect(navigation.getByRole('link', { name: hidden }), hidden).toHaveCount(0);
  }
});
