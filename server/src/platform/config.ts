import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';

/**
 * Everything that can be set from outside, as `EVENHAND_<KEY>`. A secret may be given as `EVENHAND_<KEY>_FILE`, the path
 * of a file that holds it. The table in docs/self-hosting.md is printed from this schema (`evenhand config --markdown`).
 */
export const ConfigSchema = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3080).describe('Port to listen on'),
  DATA: z.string().default('data').describe('Folder for the database, full texts, uploads and backups'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .nullable()
    .default(null)
    .describe('PostgreSQL address; without it one SQLite file in DATA'),
  PUBLIC_URL: z
    .url()
    .nullable()
    .default(null)
    .describe('Address under which people reach the server; https turns on secure cookies'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0).describe('Reverse proxies in front of the server'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('Lowest level logged'),
  MAIL_URL: z.string().nullable().default(null).describe('smtp:// address; without it invitations are links to copy'),
  MAIL_FROM: z.string().default('evenhand@localhost').describe('Sender of mails'),
  WORKERS: z.coerce.number().int().min(1).max(32).default(1).describe('Worker threads for imports and duplicates'),
  MAX_UPLOAD_MB: z.coerce.number().min(1).max(2048).default(400).describe('Largest file taken in, in megabytes'),
  SESSION_IDLE_HOURS: z.coerce.number().min(0.01).max(720).default(8).describe('A session ends after so long unused'),
  SESSION_MAX_DAYS: z.coerce.number().min(0.01).max(90).default(7).describe('A session ends after so long in any case'),
});
export type Config = z.infer<typeof ConfigSchema>;
export const CONFIG = Symbol('Config');

/** A setting that cannot be used; the start stops with it. */
export class ConfigFault extends Error {}

/** Reads the environment. @throws ConfigFault naming the key, the fault and the remedy. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given: Record<string, string> = {};
  for (const key of Object.keys(ConfigSchema.shape)) {
    const direct = env[`EVENHAND_${key}`];
    const file = env[`EVENHAND_${key}_FILE`];
    if (direct !== undefined && file !== undefined) {
      throw new ConfigFault(`EVENHAND_${key} and EVENHAND_${key}_FILE are both set: keep one of them`);
    }
    if (direct !== undefined && direct !== '') given[key] = direct;
    if (file) {
      try {
        given[key] = readFileSync(file, 'utf8').trim();
      } catch {
        throw new ConfigFault(`EVENHAND_${key}_FILE names a file that cannot be read: ${file}`);
      }
    }
  }
  const known = new Set(Object.keys(ConfigSchema.shape).flatMap((k) => [`EVENHAND_${k}`, `EVENHAND_${k}_FILE`]));
  const unknown = Object.keys(env).find((k) => k.startsWith('EVENHAND_') && !known.has(k));
  if (unknown) throw new ConfigFault(`${unknown} is not a setting of Evenhand: see docs/self-hosting.md`);
  const result = ConfigSchema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new ConfigFault(`EVENHAND_${String(issue?.path[0])}: ${issue?.message ?? 'cannot be used'}`);
  }
  return { ...result.data, DATA: resolve(result.data.DATA) };
}
