import { setsUpTheServer } from '../personas/host';
import { isSaved, opensTheDesk, votes } from '../personas/reviewer';
import { importsAFile, invites, opensAReview } from '../personas/team';
import { expect, test, type Visitor } from '../world';

async function saved(lead: Visitor): Promise<void> {
  await expect(lead.page.locator('eh-save-mark')).toContainText('Saved');
}

test('a lead amends the protocol after screening began, and sees what rests on the older version', async ({
  visitor,
}) => {
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const ben = await visitor('Ben Reader');
  await invites(lead, ben, ['reviewer']);
  for (const reader of [lead, ben]) {
    await opensTheDesk(reader);
    for (const key of ['i', 'e', 'e'] as const) await votes(reader, key);
    await isSaved(reader);
  }

  const { page } = lead;
  await lead.goto(`/reviews/${lead.reviewId}/protocol`);
  const criterion = page.getByRole('textbox', { name: 'Criterion', exact: true }).first();
  const before = await criterion.inputValue();
  await criterion.fill(`${before}, or grandparents who care for a child`);
  await criterion.blur();
  await saved(lead);
  await page.getByRole('button', { name: 'Publish amendment' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /Titles and abstracts/ })).toContainText('3');
  await dialog.getByText(/What differs from version 1/).click();
  await expect(dialog.locator('ins').filter({ hasText: 'grandparents' }).first()).toBeVisible();
  await lead.shot('amendment-publish');
  await dialog.getByRole('button', { name: 'Publish version 2' }).click();
  await expect(dialog.getByText(/Say why/), 'an amendment needs its reason').toBeVisible();
  await dialog.getByLabel('Why is the protocol amended?').fill('The pilot showed that grandparents bring up children.');
  await dialog.getByRole('button', { name: 'Publish version 2' }).click();
  await expect(page.getByText('Version 2 is published.')).toBeVisible();

  await page.getByRole('link', { name: 'Versions' }).click();
  await expect(page.getByText('The pilot showed that grandparents bring up children.')).toBeVisible();
  const older = page.getByRole('link', { name: /^3 Complete citations of Titles and abstracts/ });
  await expect(older).toBeVisible();
  await lead.shot('amendment-versions');
  await older.click();
  await expect(page.getByText('Settled by decisions made under protocol version 1 or before')).toBeVisible();
  await expect(page.getByText('3 records', { exact: true })).toBeVisible();
  await lead.shot('amendment-to-look-at-again');

  await lead.goto(`/reviews/${lead.reviewId}/ledger?version=2`);
  await expect(page.getByRole('row', { name: /Protocol version published/ })).toBeVisible();
  await expect(
    page.getByRole('row', { name: /Decision/ }),
    'decisions stay under the version they were made',
  ).toHaveCount(0);
  await page.getByLabel('Protocol version').selectOption('Version 1');
  await page.getByLabel('Kind of entry').selectOption('Decisions');
  await expect(page.getByRole('row', { name: /Decision/ })).toHaveCount(6);
  await lead.shot('ledger-filtered');
});

test('of two leads who set one rule at once, the second is told and sees both before setting theirs', async ({
  visitor,
}) => {
  const first = await visitor('Lea Lead');
  await setsUpTheServer(first);
  await opensAReview(first);
  const second = await visitor('Max Second');
  await invites(first, second, ['lead', 'reviewer']);
  const stages = await first.inReview<{ stages: { id: string; kind: string }[] }>('GET', 'stages');
  const stageId = stages.stages.find(({ kind }) => kind === 'title-abstract')?.id ?? '';
  for (const lead of [first, second]) {
    await lead.goto(`/reviews/${lead.reviewId}/stages/${stageId}/rule`);
    await expect(lead.page.getByText('Two independent readers decide on each citation.')).toBeVisible();
  }
  const sets = async (lead: Visitor, readers: string): Promise<void> => {
    await lead.page.getByRole('spinbutton', { name: 'Readers of each citation' }).fill(readers);
    await lead.page.getByRole('button', { name: 'Set rule' }).click();
  };
  await sets(first, '3');
  await expect(first.page.getByText(/The rule of .* is set/)).toBeVisible();
  await sets(second, '4');
  const told = second.page.getByRole('alert').filter({ hasText: 'Somebody else set this rule' });
  await expect(told).toContainText('Three independent readers decide on each citation.');
  await second.shot('rule-overtaken');
  const ruleOf = async (): Promise<unknown> =>
    (await first.inReview<{ stages: { id: string; rule: { readers: unknown } }[] }>('GET', 'stages')).stages.find(
      ({ id }) => id === stageId,
    )?.rule.readers;
  expect(await ruleOf(), 'nothing was overwritten').toBe(3);
  await second.page.getByRole('button', { name: 'Set rule' }).click();
  await expect(second.page.getByText(/The rule of .* is set/)).toBeVisible();
  expect(await ruleOf()).toBe(4);

  // The title of the review is as shared as its rules.
  for (const lead of [first, second]) await lead.goto(`/reviews/${lead.reviewId}/settings`);
  await first.page.getByLabel('Title').fill('Early-years centres');
  await second.page.getByLabel('Title').fill('Sure Start and work');
  await first.page.getByRole('button', { name: 'Save' }).click();
  await expect(first.page.getByText('The title is changed.')).toBeVisible();
  await second.page.getByRole('button', { name: 'Save' }).click();
  await expect(second.page.getByRole('alert')).toContainText('“Early-years centres”');
});
