import pino from 'pino';

/**
 * JSON lines on standard output. Only what is named is logged: never bodies, queries, cookies, tokens, decisions or the
 * text of records.
 */
export const log = pino({
  level: process.env['EVENHAND_LOG_LEVEL'] ?? 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: (error: unknown) => (error instanceof Error ? { name: error.name, stack: error.stack } : {}) },
});
