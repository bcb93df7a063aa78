import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Ends the script with a sentence instead of a stack. */
export function stop(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

export const say = (message) => process.stdout.write(`\n> ${message}\n`);

/** Runs a command in the repository, its output shown; answers whether it succeeded. */
export const run = (command, args, env) => statusOf(command, args, env) === 0;

/** The same, answering the exit code; 1 where a signal ended it. */
export function statusOf(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return result.status ?? 1;
}

export const runNpm = (script, env) => run(npm, ['run', '--silent', script], env);

/** Starts a command and leaves it running. */
export const start = (command, args, env = {}) =>
  spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });

/** Starts a command together with all that it starts in turn; `end` ends the whole of it, not only the command. */
export function startGroup(command, args) {
  if (process.platform === 'win32') {
    const child = start(command, args);
    return { end: (signal) => child.kill(signal) };
  }
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', detached: true });
  return {
    end(signal) {
      try {
        process.kill(-child.pid, signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    },
  };
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Evenhand needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`);
  }
}

/** Installs the packages of the lock file when they are missing or the lock file changed. */
export function ensurePackages() {
  const stamp = join(root, 'node_modules', '.evenhand-lock');
  const lock = digestOf(['package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing packages (once; two to five minutes, longer where SQLite is compiled)');
  // Where no prebuilt SQLite can be had it is compiled; -O1 halves the wait and costs little, the time being in fsync.
  const ok = run(npm, ['ci', '--no-audit', '--no-fund'], { CFLAGS: process.env.CFLAGS ?? '-O1 -w' });
  if (!ok)
    stop('The packages could not be installed. The lines above say why; check the network and run the command again.');
  writeFileSync(stamp, lock);
}

const SOURCES = {
  server: ['server/src', 'shared', 'server/tsconfig.json', 'tsconfig.base.json', 'nest-cli.json', 'package-lock.json'],
  client: ['client', 'shared', 'angular.json', 'tsconfig.base.json', 'package-lock.json'],
};

/** Builds what is older than its sources, of the parts that are needed. */
export function ensureBuilt(parts = Object.keys(SOURCES)) {
  for (const part of parts) {
    const stamp = join(root, 'dist', `.${part}`);
    const digest = digestOf(SOURCES[part]);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) continue;
    say(`Building the ${part} (about ${part === 'server' ? 'fifteen seconds' : 'half a minute'})`);
    if (!runNpm(`build:${part}`)) stop(`The ${part} could not be built. The lines above say why.`);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, digest);
  }
}

function digestOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(join(path, name));
      return;
    }
    if (path.endsWith('.spec.ts')) return;
    hash.update(path).update(readFileSync(full));
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

/** A Chromium to test with: the one named, one on the PATH, or the one from the npm package. */
export async function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = spawnSync('which', [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing a browser for the journeys (Debian package chromium)');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
    const found = spawnSync('which', ['chromium'], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  say('Unpacking a browser for the journeys (npm package @sparticuz/chromium)');
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
