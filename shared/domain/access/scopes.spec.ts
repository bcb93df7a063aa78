import { PERMISSIONS, type Permission } from './roles';
import { SCOPE_OF, SCOPES, type Scope, scopesAllow, scopesAllowOutside } from './scopes';

const permissions = Object.keys(PERMISSIONS) as Permission[];

describe('scopes of API tokens', () => {
  it('every permission has a scope, and the table names no other', () => {
    expect(Object.keys(SCOPE_OF).sort()).toEqual([...permissions].sort());
  });

  it('no permission to change something is had for reading alone', () => {
    const forReading = permissions.filter((permission) => scopesAllow(['read'], permission));
    expect(forReading.filter((permission) => !permission.endsWith('.read'))).toEqual([]);
  });

  it.each<[Scope, Permission, boolean, string]>([
    ['read', 'progress.read', true, 'a dashboard reads progress'],
    ['read', 'export.read', false, 'taking the data out is its own right'],
    ['read', 'screening.decide', false, 'a reading script cannot vote'],
    ['decide', 'screening.decide', true, 'an own screening client votes'],
    ['decide', 'stages.edit', false, 'but does not change the rules of the stage'],
    ['import', 'searches.edit', true, 'a scheduled search brings records in'],
    ['import', 'conflicts.resolve', false, 'but settles nothing'],
    ['export', 'export.read', true, 'a backup takes the archive'],
    ['export', 'records.edit', false, 'but changes nothing'],
    ['all', 'review.archive', true, 'all is all that the account may do'],
  ])('%s and %s: %s, since %s', (scope, permission, isAllowed) => {
    expect(scopesAllow([scope], permission)).toBe(isAllowed);
  });

  it('a token without scopes opens nothing; all opens everything', () => {
    expect(permissions.some((permission) => scopesAllow([], permission))).toBe(false);
    expect(permissions.every((permission) => scopesAllow(['all'], permission))).toBe(true);
  });

  it('read changes nothing, even where a role that reads may', () => {
    expect(scopesAllow(['read'], 'team.read', true)).toBe(true);
    expect(scopesAllow(['read'], 'team.read', false)).toBe(false);
    expect(scopesAllow(['decide'], 'screening.decide', false)).toBe(true);
    expect(scopesAllow(['export'], 'export.read', false)).toBe(true);
  });

  it('a permission that the table does not know needs all', () => {
    const unknown = 'maps.publish' as Permission;
    expect(SCOPES.filter((scope) => scopesAllow([scope], unknown))).toEqual(['all']);
  });

  it('outside reviews reading needs read, and opening a review needs all', () => {
    expect(SCOPES.filter((scope) => scopesAllowOutside([scope], true))).toEqual(['read', 'all']);
    expect(SCOPES.filter((scope) => scopesAllowOutside([scope], false))).toEqual(['all']);
  });
});
