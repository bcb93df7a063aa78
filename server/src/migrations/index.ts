import { Foundation1700000000001 } from './0001-foundation';
import { Screening1700000000002 } from './0002-screening';
import { Reading1700000000003 } from './0003-reading';
import { ProtocolDraft1700000000004 } from './0004-protocol-draft';

/** All migrations, in the order they run. Released ones are never edited. */
export const migrations = [Foundation1700000000001, Screening1700000000002, Reading1700000000003, ProtocolDraft1700000000004];
