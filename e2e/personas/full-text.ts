import { expect, newId, type Visitor } from '../world';

export interface Report {
  id: string;
  ordinal: number;
  title: string;
  doi: string | null;
}

interface Queued {
  citations: Report[];
}

export async function stageId(member: Visitor, kind: 'title-abstract' | 'full-text'): Promise<string> {
  const { stages } = await member.inReview<{ stages: { id: string; kind: string }[] }>('GET', 'stages');
  return stages.find((stage) => stage.kind === kind)?.id ?? '';
}

/** Both readers include the first records by title and abstract, through the API; answers those reports in their order. */
export async function soughtByBoth(readers: readonly Visitor[], count: number): Promise<Report[]> {
  const [first] = readers;
  if (!first) return [];
  const stage = await stageId(first, 'title-abstract');
  const { citations } = await first.inReview<Queued>('GET', `stages/${stage}/queue?limit=${count}`);
  for (const reader of readers) for (const { id } of citations) await decides(reader, stage, id, 'include');
  return [...citations].sort((a, b) => a.ordinal - b.ordinal);
}

export function decides(reader: Visitor, stage: string, citationId: string, verdict: string, reasons: string[] = []) {
  const body = { citationId, stageId: stage, verdict, reasons, tags: [], note: null, clientAt: null };
  return reader.inReview('POST', 'decisions', { id: newId(), ...body });
}

/** Files are dropped on the retrieval screen, as many as there are, and are all sent. */
export async function dropsFiles(librarian: Visitor, files: { name: string; buffer: Buffer }[]): Promise<void> {
  await librarian.goto(`/reviews/${librarian.reviewId}/retrieval`);
  await librarian.page
    .locator('input[type=file]')
    .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/pdf' })));
  await expect(librarian.page.getByText(/Waits to be sent|Is being sent/)).toHaveCount(0, { timeout: 60_000 });
}

/** Opens the desk at full text and waits for the first page of the report on it. */
export async function opensAReport(reader: Visitor): Promise<void> {
  await reader.goto(`/reviews/${reader.reviewId}/full-text`);
  await expect(reader.page.locator('.eh-pdf-text span').first()).toBeAttached({ timeout: 20_000 });
}

export const reportOnDesk = async (reader: Visitor): Promise<string> =>
  (await reader.page.locator('eh-citation').getByRole('heading').first().innerText()).trim();

/** Votes by key and waits until another report stands there, or none. */
export async function votesOnReport(reader: Visitor, key: 'i' | 'e'): Promise<void> {
  const before = await reportOnDesk(reader);
  await reader.page.keyboard.press(key);
  await expect
    .poll(async () => (await reader.page.locator('eh-citation').getByRole('heading').allInnerTexts())[0]?.trim())
    .not.toBe(before);
}

/** Selects words in the open PDF as a hand with a mouse would leave them. */
export async function selects(reader: Visitor, words: string): Promise<void> {
  await reader.page.locator('.eh-pdf-text span', { hasText: words }).first().waitFor();
  await reader.page.evaluate((wanted) => {
    const piece = Array.from(document.querySelectorAll('.eh-pdf-text span')).find((one) =>
      one.textContent?.includes(wanted),
    );
    const node = piece?.firstChild;
    if (!node) return;
    const at = node.textContent?.indexOf(wanted) ?? 0;
    document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
  }, words);
}
