import { setsUpTheServer } from '../personas/host';
import { opensTheDesk, votes } from '../personas/reviewer';
import { importsAFile, invites, opensAReview } from '../personas/team';
import { expect, PASSWORD, test, type Visitor } from '../world';

async function closesTheAccount(person: Visitor): Promise<void> {
  await person.goto('/account');
  await expect(person.page.getByText('Everything you decided, wrote and did in reviews stays')).toBeVisible();
  await person.page.getByRole('button', { name: 'Close my account…' }).click();
  await person.page.locator('eh-close-account').getByLabel('Current password').fill(PASSWORD);
  await person.page.getByRole('button', { name: 'Close my account', exact: true }).click();
}

test('a reader closes their account: their votes stay under their name, and they cannot sign in', async ({
  visitor,
}) => {
  const lead = await visitor('Lena Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const reader = await visitor('Remy Reader');
  await invites(lead, reader, ['reviewer']);
  await opensTheDesk(reader);
  await votes(reader, 'i');
  await expect
    .poll(async () => (await reader.inReview<{ rows: unknown[] }>('GET', 'decisions/mine')).rows.length)
    .toBe(1);
  await closesTheAccount(reader);
  await expect(reader.page.getByText('Your account is closed.')).toBeVisible();
  await reader.shot('account-closed');
  await reader.page.getByLabel('E-mail address').fill(reader.email);
  await reader.page.getByLabel('Password').fill(PASSWORD);
  await reader.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(reader.page.getByRole('alert')).toBeVisible();
  const members = await lead.inReview<{ name: string }[]>('GET', 'members');
  expect(members.map(({ name }) => name)).toContain('Remy Reader');
});

test('the only owner of a review is told which one, and stays', async ({ visitor }) => {
  const lead = await visitor('Olga Owner');
  await setsUpTheServer(lead);
  const other = await visitor('Ada Admin');
  await opensAReview(lead, 'Parental leave and health');
  await invites(lead, other, ['reviewer']);
  const accounts = await lead.api<{ id: string; name: string }[]>('GET', '/api/admin/accounts');
  const ada = accounts.find(({ name }) => name === 'Ada Admin');
  await lead.api('PATCH', `/api/admin/accounts/${ada?.id}`, { siteAdmin: true });
  await closesTheAccount(lead);
  await expect(lead.page.getByRole('alert')).toContainText('“Parental leave and health”');
  await lead.shot('account-last-owner');
  expect((await lead.api<{ account: { name: string } | null }>('GET', '/api/session')).account?.name).toBe(
    'Olga Owner',
  );
});
