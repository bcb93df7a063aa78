// The built server as a child on a data folder of its own, and people who talk to it over HTTP.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { root } from '../scripts/lib.mjs';

export const PASSWORD = 'seven quiet reading rooms';

export async function startServer(data) {
  const child = spawn(process.execPath, [join(root, 'dist/server/server/src/main.js')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      EVENHAND_DATA: data,
      EVENHAND_PORT: '0',
      EVENHAND_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /ready: (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    url,
    /** As a power cut would. */
    kill: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', resolve);
        child.kill('SIGKILL');
      }),
    /** Seconds of processor time so far, of all threads; null where the system does not say. */
    processorSeconds() {
      try {
        const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
        return (Number(fields[11]) + Number(fields[12])) / 100;
      } catch {
        return null;
      }
    },
    /** Megabytes held now and at most; null where the system does not say. */
    memory() {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        const mb = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
        return { now: mb('VmRSS'), most: mb('VmHWM') };
      } catch {
        return null;
      }
    },
  };
}

/** Somebody with a session and a connection of their own. */
export class Caller {
  cookie = '';
  agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

  constructor(url) {
    this.url = url;
  }

  async call(method, path, body, headers = {}) {
    const payload = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const reply = await this.send(method, path, payload, {
      ...(payload === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }),
      ...(this.cookie ? { Cookie: this.cookie } : {}),
      ...headers,
    });
    if (reply.status >= 400) {
      throw Object.assign(new Error(`${method} ${path}: ${reply.status} ${reply.text}`), { status: reply.status });
    }
    return reply.text ? JSON.parse(reply.text) : null;
  }

  send(method, path, payload, headers) {
    return new Promise((resolve, reject) => {
      const request = http.request(this.url + path, { method, headers, agent: this.agent }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
          if (cookie) this.cookie = cookie;
          resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() });
        });
        response.on('error', reject);
      });
      request.on('error', (error) => {
        // While this process made records the server may have closed an idle connection; ids make sending again safe.
        const isStale = request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code);
        if (isStale) resolve(this.send(method, path, payload, headers));
        else reject(error);
      });
      request.end(payload);
    });
  }
}

export const newId = () => randomUUID();

/** The value below which so large a share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** Milliseconds that each of so many runs took. */
export async function times(count, work) {
  const taken = [];
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    await work(i);
    taken.push(performance.now() - started);
  }
  return taken;
}
