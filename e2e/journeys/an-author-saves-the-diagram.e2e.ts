import { setsUpTheServer } from '../personas/host';
import { importsAFile, opensAReview } from '../personas/team';
import { expect, newId, test } from '../world';

interface Flow {
  identities?: { status: string }[];
  check?: { identities: { status: string }[] };
}

test('an author opens a number of the flow diagram, and saves it in every format', async ({ visitor }) => {
  const author = await visitor('Aya Author');
  await setsUpTheServer(author);
  await opensAReview(author);
  await importsAFile(author, 'medline');
  await importsAFile(author, 'grey');
  await author.goto(`/reviews/${author.reviewId}/flow`);
  const diagram = author.page.locator('svg').filter({ hasText: 'Records identified' }).first();
  await expect(diagram).toBeVisible();
  await expect(diagram).toContainText('45');
  await author.shot('flow-wide');
  await diagram.locator('a[data-box]').first().click();
  await expect(author.page).toHaveURL(/\/records\?/);
  await expect(author.page.getByRole('heading', { level: 1 })).toBeVisible();
  await author.shot('records-behind-a-number');
  for (const [format, start] of [
    ['svg', '<svg'],
    ['png', '\u0089PNG'],
    ['pdf', '%PDF-'],
    ['docx', 'PK'],
    ['csv', 'data,'],
    ['json', '{'],
  ] as const) {
    const reply = await author.context.request.get(
      `${author.world.url}/api/reviews/${author.reviewId}/flow/file?format=${format}`,
    );
    expect(reply.status(), format).toBe(200);
    expect((await reply.body()).subarray(0, start.length).toString('latin1'), format).toBe(start);
  }
});

test('a link to a moment opens the numbers of then, and each of them its records of then', async ({ visitor }) => {
  const author = await visitor('Aya Author');
  await setsUpTheServer(author);
  await opensAReview(author);
  await importsAFile(author, 'medline');
  await author.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await author.goto(`/reviews/${author.reviewId}/flow`);
  const diagram = author.page.locator('svg').filter({ hasText: 'Records identified' }).first();
  await expect(diagram).toContainText('Databases (n\u00a0=\u00a045)');
  await author.page.getByRole('button', { name: 'Copy link' }).click();
  await expect(author.page.getByText('Link copied.')).toBeVisible();
  const link = await author.page.evaluate(() => navigator.clipboard.readText());
  await importsAFile(author, 'grey');
  await author.goto(`/reviews/${author.reviewId}/flow`);
  await expect(diagram).toContainText('Organisations (n\u00a0=\u00a030)');

  await author.page.goto(link);
  await expect(author.page.getByText('under version 1 of the protocol')).toBeVisible();
  await expect(diagram).not.toContainText('Organisations');
  await author.shot('flow-of-a-moment');
  await diagram.locator('a[data-box="database_results"]').click();
  await expect(author.page.getByText('As they stood after entry')).toBeVisible();
  await expect(author.page.getByText('45 records')).toBeVisible();
  await author.shot('records-of-a-moment');
  const asOf = new URL(author.page.url()).searchParams.get('asOf');
  await author.page.getByRole('button', { name: 'Back to now' }).click();
  await expect(author.page.getByText('As they stood after entry')).toBeHidden();

  // A record that has a copy by now had none then.
  const sets = await author.inReview<{ rows: { citationId: string }[] }>('GET', 'duplicates/sets');
  await author.goto(`/reviews/${author.reviewId}/records/${sets.rows[0]?.citationId}?asOf=${asOf}`);
  const copies = author.page.getByRole('region', { name: 'Copies' });
  await expect(author.page.getByText('As it stood after entry')).toBeVisible();
  await expect(author.page.getByText('No decision on this record can be shown yet.')).toBeVisible();
  await expect(copies).toHaveCount(0);
  await author.page.getByRole('link', { name: 'Back to now' }).click();
  await expect(copies.getByRole('link', { name: /Grey literature/ })).toBeVisible();
  await author.shot('record-with-copies');
});

test('a duplicate found late moves to the duplicates box, and every identity keeps holding', async ({ visitor }) => {
  const lead = await visitor('Lou Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const stages = await lead.inReview<{ id: string; kind: string }[] | { stages: { id: string; kind: string }[] }>(
    'GET',
    'stages',
  );
  const stageId =
    (Array.isArray(stages) ? stages : stages.stages).find(({ kind }) => kind === 'title-abstract')?.id ?? '';
  const queue = await lead.inReview<{ citations: { id: string }[] }>('GET', `stages/${stageId}/queue?limit=50`);
  for (const { id } of queue.citations.slice(0, 30)) {
    await lead.inReview('POST', 'decisions', {
      id: newId(),
      citationId: id,
      stageId,
      verdict: 'include',
      reasons: [],
      tags: [],
      note: null,
      clientAt: null,
    });
  }
  await importsAFile(lead, 'embase');
  const { places } = await lead.inReview<{ places: Record<string, number> }>('GET', 'overview');
  expect(places['duplicate']).toBeGreaterThan(5);
  expect(Object.values(places).reduce((sum, n) => sum + n, 0)).toBe(90);
  const flow = await lead.inReview<Flow>('GET', 'flow');
  const text = JSON.stringify(flow);
  expect(text).not.toContain('"violated"');
  const mine = await lead.inReview<{ rows: unknown[] }>('GET', 'decisions/mine?limit=100');
  expect(mine.rows, 'no decision is lost').toHaveLength(30);
});
