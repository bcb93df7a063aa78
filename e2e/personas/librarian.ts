import { type DroppedFile } from '../fixtures/dropped-files';
import { expect, type Visitor } from '../world';

/** Drags files over the page and lets go, beside the marked zone as people do. */
export async function drops(librarian: Visitor, files: readonly DroppedFile[], onto = 'main'): Promise<void> {
  const sent = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  const transfer = await librarian.page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) {
      data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    return data;
  }, sent);
  await librarian.page.dispatchEvent(onto, 'dragover', { dataTransfer: transfer });
  await librarian.page.dispatchEvent(onto, 'drop', { dataTransfer: transfer });
}

/** The box of a dropped file that is not imported yet. */
export const incoming = (librarian: Visitor, name: string) => librarian.page.getByRole('article', { name });

/** The search of this source, with its imports. */
export const search = (librarian: Visitor, source: string) =>
  librarian.page.getByRole('region', { name: source, exact: true });

/** Waits until the search shows so many records. */
export async function hasRecords(librarian: Visitor, source: string, count: number): Promise<void> {
  const words = new Intl.NumberFormat('en').format(count);
  await expect(
    search(librarian, source).getByRole('link', { name: new RegExp(`^${words} records? .*${source}`) }),
  ).toBeVisible({ timeout: 30_000 });
}
