import { setsUpTheServer } from '../personas/host';
import { expect, test } from '../world';

test('a lead has the likely records read first, and sees how much is found', async ({ visitor }) => {
  test.setTimeout(120_000);
  const lead = await visitor('Lea Lead');
  await setsUpTheServer(lead);
  const { reviewId } = await lead.api<{ reviewId: string }>('POST', '/api/practice', { id: crypto.randomUUID() });
  const { stages } = await lead.api<{ stages: { id: string; kind: string }[] }>(
    'GET',
    `/api/reviews/${reviewId}/stages`,
  );
  const stage = stages.find(({ kind }) => kind === 'title-abstract');

  await lead.goto(`/reviews/${reviewId}/stages/${stage?.id}/rule`);
  await lead.page.getByLabel('Most relevant first').check();
  await lead.shot('rule-by-relevance');
  await lead.page.getByLabel('Why does the rule change?').fill('The likely records are wanted first');
  await lead.page.getByRole('button', { name: 'Set rule' }).click();
  await expect(lead.page.getByText('Most relevant first.', { exact: true })).toBeVisible();

  await lead.goto(`/reviews/${reviewId}/recall`);
  await expect(lead.page.getByRole('heading', { name: 'Progress and recall' })).toBeVisible();
  await expect(lead.page.getByText('The order comes from the model evenhand-1.')).toBeVisible();
  await lead.shot('recall');
  await lead.page.getByText('As a table').click();
  await expect(lead.page.getByRole('columnheader', { name: 'Relevant among them' })).toBeVisible();

  await lead.page.getByRole('button', { name: /^Draw \d+ records?$/ }).click();
  await expect(lead.page.getByText('were drawn at random')).toBeVisible();
  await lead.shot('confirmation-sample');
  await lead.page.getByRole('link', { name: 'Look again at past decisions' }).click();
  await expect(lead.page.getByRole('heading', { name: 'Excluded, look included' })).toBeVisible();
  await lead.shot('second-look');

  await lead.goto(`/reviews/${reviewId}/screen`);
  await expect(lead.page.getByRole('button', { name: /^Include/ }).first()).toBeVisible();
  const why = lead.page.getByRole('button', { name: 'Why this one' });
  await expect(why).toHaveAttribute('aria-expanded', 'false');
  await lead.page.keyboard.press('w');
  await expect(why).toHaveAttribute('aria-expanded', 'true');
  await expect(lead.page.locator('eh-why-this-one').getByRole('listitem').first()).toBeVisible();
  await lead.shot('why-this-one');

  await lead.goto(`/reviews/${reviewId}/protocol`);
  await lead.page.getByLabel('Target recall (%)').fill('90');
  await lead.page.getByLabel('Target recall (%)').blur();
  await expect(lead.page.getByLabel('Confidence (%)')).toHaveValue('95');
  await lead.shot('stopping-target');
});
