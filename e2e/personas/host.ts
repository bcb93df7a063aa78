import { expect, PASSWORD, type Visitor } from '../world';

/** Makes the first account of a new server through its screen. */
export async function setsUpTheServer(host: Visitor): Promise<void> {
  await host.goto('/');
  await expect(host.page.getByRole('heading', { name: 'Set up this server' })).toBeVisible();
  await host.page.getByLabel('Name', { exact: true }).fill(host.name);
  await host.page.getByLabel('E-mail address').fill(host.email);
  await host.page.getByLabel('Password').fill(PASSWORD);
  await host.page.getByRole('button', { name: 'Make the account' }).click();
  await expect(host.page.getByRole('heading', { name: 'My reviews' })).toBeVisible();
}

export async function signsIn(person: Visitor): Promise<void> {
  await person.goto('/sign-in');
  await person.page.getByLabel('E-mail address').fill(person.email);
  await person.page.getByLabel('Password').fill(PASSWORD);
  await person.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(person.page.getByRole('heading', { name: 'My reviews' })).toBeVisible();
}
