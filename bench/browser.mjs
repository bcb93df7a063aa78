// From the key to the next record painted, and the bytes of a first visit from sign-in to Home, in a real browser.
import { spawnSync } from 'node:child_process';
import { PASSWORD, quantile } from './server.mjs';

export function browserPath() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const found = spawnSync('which', ['chromium'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

export async function measureBrowser(executablePath, url, reviewId, email, keys) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, serviceWorkers: 'block' });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${url}/`);
    await page.waitForLoadState('networkidle');
    const firstLoadBytes = bytes;
    await page.goto(`${url}/reviews/${reviewId}/screen`, { waitUntil: 'networkidle' });
    await page.waitForSelector('h1, h2');
    const samples = () => page.evaluate(() => globalThis.__evenhandPerf?.samples.length ?? 0);
    for (let i = 0; i < keys; i++) {
      const before = await samples();
      await page.keyboard.press('i');
      for (let wait = 0; wait < 60 && (await samples()) === before; wait++) await page.waitForTimeout(10);
      await page.waitForTimeout(40);
    }
    const ms = await page.evaluate(() => (globalThis.__evenhandPerf?.samples ?? []).map((sample) => sample.ms));
    return { firstLoadBytes, presses: ms.length, p50: quantile(ms, 0.5), p95: quantile(ms, 0.95) };
  } finally {
    await browser.close();
  }
}
