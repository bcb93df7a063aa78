import { setsUpTheServer, signsIn } from '../personas/host';
import { expect, test } from '../world';

test('a host sets up a new server, tries a practice review, signs out and in again', async ({ visitor }) => {
  const host = await visitor('Hana Host');
  await setsUpTheServer(host);
  await host.shot('home-empty');
  await host.page.getByRole('button', { name: 'Try it with a practice review' }).first().click();
  await expect(host.page.getByText('Practice review: all records are invented.')).toBeVisible({ timeout: 30_000 });
  await host.shot('practice-review');
  await host.goto('/');
  await expect(host.page.getByText(/\d+ to screen/)).toBeVisible();
  await expect(host.page.getByText('12 conflicts')).toBeVisible();
  await host.shot('home-with-work');
  await host.api('DELETE', '/api/session');
  await signsIn(host);
});
