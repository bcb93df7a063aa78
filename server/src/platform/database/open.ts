import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from '../../entities';
import { migrations } from '../../migrations';
import type { Config } from '../config';
import type { Database } from './database';
import { PostgresDatabase } from './postgres-database';
import { SqliteDatabase } from './sqlite-database';
import { sqliteDriver } from './sqlite-driver';

/** The folder or the settings of the database cannot be used as they are. */
export class DatabaseFault extends Error {}

export const databaseFile = (config: Pick<Config, 'DATA'>): string => join(config.DATA, 'evenhand.sqlite');

const READERS = 3;
/** Pages held, so that inserts into the indexes of a large review do not read and write the same pages over and over. */
const WRITER_CACHE_KB = 32_000;
const READER_CACHE_KB = 8_000;
const shared = { entities, migrations, migrationsTransactionMode: 'each', synchronize: false, logging: false } as const;

function sqliteSource(database: string): DataSource {
  return new DataSource({ ...shared, type: 'sqlite', database, driver: sqliteDriver } satisfies DataSourceOptions);
}

function postgresSource(url: string): DataSource {
  return new DataSource({ ...shared, type: 'postgres', url, poolSize: 12 } satisfies DataSourceOptions);
}

/** A source for one connection, not yet opened: for migrations, drift checks and the command line. */
export function newDataSource(config: Pick<Config, 'DATA' | 'DATABASE_URL'>): DataSource {
  return config.DATABASE_URL ? postgresSource(config.DATABASE_URL) : sqliteSource(databaseFile(config));
}

/** Brings the schema up to date; an existing SQLite file is copied beside itself first. Answers what was run. */
export async function migrate(config: Pick<Config, 'DATA' | 'DATABASE_URL'>): Promise<string[]> {
  mkdirSync(join(config.DATA, 'backups'), { recursive: true });
  const file = databaseFile(config);
  const existed = !config.DATABASE_URL && existsSync(file);
  const source = newDataSource(config);
  await source.initialize();
  try {
    if (source.options.type === 'postgres') await source.query('SELECT pg_advisory_lock(727001)');
    if ((await source.showMigrations()) === false) return [];
    if (existed) {
      await source.query('PRAGMA wal_checkpoint(TRUNCATE)');
      const stamp = new Date().toISOString().replace(/[:.]/g, '-');
      copyFileSync(file, join(config.DATA, 'backups', `before-migration-${stamp}.sqlite`));
    }
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** Opens the database behind its one seam. The schema must be up to date (`migrate`). */
export async function openDatabase(config: Pick<Config, 'DATA' | 'DATABASE_URL'>): Promise<{
  database: Database;
  source: DataSource;
}> {
  if (config.DATABASE_URL) {
    const source = await postgresSource(config.DATABASE_URL).initialize();
    return { database: new PostgresDatabase(source), source };
  }
  const file = databaseFile(config);
  const writer = await sqliteConnection(file, false);
  const readers: DataSource[] = [];
  for (let i = 0; i < READERS; i++) readers.push(await sqliteConnection(file, true));
  return { database: new SqliteDatabase(writer, readers), source: writer };
}

/** @throws DatabaseFault when a setting that durability hangs on does not read back as set. */
async function sqliteConnection(file: string, isReader: boolean): Promise<DataSource> {
  const source = await sqliteSource(file).initialize();
  const pragmas: [string, string, string | number][] = [
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['foreign_keys', 'ON', 1],
    ['busy_timeout', '5000', 5000],
    ['query_only', isReader ? 'ON' : 'OFF', isReader ? 1 : 0],
    ['cache_size', `-${isReader ? READER_CACHE_KB : WRITER_CACHE_KB}`, isReader ? -READER_CACHE_KB : -WRITER_CACHE_KB],
  ];
  for (const [name, value, expected] of pragmas) {
    await source.query(`PRAGMA ${name} = ${value}`);
    const rows = await source.query<Record<string, string | number>[]>(`PRAGMA ${name}`);
    const actual = Object.values(rows[0] ?? {})[0];
    if (actual !== expected) {
      await source.destroy();
      throw new DatabaseFault(`SQLite does not keep ${name} = ${value} (it says ${actual}) on ${file}`);
    }
  }
  return source;
}
