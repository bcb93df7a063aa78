import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  cpSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { serve } from '../main';
import { AccountsService } from '../people/accounts.service';
import { ConfigSchema, readConfig } from '../platform/config';
import { databaseFile, migrate, newDataSource } from '../platform/database/open';
import { VERSION } from '../platform/version';
import { type Command, type Input, needs, UsageFault } from './command';
import { withApp } from './with-app';

const serveCommand: Command = {
  name: 'serve',
  usage: '',
  summary: 'Bring the database up to date and serve the application',
  examples: ['evenhand serve', 'EVENHAND_PORT=8080 evenhand serve'],
  async run() {
    await serve();
    return Number(process.exitCode ?? 0);
  },
};

const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Bring the database up to date, after a copy of it was kept',
  examples: ['evenhand migrate'],
  async run({ isJson, print }) {
    const ran = await migrate(readConfig());
    print(
      isJson ? JSON.stringify({ migrations: ran }) : ran.length > 0 ? ran.join('\n') : 'The database is up to date.',
    );
    return 0;
  },
};

const userAdd: Command = {
  name: 'user add',
  usage: '--name NAME --email ADDRESS --password-file FILE [--admin]',
  summary: 'Make an account (the password is the first line of the file; - reads standard input)',
  examples: ['evenhand user add --name "Ada Lovelace" --email ada@example.org --password-file secret.txt --admin'],
  options: {
    name: { type: 'string' },
    email: { type: 'string' },
    'password-file': { type: 'string' },
    admin: { type: 'boolean' },
  },
  async run(input) {
    const file = needs(input, 'password-file');
    const password = readFileSync(file === '-' ? 0 : file, 'utf8').split(/\r?\n/)[0] ?? '';
    const person = {
      name: needs(input, 'name'),
      email: needs(input, 'email'),
      password,
      isSiteAdmin: input.values['admin'] === true,
    };
    const account = await withApp((app) => app.get(AccountsService).create(person));
    input.print(input.isJson ? JSON.stringify(account) : `Made the account of ${account.name} (${account.email}).`);
    return 0;
  },
};

/** What a backup holds, with a digest of each file, so that a restore can tell a whole one from a damaged one. */
interface Manifest {
  evenhand: string;
  madeAt: string;
  files: Record<string, string>;
}

const backup: Command = {
  name: 'backup',
  usage: 'FOLDER',
  summary: 'Copy the SQLite database and all files to a new folder, while the server runs',
  examples: ['evenhand backup /backups/2026-11-22'],
  async run({ args, isJson, print }) {
    const target = folderOf(args);
    const config = readConfig();
    if (config.DATABASE_URL) throw new UsageFault('the data is on PostgreSQL: use pg_dump, and copy the DATA folder');
    if (existsSync(target)) throw new UsageFault(`${target} exists already: name a new folder`);
    if (!existsSync(databaseFile(config))) throw new UsageFault(`there is no database in ${config.DATA}`);
    mkdirSync(target, { recursive: true });
    await copyDatabase(databaseFile(config), join(target, 'evenhand.sqlite'));
    const files = join(config.DATA, 'files');
    if (existsSync(files)) cpSync(files, join(target, 'files'), { recursive: true });
    const manifest: Manifest = { evenhand: VERSION, madeAt: new Date().toISOString(), files: digests(target) };
    writeFileSync(join(target, 'manifest.json'), JSON.stringify(manifest, null, 2));
    const count = Object.keys(manifest.files).length;
    print(isJson ? JSON.stringify({ folder: target, files: count }) : `Kept ${count} files in ${target}.`);
    return 0;
  },
};

const restore: Command = {
  name: 'restore',
  usage: 'FOLDER',
  summary: 'Put a backup in place of the data folder, which must hold no database; the server must be stopped',
  examples: ['EVENHAND_DATA=/var/lib/evenhand evenhand restore /backups/2026-11-22'],
  async run({ args, isJson, print }) {
    const source = folderOf(args);
    const config = readConfig();
    const manifestFile = join(source, 'manifest.json');
    if (!existsSync(manifestFile)) throw new UsageFault(`${source} is not a backup: it has no manifest.json`);
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
    const found = digests(source);
    const damaged = Object.entries(manifest.files).find(([name, digest]) => found[name] !== digest);
    if (damaged)
      throw new UsageFault(`the backup is damaged: ${damaged[0]} is missing or was changed. Nothing was restored`);
    if (existsSync(databaseFile(config))) {
      throw new UsageFault(`${config.DATA} holds a database already: move it away first. Nothing was restored`);
    }
    mkdirSync(config.DATA, { recursive: true });
    copyFileSync(join(source, 'evenhand.sqlite'), databaseFile(config));
    if (existsSync(join(source, 'files')))
      cpSync(join(source, 'files'), join(config.DATA, 'files'), { recursive: true });
    await migrate(config);
    print(
      isJson ? JSON.stringify({ folder: config.DATA }) : `Restored the backup of ${manifest.madeAt} to ${config.DATA}.`,
    );
    return 0;
  },
};

/**
 * SQLite's own online copy, page by page: unlike VACUUM it keeps row numbers, on which the text index rests, and it
 * waits for no writer.
 */
function copyDatabase(from: string, to: string): Promise<void> {
  return new Promise((done, fail) => {
    void import('sqlite3').then(({ default: sqlite3 }) => {
      const database = new sqlite3.Database(from, sqlite3.OPEN_READONLY);
      const copy = (
        database as unknown as {
          backup(
            path: string,
            ready: (error: Error | null) => void,
          ): {
            step(pages: number, ready: (error: Error | null) => void): void;
            finish(ready: () => void): void;
          };
        }
      ).backup(to, (error) => {
        if (error) return fail(error);
        copy.step(-1, (stepError) => {
          copy.finish(() => database.close(() => (stepError ? fail(stepError) : done())));
        });
      });
    }, fail);
  });
}

function digests(folder: string, within = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(folder, within)).sort()) {
    const path = within ? `${within}/${name}` : name;
    if (path === 'manifest.json') continue;
    if (statSync(join(folder, path)).isDirectory()) Object.assign(found, digests(folder, path));
    else
      found[path] = createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
  }
  return found;
}

const doctor: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Check settings, folder, room, database and schema, and say what to do',
  examples: ['evenhand doctor', 'evenhand doctor --json'],
  async run(input) {
    const checks: { check: string; ok: boolean; says: string }[] = [];
    const note = (check: string, ok: boolean, says: string) => checks.push({ check, ok, says });
    note('Node', Number(process.versions.node.split('.')[0]) >= 20, process.versions.node);
    const config = readConfig();
    note('Settings', true, 'every EVENHAND_ variable is understood');
    const hasFolder = existsSync(config.DATA);
    note(
      'Data folder',
      hasFolder,
      hasFolder ? config.DATA : `${config.DATA} does not exist yet: the first start makes it`,
    );
    if (hasFolder) {
      const { bavail, bsize } = await statfs(config.DATA);
      const freeMb = Math.floor((bavail * bsize) / 1e6);
      note('Room', freeMb > 500, `${freeMb} MB free${freeMb > 500 ? '' : ': make room before importing'}`);
    }
    if (config.DATABASE_URL || existsSync(databaseFile(config))) {
      const source = await newDataSource(config).initialize();
      try {
        note('Schema', !(await source.showMigrations()), 'migrations: run `evenhand migrate` where this is not ok');
        if (!config.DATABASE_URL) {
          const rows = await source.query<{ quick_check: string }[]>('PRAGMA quick_check');
          note('Database file', rows[0]?.quick_check === 'ok', rows[0]?.quick_check ?? '');
        }
      } finally {
        await source.destroy();
      }
    }
    report(input, checks);
    return checks.every(({ ok }) => ok) ? 0 : 1;
  },
};

function report({ isJson, print }: Input, checks: { check: string; ok: boolean; says: string }[]): void {
  if (isJson) return print(JSON.stringify({ checks }));
  for (const { check, ok, says } of checks) print(`${ok ? 'ok ' : 'NOT'}  ${check}: ${says}`);
}

const configCommand: Command = {
  name: 'config',
  usage: '[--markdown]',
  summary: 'List the settings, their defaults and meaning',
  examples: ['evenhand config', 'evenhand config --markdown'],
  options: { markdown: { type: 'boolean' } },
  run({ values, isJson, print }) {
    const { properties } = z.toJSONSchema(ConfigSchema, { io: 'input' }) as {
      properties: Record<string, { default?: unknown; description?: string }>;
    };
    const rows = Object.entries(properties).map(([key, { default: usual, description = '' }]) => ({
      key: `EVENHAND_${key}`,
      usual: usual === null || usual === undefined ? '' : String(usual),
      description,
    }));
    if (isJson) print(JSON.stringify(rows));
    else if (values['markdown'] === true) {
      print(
        [
          '| Variable | Default | Meaning |',
          '| --- | --- | --- |',
          ...rows.map((r) => `| \`${r.key}\` | ${r.usual && `\`${r.usual}\``} | ${r.description} |`),
        ].join('\n'),
      );
    } else for (const row of rows) print(`${row.key.padEnd(30)} ${row.usual.padEnd(20)} ${row.description}`);
    return Promise.resolve(0);
  },
};

function folderOf(args: readonly string[]): string {
  const [folder] = args;
  if (!folder) throw new UsageFault('name a folder');
  if (basename(folder) === '') throw new UsageFault(`${folder} is not a folder to write to`);
  return resolve(folder);
}

export const serverCommands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  userAdd,
  backup,
  restore,
  doctor,
  configCommand,
];
