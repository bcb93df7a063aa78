/** Roles of a member in one review; a person may hold several. */
export const ROLES = [
  'owner',
  'lead',
  'librarian',
  'reviewer',
  'adjudicator',
  'extractor',
  'author',
  'viewer',
] as const;
export type Role = (typeof ROLES)[number];

const everyone = ROLES;
const leads: readonly Role[] = ['owner', 'lead'];
/** Those who see outcomes of finished citations: everyone but the plain reviewer, whose view stays their own. */
const outcomes: readonly Role[] = ['owner', 'lead', 'librarian', 'adjudicator', 'extractor', 'author', 'viewer'];

/**
 * The one policy: what may be done in a review, and by which roles. Routes name a permission from here and nothing else;
 * screens ask the same table.
 */
export const PERMISSIONS = {
  'review.read': everyone,
  'review.edit': leads,
  'review.archive': ['owner'],
  'protocol.read': everyone,
  'protocol.edit': leads,
  'team.read': everyone,
  'team.edit': leads,
  'stages.read': everyone,
  'stages.edit': leads,
  'searches.read': outcomes,
  'searches.edit': ['owner', 'lead', 'librarian'],
  'records.read': everyone,
  'records.edit': ['owner', 'lead', 'librarian'],
  'duplicates.read': ['owner', 'lead', 'librarian'],
  'duplicates.edit': ['owner', 'lead', 'librarian'],
  'screening.decide': ['reviewer'],
  'conflicts.read': ['adjudicator', 'reviewer'],
  'conflicts.resolve': ['adjudicator'],
  'decisions.import': leads,
  'standing.reopen': leads,
  'outcomes.read': outcomes,
  'progress.read': leads,
  'agreement.read': ['owner', 'lead', 'author'],
  'full-text.read': ['owner', 'lead', 'librarian', 'reviewer', 'adjudicator', 'extractor', 'author'],
  'full-text.edit': ['owner', 'lead', 'librarian', 'reviewer'],
  'studies.read': outcomes,
  'studies.edit': ['owner', 'lead', 'extractor', 'author'],
  'flow.read': outcomes,
  'export.read': ['owner', 'lead', 'librarian', 'author'],
  'ledger.read': leads,
  'jobs.read': everyone,
  'events.read': everyone,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function mayDo(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}

export function permissionsOf(roles: readonly Role[]): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => mayDo(roles, permission));
}
