import { heavy, japanese, locked, scanned, truncated, twoColumns, webPage } from '../pdfs';
import {
  decides,
  dropsFiles,
  opensAReport,
  reportOnDesk,
  selects,
  soughtByBoth,
  stageId,
  votesOnReport,
} from '../personas/full-text';
import { setsUpTheServer } from '../personas/host';
import { isSaved } from '../personas/reviewer';
import { importsAFile, invites, opensAReview, placesOf } from '../personas/team';
import { expect, newId, test, type Visitor } from '../world';

const BODY = [
  'Families in the poorest fifth of the districts were offered a place at a centre within walking distance of their home.',
  'None of the children taking part were under school age at baseline, and the oldest had left school by the end.',
  'We asked the families once a year what had changed for them, and compared their answers with those of the register.',
];

interface FlowNumbers {
  databases: Record<'sought' | 'notRetrieved' | 'assessed' | 'excluded' | 'included' | 'awaiting' | 'reasons', unknown>;
  newStudies: number;
}

/** Numbers of the flow diagram that this journey is about. */
async function flowOf(lead: Visitor) {
  const { parts } = await lead.inReview<{ parts: { flow: FlowNumbers }[] }>('GET', 'flow');
  const flow = parts[0]?.flow;
  if (!flow) throw new Error('the diagram has no numbers');
  const { sought, notRetrieved, assessed, excluded, included, reasons, awaiting } = flow.databases;
  return { sought, notRetrieved, assessed, excluded, included, reasons, awaiting, studies: flow.newStudies };
}

test('reports are retrieved, read by two, settled with a quotation at hand, and become studies', async ({
  visitor,
}) => {
  test.setTimeout(180_000);
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const [ana, ben, jo] = [await visitor('Ana Reader'), await visitor('Ben Reader'), await visitor('Jo Judge')];
  await invites(lead, ana, ['reviewer']);
  await invites(lead, ben, ['reviewer']);
  await invites(lead, jo, ['adjudicator']);
  const [one, two, three, four, five, six] = await soughtByBoth([ana, ben], 6);
  if (!one || !two || !three || !four || !five || !six) throw new Error('too few records');
  expect(await flowOf(lead)).toMatchObject({ sought: 6, notRetrieved: 0, assessed: 0 });

  // Many files at once: matched by DOI, by title, and one that says nothing; a web page is turned away.
  const paper = (title: string, doi?: string) => twoColumns({ title, ...(doi ? { doi } : {}), paragraphs: BODY });
  await dropsFiles(lead, [
    { name: 'download (3).pdf', buffer: paper('Cover page', one.doi ?? '') },
    { name: 'article.pdf', buffer: paper(two.title) },
    { name: 'scan0042.pdf', buffer: paper('Nothing telling') },
    { name: 'fulltext.pdf', buffer: paper('In Japanese translation', four.doi ?? '') },
    { name: 'proxy.pdf', buffer: webPage(three.title) },
  ]);
  await expect(lead.page.getByText('The file is not a PDF')).toBeVisible();
  await expect(lead.page.getByRole('button', { name: 'Attach 3 files' })).toBeVisible();
  const unmatched = lead.page.getByRole('listitem').filter({ hasText: 'scan0042.pdf' });
  await unmatched.getByRole('combobox').selectOption({ label: 'Another report …' });
  await unmatched.getByRole('searchbox').fill(three.title.slice(0, 30));
  await unmatched.getByRole('button', { name: three.title.slice(0, 30) }).click();
  await lead.shot('retrieval-matching');
  await lead.page.getByRole('button', { name: 'Attach 4 files' }).click();
  await expect(lead.page.getByText('4 files attached')).toBeVisible();
  await lead.page.getByRole('button', { name: 'Put proxy.pdf away' }).click();

  // Two cannot be had as they are: one not at all, one only on paper and awaiting an answer.
  await lead.page
    .getByRole('row')
    .filter({ hasText: five.title.slice(0, 40) })
    .getByRole('checkbox')
    .check();
  await lead.page.getByRole('button', { name: 'Not retrieved …' }).click();
  await lead.page.getByLabel('Why could it not be retrieved?').fill('Not held by any library we can reach');
  await lead.page.getByRole('button', { name: 'Record as not retrieved' }).click();
  await expect.poll(() => flowOf(lead)).toMatchObject({ sought: 6, notRetrieved: 1, assessed: 4 });
  await lead.inReview('POST', 'reports/retrieval', {
    id: newId(),
    citationIds: [six.id],
    status: 'retrieved',
    reason: null,
  });
  await lead.inReview('POST', 'reports/classify', { id: newId(), citationIds: [six.id], as: 'awaiting', reason: null });
  expect(await flowOf(lead)).toMatchObject({ sought: 6, notRetrieved: 1, awaiting: 1 });

  // Ana keeps the words for which she excludes; the key goes with the reason that is ticked.
  await opensAReport(ana);
  await ana.shot('full-text-wide');
  const disputed = await reportOnDesk(ana);
  await ana.page.keyboard.press('1');
  await selects(ana, 'None of the children taking part');
  await ana.page.keyboard.press('q');
  await expect(ana.page.locator('eh-quotations blockquote')).toHaveText('None of the children taking part');
  await expect(ana.page.locator('.quote')).toHaveCount(1);
  expect(await ana.page.evaluate(() => window.scrollY), 'the report stays where it is').toBe(0);
  await ana.shot('full-text-quotation');
  await votesOnReport(ana, 'e');
  await isSaved(ana);

  // Ben sees nothing of it, and includes.
  await opensAReport(ben);
  expect(await reportOnDesk(ben)).toBe(disputed);
  await expect(ben.page.locator('eh-quotations blockquote')).toHaveCount(0);
  await votesOnReport(ben, 'i');
  await isSaved(ben);
  await expect.poll(async () => (await placesOf(lead))['assessing-conflict'], { timeout: 20_000 }).toBe(1);

  // Jo reads the quotation, opens the report where it stands, and settles with the reason.
  await jo.goto(`/reviews/${jo.reviewId}/conflicts`);
  await expect(jo.page.getByText('None of the children taking part')).toBeVisible();
  await expect(jo.page.getByText(/Ana Reader|Ben Reader/)).toHaveCount(0);
  await jo.shot('full-text-conflict');
  await jo.page.getByRole('button', { name: 'Page 1', exact: true }).click();
  await expect(jo.page.locator('.quote.shown')).toBeInViewport({ timeout: 20_000 });
  await jo.shot('full-text-conflict-report');
  await jo.page.keyboard.press('Escape');
  await jo.page.keyboard.press('1');
  await jo.page.keyboard.press('e');
  await expect.poll(() => flowOf(lead), { timeout: 20_000 }).toMatchObject({ excluded: 1, included: 0 });

  // The rest is included by both; two reports turn out to be one study.
  const stage = await stageId(ana, 'full-text');
  const rest = [one, two, three, four].filter(({ title }) => title !== disputed);
  for (const { id } of rest) for (const reader of [ana, ben]) await decides(reader, stage, id, 'include');
  expect(await flowOf(lead)).toMatchObject({ sought: 6, notRetrieved: 1, excluded: 1, included: 3, studies: 3 });
  await lead.goto(`/reviews/${lead.reviewId}/studies`);
  for (const { title } of rest.slice(0, 2)) await lead.page.getByRole('checkbox', { name: title.slice(0, 40) }).check();
  await lead.shot('studies-ticked');
  await lead.page.getByRole('button', { name: 'Group as one study' }).click();
  await expect.poll(async () => (await flowOf(lead)).studies).toBe(2);
  expect(await flowOf(lead)).toMatchObject({ included: 3, reasons: [{ n: 1 }] });
});

test('a PDF of any kind shows, or says why it does not', async ({ visitor }) => {
  test.setTimeout(180_000);
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  await opensAReview(lead);
  await importsAFile(lead, 'medline');
  const [ana, ben] = [await visitor('Ana Reader'), await visitor('Ben Reader')];
  await invites(lead, ana, ['reviewer']);
  await invites(lead, ben, ['reviewer']);
  const reports = await soughtByBoth([ana, ben], 5);
  const named = (i: number): string => `${(reports[i]?.doi ?? '').replace('/', '_')}.pdf`;
  const text = { title: 'A long report', paragraphs: BODY };
  await dropsFiles(lead, [
    {
      name: named(0),
      buffer: japanese('日本語の報告', ['健康格差を減らす取り組み', '学齢に達した子どもはいなかった']),
    },
    { name: named(1), buffer: scanned('A scan') },
    { name: named(2), buffer: locked('Locked', 'secret') },
    { name: named(3), buffer: truncated(twoColumns(text)) },
    { name: named(4), buffer: heavy(text, 30_000_000) },
  ]);
  await lead.page.getByRole('button', { name: 'Attach 5 files' }).click();
  await expect(lead.page.getByText('5 files attached')).toBeVisible();

  const found: Record<string, string> = {};
  await ana.goto(`/reviews/${ana.reviewId}/full-text`);
  const pages = ana.page.locator('.eh-pdf .page');
  const fault = ana.page.locator('.eh-pdf [role=alert]');
  for (let i = 0; i < reports.length; i++) {
    await expect(pages.locator('canvas').first().or(fault)).toBeVisible({ timeout: 30_000 });
    const title = await reportOnDesk(ana);
    const at = reports.findIndex((one) => one.title === title);
    const words = (await fault.count()) > 0 ? fault.innerText() : ana.page.locator('.eh-pdf-text').first().innerText();
    found[at] = await words;
    if (at === 0) await expect(ana.page.locator('.eh-pdf-text')).toContainText('学齢に達した子ども');
    if (at === 1) {
      await ana.page.getByRole('searchbox', { name: 'Search in the PDF' }).fill('children');
      await ana.page.keyboard.press('Enter');
      await expect(ana.page.getByText('This PDF has no text to search')).toBeVisible();
      await ana.page.keyboard.press('Escape');
    }
    if (at === 4) {
      await ana.page.getByLabel('Page', { exact: true }).fill('120');
      await ana.page.keyboard.press('Enter');
      await expect(ana.page.locator('[data-page="120"] .eh-pdf-text')).toContainText('Page 120 of');
      await ana.page.locator('.eh-pdf .scroller').focus();
    }
    await ana.shot(`pdf-kind-${at}`);
    await votesOnReport(ana, 'i');
  }
  expect(found[2]).toContain('asks for a password');
  expect(found[3]).toMatch(/cannot be read|A long report/);
});
