import { AxeBuilder } from '@axe-core/playwright';
import { setsUpTheServer } from '../personas/host';
import { expect, type Page, test, type Visitor } from '../world';

const SCREENS = [
  'screen',
  'my-votes',
  'overview',
  'protocol',
  'stages',
  'recall',
  'team',
  'conflicts',
  'ledger',
  'searches',
  'duplicates',
  'retrieval',
  'records',
  'flow',
  'agreement',
  'studies',
  'exports',
  'methods-text',
];

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

async function isThere(visitor: Visitor): Promise<boolean> {
  await visitor.page.waitForLoadState('networkidle');
  return (await visitor.page.getByText('There is nothing at this address.').count()) === 0;
}

for (const [look, size] of [
  ['light', { width: 1280, height: 860 }],
  ['dark', { width: 1280, height: 860 }],
  ['light', { width: 320, height: 640 }],
  ['dark', { width: 320, height: 640 }],
] as const) {
  test(`axe finds nothing on any screen, ${look}, ${size.width} px wide`, async ({ visitor }) => {
    test.setTimeout(180_000);
    const host = await visitor('Eve Everybody', { dark: look === 'dark' });
    await host.page.setViewportSize(size);
    await setsUpTheServer(host);
    const found: Record<string, string[]> = { home: await faults(host.page) };
    const { reviewId } = await host.api<{ reviewId: string }>('POST', '/api/practice', { id: crypto.randomUUID() });
    for (const screen of SCREENS) {
      await host.goto(`/reviews/${reviewId}/${screen}`);
      expect(await isThere(host), `${screen} exists`).toBe(true);
      await host.shot(`${screen}-${look}-${size.width}`);
      found[screen] = await faults(host.page);
      const overflow = await host.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) found[screen].push(`scrolls sideways by ${overflow} px`);
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
  });
}
