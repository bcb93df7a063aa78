import { existsSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { ISOLATION } from './security-headers';

/** Names that change with their content, so that a copy is good for ever. */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;
/** A worker is a global scope of its own and needs the whole policy; other scripts live under that of their page. */
const WORKER = /(^|\/)worker-[A-Z0-9]{8}\.js$/;
/** What asks for a file rather than for a page. Records are numbered `….12` in the addresses of their pages. */
const FILE = /\.[A-Za-z]\w*$/;
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Where the built client lies, beside the built server or in the source tree. */
export function clientFolder(): string {
  const beside = join(__dirname, '../../../../../client/browser');
  return existsSync(beside) ? beside : join(process.cwd(), 'dist/client/browser');
}

/**
 * The hashed scripts, styles and fonts of the client, for ever cacheable. They are neither pages nor workers, so page
 * headers would say nothing on them, and at forty files a first visit would cost 30 kB more.
 */
export function clientAssets(folder: string): RequestHandler {
  const files = filesIn(folder);
  return (request: Request, response: Response, next: NextFunction): void => {
    const path = request.path.slice(1);
    const isAsset = request.method === 'GET' && HASHED.test(path) && !WORKER.test(path) && files.has(path);
    if (!isAsset) return next();
    for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value);
    send(request, response, { folder, path, files });
  };
}

/** Everything else of the client: workers, texts, icons, and the page itself for every path that is not the API's. */
export function serveClient(app: NestExpressApplication, folder: string): void {
  if (!existsSync(folder)) return;
  const files = filesIn(folder);
  const page = join(folder, 'index.html');
  app.use((request: Request, response: Response, next: NextFunction): void => {
    const path = request.path.slice(1);
    if (request.method !== 'GET' || !files.has(`${path}.br`)) return next();
    send(request, response, { folder, path, files });
  });
  app.use(
    express.static(folder, {
      index: false,
      setHeaders: (response: Response, path: string) => response.setHeader('Cache-Control', cacheOf(path)),
    }),
  );
  app.use((request: Request, response: Response, next: NextFunction): void => {
    const isPage = request.method === 'GET' && !/^\/(api|health)(\/|$)/.test(request.path) && !FILE.test(request.path);
    if (!isPage) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
}

/** Sends a file; compressed, where the build left a compressed copy beside it and the browser takes one. */
function send(
  request: Request,
  response: Response,
  { folder, path, files }: { folder: string; path: string; files: ReadonlySet<string> },
): void {
  response.setHeader('Cache-Control', cacheOf(path));
  const type = TYPES[extname(path)];
  if (type) response.setHeader('Content-Type', type);
  if (files.has(`${path}.br`)) {
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('br') === 'br') {
      response.setHeader('Content-Encoding', 'br');
      return response.sendFile(join(folder, `${path}.br`), { lastModified: false, cacheControl: false });
    }
  }
  response.sendFile(join(folder, path), { lastModified: false, cacheControl: false });
}

const cacheOf = (path: string): string => (HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');

function filesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Set(found.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')));
}
