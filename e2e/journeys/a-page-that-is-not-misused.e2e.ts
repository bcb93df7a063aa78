import { setsUpTheServer } from '../personas/host';
import { expect, test } from '../world';

test('the browser runs our own workers, and no text as a script', async ({ visitor }) => {
  const host = await visitor('Hanna Host');
  const said: string[] = [];
  host.page.on('console', (message) => said.push(message.text()));
  await setsUpTheServer(host);
  const tries = await host.page.evaluate(async () => {
    const listed = (await (await fetch('/ngsw.json')).json()) as { assetGroups: { urls: string[] }[] };
    const own = listed.assetGroups.flatMap(({ urls }) => urls).find((url) => url.startsWith('/worker-')) ?? '';
    const isRefused = (work: () => unknown): boolean => {
      try {
        work();
        return false;
      } catch {
        return true;
      }
    };
    const pdfWorker = await new Promise<string>((resolve) => {
      const worker = new Worker(own, { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<{ action?: string }>) => resolve(data.action ?? '');
      worker.onerror = () => resolve('failed');
    });
    return {
      pdfWorker,
      isolated: crossOriginIsolated,
      markup: isRefused(() => (document.createElement('div').innerHTML = '<b>x</b>')),
      script: isRefused(() => (document.createElement('script').src = '/ngsw.json')),
      foreignWorker: isRefused(() => new Worker('data:text/javascript,0')),
      anyFile: isRefused(() => new Worker('/api/session')),
      evaluated: isRefused(() => (0, eval)('1')),
    };
  });
  expect(tries).toEqual({
    pdfWorker: 'ready',
    isolated: true,
    markup: true,
    script: true,
    foreignWorker: true,
    anyFile: true,
    evaluated: true,
  });
  expect(said.filter((text) => /Permissions-Policy|unrecognized|Unrecognized feature/i.test(text))).toEqual([]);
});
