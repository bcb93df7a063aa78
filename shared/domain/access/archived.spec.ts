import { reviewArchived, staysWhileArchived } from './archived';
import { PERMISSIONS, type Permission } from './roles';

describe('an archived review', () => {
  it.each<[Permission, boolean]>([
    ['records.read', true],
    ['export.read', true],
    ['ledger.read', true],
    ['review.archive', true],
    ['review.edit', false],
    ['screening.decide', false],
    ['conflicts.resolve', false],
    ['decisions.import', false],
    ['standing.reopen', false],
    ['team.edit', false],
  ])('%s stays: %s', (permission, stays) => {
    expect(staysWhileArchived(permission)).toBe(stays);
  });

  it('keeps no permission to edit', () => {
    const kept = (Object.keys(PERMISSIONS) as Permission[]).filter(staysWhileArchived);
    expect(kept.filter((permission) => permission.endsWith('.edit'))).toEqual([]);
  });

  it('answers what would change it with a conflict and the way out', () => {
    const refusal = reviewArchived();
    expect(refusal).toMatchObject({ code: 'review_archived', status: 409 });
    expect(refusal.detail).toContain('take it out of the archive');
  });
});
