import { setsUpTheServer } from '../personas/host';
import { isSaved, opensTheDesk, record, titleOnDesk, votes } from '../personas/reviewer';
import { importsAFile, invites, opensAReview, placesOf } from '../personas/team';
import { expect, test, type Visitor } from '../world';

interface Batch {
  memberIds: string[];
  citations: number;
}

const stageNamed = (lead: Visitor, name: string) => lead.page.getByRole('listitem').filter({ hasText: name }).first();

test('a lead pairs an expert with novices, gives out batches, hides authors, closes the stage and opens it', async ({
  visitor,
}) => {
  test.setTimeout(180_000);
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const [expert, ben, cho] = [await visitor('Ana Expert'), await visitor('Ben Novice'), await visitor('Cho Novice')];
  for (const reader of [expert, ben, cho]) await invites(lead, reader, ['reviewer']);
  const { page } = lead;

  await lead.goto(`/reviews/${lead.reviewId}/stages`);
  await page.getByRole('link', { name: 'Change rule of Titles and abstracts' }).click();
  await page.getByRole('radio', { name: 'An expert and somebody who is none' }).check();
  await expect(page.getByText('The pairing asks for an expert', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Set rule' }), 'an impossible rule cannot be set').toBeDisabled();
  await page.getByRole('checkbox', { name: 'Ana Expert' }).check();
  await page.getByRole('radio', { name: /^Batches/ }).check();
  await page.getByRole('checkbox', { name: 'Exclude needs: Reason' }).check();
  await page.getByRole('checkbox', { name: 'Authors' }).check();
  const effect = page.getByRole('complementary', { name: 'What it would change' });
  await expect(effect.getByText('An expert reads with somebody who is none; experts are Ana Expert.')).toBeVisible();
  await expect(effect.getByText(/45 citations are in no batch/)).toBeVisible();
  await lead.shot('rule-expert-novice');
  await page.getByRole('button', { name: 'Set rule' }).click();
  await expect(page.getByText('45 citations are in no batch and are handed to nobody.')).toBeVisible();

  await page.getByRole('link', { name: 'Divide work of Titles and abstracts' }).click();
  const share = (name: string) => page.getByRole('spinbutton', { name: `Percent of ${name}` });
  for (const [name, percent] of [
    ['Lea Lead', '0'],
    ['Ana Expert', '50'],
    ['Ben Novice', '25'],
    ['Cho Novice', '25'],
  ] as const) {
    await share(name).fill(percent);
  }
  await lead.shot('batches-divide');
  await page.getByRole('button', { name: 'Divide 45 citations' }).click();
  await expect(page.getByText('Everything that waits is in a batch.')).toBeVisible();
  const { stages } = await lead.inReview<{ stages: { id: string; kind: string }[] }>('GET', 'stages');
  const stageId = stages.find(({ kind }) => kind === 'title-abstract')?.id ?? '';
  const batches = await lead.inReview<Batch[]>('GET', `stages/${stageId}/batches`);
  expect(batches.map(({ citations }) => citations).sort((a, b) => b - a)).toEqual([45, 23, 22]);

  await opensTheDesk(expert);
  const queue = await expert.inReview<{ citations: { authors: string[] | null }[] }>('GET', `stages/${stageId}/queue`);
  expect(queue.citations[0]?.authors, 'authors do not even leave the server').toBeNull();
  const first = await titleOnDesk(expert);
  await expert.page.keyboard.press('e');
  expect(await titleOnDesk(expert), 'an exclude waits for its reason').toBe(first);
  await expert.shot('desk-reason-wanted');
  await expert.page.keyboard.press('1');
  await votes(expert, 'e');
  await votes(expert, 'i');
  await isSaved(expert);

  await opensTheDesk(ben);
  await votes(ben, 'i');
  await isSaved(ben);
  await lead.goto(`/reviews/${lead.reviewId}/screen`);
  await expect(record(lead), 'who is in no batch is handed nothing').toHaveCount(0);

  await lead.goto(`/reviews/${lead.reviewId}/stages`);
  await stageNamed(lead, 'Titles and abstracts').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('The deadline of the first round.');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(stageNamed(lead, 'Titles and abstracts')).toContainText('Closed');
  await ben.goto(`/reviews/${ben.reviewId}/screen`);
  await expect(ben.page.getByText('This stage is closed.')).toBeVisible();
  await ben.shot('desk-closed');
  await stageNamed(lead, 'Titles and abstracts').getByRole('button', { name: 'Open again' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Two readers came back.');
  await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
  await opensTheDesk(ben);

  // A pilot beside it: everybody reads the same few, whatever the batches say.
  await page.getByRole('button', { name: 'Add pilot' }).click();
  await page.getByRole('dialog').getByLabel('Citations').fill('5');
  await page.getByRole('dialog').getByRole('button', { name: 'Draw sample' }).click();
  await expect(stageNamed(lead, 'Pilot')).toContainText('Everyone decides on each citation.');
  await lead.shot('stages-with-pilot');
});

test('two readers settle their own conflict: one concedes, and the first decision stays in the ledger', async ({
  visitor,
}) => {
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const ben = await visitor('Ben Reader');
  await invites(lead, ben, ['reviewer']);
  await lead.goto(`/reviews/${lead.reviewId}/stages`);
  await lead.page.getByRole('link', { name: 'Change rule of Titles and abstracts' }).click();
  await lead.page.getByRole('radio', { name: /by the readers, who talk/ }).check();
  await lead.page.getByRole('button', { name: 'Set rule' }).click();
  await expect(lead.page.getByText('The readers settle conflicts by talking.')).toBeVisible();

  await opensTheDesk(lead);
  await votes(lead, 'i');
  await isSaved(lead);
  await opensTheDesk(ben);
  await votes(ben, 'e');
  await isSaved(ben);

  await ben.goto(`/reviews/${ben.reviewId}/conflicts`);
  await expect(ben.page.getByRole('region', { name: 'The two sides' }).or(ben.page.locator('.sides'))).toBeVisible();
  await ben.shot('conflict-of-readers');
  await ben.page.getByRole('button', { name: /^Include/ }).click();
  await expect(ben.page.getByText('No conflict awaits you.')).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => (await placesOf(lead))['retrieval'], { timeout: 20_000 }).toBe(1);
  expect(await placesOf(lead)).toMatchObject({ 'screening-conflict': 0 });
  const { entries } = await lead.inReview<{ entries: { type: string; payload: { verdict?: string } }[] }>(
    'GET',
    'ledger?type=decision.made,decision.withdrawn',
  );
  expect(entries.map(({ payload }) => payload.verdict)).toEqual(expect.arrayContaining(['include', 'exclude']));
});
