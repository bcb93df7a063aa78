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
