import { Foundation1700000000001 } from './0001-foundation';

/** All migrations, in the order they run. Released ones are never edited. */
export const migrations = [Foundation1700000000001];
