import { expect, type Visitor } from '../world';

/** Opens the screening desk and waits for the first record. */
export async function opensTheDesk(reader: Visitor): Promise<void> {
  await reader.goto(`/reviews/${reader.reviewId}/screen`);
  await expect(record(reader)).toBeVisible();
}

/** The record on the desk. */
export const record = (reader: Visitor) => reader.page.getByRole('article').first();

/** Title of the record on the desk. */
export async function titleOnDesk(reader: Visitor): Promise<string> {
  return (await record(reader).getByRole('heading').first().innerText()).trim();
}

/** Votes by key and waits until the next record stands there, or the end. */
export async function votes(reader: Visitor, key: 'i' | 'm' | 'e'): Promise<void> {
  const before = await titleOnDesk(reader);
  await reader.page.keyboard.press(key);
  await expect
    .poll(async () => ((await record(reader).count()) === 0 ? '' : titleOnDesk(reader)), { message: 'the next record' })
    .not.toBe(before);
}

/** Waits until everything decided here has reached the server. */
export async function isSaved(reader: Visitor): Promise<void> {
  await expect(reader.page.getByText('Saved', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
}

/** Waits until the application itself is wholly on the device, so that it opens without a network. */
export async function appIsKept(reader: Visitor): Promise<void> {
  await expect.poll(() => reader.page.evaluate(isKeptWhole), { timeout: 45_000 }).toBe(true);
  await reader.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function isKeptWhole(): Promise<boolean> {
  const groups = ((await (await fetch('/ngsw.json')).json()) as { assetGroups: { name: string; urls: string[] }[] })
    .assetGroups;
  const wanted = groups.find(({ name }) => name === 'application')?.urls ?? [];
  for (const name of await caches.keys()) {
    if (!name.endsWith(':application:cache')) continue;
    const kept = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    if (wanted.every((url) => kept.includes(url))) return true;
  }
  return false;
}

/** Waits until so many records can be read without a network. */
export async function hasReady(reader: Visitor, count: number): Promise<void> {
  await expect(reader.page.getByRole('button', { name: `${count} ready offline` })).toBeVisible({ timeout: 20_000 });
}
