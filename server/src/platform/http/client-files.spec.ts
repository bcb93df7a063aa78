import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type Express } from 'express';
import request from 'supertest';
import { clientAssets, serveClient } from './client-files';

describe('the files of the client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenhand-client-'));
  let app: Express;

  beforeAll(() => {
    const put = (name: string, text: string | Buffer): void => writeFileSync(join(folder, name), text);
    mkdirSync(join(folder, 'i18n'));
    put('index.html', '<!doctype html><title>Evenhand</title>');
    put('main-ABCDEF12.js', 'console.log("here")');
    put('main-ABCDEF12.js.br', brotliCompressSync('console.log("here")'));
    put('worker-ABCDEF12.js', 'self.onmessage = null');
    put('ngsw-worker.js', 'self.onfetch = null');
    put('i18n/en.json', '{}');
    put('i18n/en.json.br', brotliCompressSync('{}'));
    app = express();
    app.use(clientAssets(folder));
    app.use((_request, response, next) => {
      response.setHeader('Content-Security-Policy', "default-src 'none'");
      next();
    });
    serveClient(app as unknown as NestExpressApplication, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const get = (path: string, encoding = 'br'): request.Test =>
    request(app).get(path).set('Accept-Encoding', encoding).buffer(false);

  it('a hashed script comes compressed, kept for ever, isolated, and without the headers of a page', async () => {
    const { headers, status } = await get('/main-ABCDEF12.js');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    expect(headers).not.toHaveProperty('content-security-policy');
  });

  it('a browser that takes no Brotli gets it plain', async () => {
    const { headers, text } = await request(app).get('/main-ABCDEF12.js').set('Accept-Encoding', 'identity');
    expect(headers).not.toHaveProperty('content-encoding');
    expect(text).toBe('console.log("here")');
  });

  it.each(['/worker-ABCDEF12.js', '/ngsw-worker.js', '/', '/reviews/1/screen', '/i18n/en.json'])(
    '%s carries the policy, since it has a scope of its own or changes under its name',
    async (path) => {
      const { headers, status } = await get(path);
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toBe("default-src 'none'");
    },
  );

  it.each(['/', '/ngsw-worker.js', '/i18n/en.json', '/reviews/1'])('%s is asked for anew every time', async (path) => {
    expect((await get(path)).headers['cache-control']).toBe('no-cache');
  });

  it('a page whose address ends in the number of a record opens again after a reload', async () => {
    const { headers, status } = await get('/reviews/1/records/1cc0b5fb-05bf-4129-95ba-faba3767877e.12');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it.each([
    '/nothing-ABCDEF12.js',
    '/favicon.ico',
    '/api/nothing',
    '/..%2Fsecret-ABCDEF12.js',
    '/main-ABCDEF12.js/..%2f..%2fpackage.json',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
