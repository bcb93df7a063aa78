import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test';

const SERVER = join(__dirname, '../dist/server/server/src/main.js');
export const SHOTS = join(__dirname, '../test-results/screenshots');
export const PASSWORD = 'seven quiet reading rooms';

/** The built server on a fresh data folder, which can be killed and started again on the same data. */
export class World {
  private child: ChildProcess | null = null;
  readonly data = mkdtempSync(join(tmpdir(), 'evenhand-journey-'));
  url = '';
  private port = '0';

  constructor(private readonly server = SERVER) {}

  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.server], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        EVENHAND_DATA: this.data,
        EVENHAND_PORT: this.port,
        EVENHAND_LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    this.url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const url = /ready: (\S+)/.exec(said)?.[1];
        if (url) resolve(url);
      });
      child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    });
    // A restarted server is found at the same address.
    this.port = new URL(this.url).port;
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child) return;
    child.removeAllListeners('exit');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    this.child = null;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Somebody at a browser of their own. */
export class Visitor {
  reviewId = '';

  constructor(
    readonly world: World,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly name: string,
  ) {}

  get email(): string {
    return `${this.name.toLowerCase().replaceAll(' ', '.')}@example.org`;
  }

  goto(path: string): Promise<unknown> {
    return this.page.goto(this.world.url + path);
  }

  /** A call of the HTTP API in this person's name: for what a journey needs but is not about. */
  async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await this.context.request.fetch(this.world.url + path, {
      method,
      ...(body === undefined ? {} : { data: body }),
    });
    expect(reply.ok(), `${method} ${path}: ${reply.status()} ${reply.ok() ? '' : await reply.text()}`).toBe(true);
    const text = await reply.text();
    return (text ? JSON.parse(text) : null) as T;
  }

  inReview<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    return this.api<T>(method, `/api/reviews/${this.reviewId}/${path}`, body);
  }

  async shot(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: false });
  }
}

export const newId = (): string => randomUUID();

interface Fixtures {
  world: World;
  /** Opens a browser for somebody; nothing in it may speak to another host or log an error. */
  visitor: (name: string, options?: { phone?: boolean; dark?: boolean }) => Promise<Visitor>;
}

export const test = base.extend<Fixtures>({
  world: async ({ browserName: _ }, use) => {
    const world = new World();
    await world.start();
    await use(world);
    await world.stop();
  },
  visitor: async ({ world, browser }, use) => {
    const contexts: BrowserContext[] = [];
    const strange: string[] = [];
    await use(async (name, options) => {
      const context = await openContext(browser, options);
      contexts.push(context);
      const page = await context.newPage();
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (/^https?:$/.test(url.protocol) && url.origin !== world.url) strange.push(request.url());
      });
      page.on('pageerror', (error) => strange.push(`error on the page of ${name}: ${error.message}`));
      return new Visitor(world, context, page, name);
    });
    for (const context of contexts) await context.close();
    expect(strange, 'no request to another host and no uncaught error').toEqual([]);
  },
});

function openContext(browser: Browser, options: { phone?: boolean; dark?: boolean } = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: options.phone ? { width: 360, height: 640 } : { width: 1280, height: 860 },
    hasTouch: options.phone ?? false,
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
}

export { expect };
export type { Page };
