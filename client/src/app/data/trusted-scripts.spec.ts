import { ownWorker } from './trusted-scripts';

describe('which scripts may run as workers', () => {
  const here = 'https://review.example.org';

  it.each(['/ngsw-worker.js', '/worker-37OOC7B3.js', `${here}/worker-37OOC7B3.js`])('%s may', (url) => {
    expect(ownWorker(url, here)).toBe(new URL(url, here).href);
  });

  it.each([
    'https://evil.example/ngsw-worker.js',
    '//evil.example/worker-37OOC7B3.js',
    '/api/reviews/1/files/ngsw-worker.js',
    '/uploads/worker-37OOC7B3.js',
    '/worker-37OOC7B3.js.map',
    'data:text/javascript,alert(1)',
    'blob:https://review.example.org/1',
    'javascript:alert(1)',
    'http://[',
  ])('%s may not', (url) => {
    expect(ownWorker(url, here)).toBeNull();
  });
});
