import type { Permission } from './roles';

/** What an API token may be used for; `all` is everything that its account may do in reviews. */
export const SCOPES = ['read', 'decide', 'import', 'export', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * The one table from which the scope of a route follows: what a token must carry to use a permission. Reading is told
 * from working at a queue, so that a script that reports progress cannot vote, and one that votes cannot take the data out.
 */
export const SCOPE_OF = {
  'review.read': 'read',
  'review.edit': 'all',
  'review.archive': 'all',
  'protocol.read': 'read',
  'protocol.edit': 'all',
  'team.read': 'read',
  'team.edit': 'all',
  'stages.read': 'read',
  'stages.edit': 'all',
  'searches.read': 'read',
  'searches.edit': 'import',
  'records.read': 'read',
  'records.edit': 'import',
  'duplicates.read': 'read',
  'duplicates.edit': 'import',
  'screening.decide': 'decide',
  'conflicts.read': 'decide',
  'conflicts.resolve': 'decide',
  'decisions.import': 'all',
  'standing.reopen': 'all',
  'outcomes.read': 'read',
  'progress.read': 'read',
  'agreement.read': 'read',
  'full-text.read': 'read',
  'full-text.edit': 'import',
  'studies.read': 'read',
  'studies.edit': 'all',
  'flow.read': 'read',
  'export.read': 'export',
  'ledger.read': 'export',
  'jobs.read': 'read',
  'events.read': 'read',
} as const satisfies Record<Permission, Scope>;

/**
 * Whether a token with these scopes may use the permission, to read or to change something; `read` never changes
 * anything, and a permission that the table does not know needs `all`.
 */
export function scopesAllow(scopes: readonly Scope[], permission: Permission, isReading = true): boolean {
  if (scopes.includes('all')) return true;
  const needed: Scope | undefined = SCOPE_OF[permission];
  return needed !== undefined && (isReading || needed !== 'read') && scopes.includes(needed);
}

/** Outside reviews a token lists what its account belongs to (`read`); to open anything new it needs `all`. */
export function scopesAllowOutside(scopes: readonly Scope[], isReading: boolean): boolean {
  return scopes.includes('all') || (isReading && scopes.includes('read'));
}
