import { Foundation1700000000001 } from './0001-foundation';
import { Screening1700000000002 } from './0002-screening';

/** All migrations, in the order they run. Released ones are never edited. */
export const migrations = [Foundation1700000000001, Screening1700000000002];
