import type { Permission } from '@shared/domain/access/roles';
import type { IconName } from './icon';

/** The sections of a review's navigation, in this order. Their words are `navigation.groups.*`. */
export const GROUPS = ['mine', 'run', 'records', 'results', 'review'] as const;
export type NavigationGroup = (typeof GROUPS)[number];

/** One entry of a review's navigation; also a command of the palette. */
export interface NavigationItem {
  /** Below `/reviews/:reviewId/`, without a leading slash. */
  path: string;
  /** Text key. `navigation.*` in the root file holds the usual ones; another scope is named in `texts`. */
  labelKey: string;
  /** Scope to load before the label can be shown, where the key is not in the root file. */
  texts?: string;
  icon: IconName;
  group: NavigationGroup;
  /** Shown to those who hold one of these; to everyone when left out. */
  needs?: Permission | readonly Permission[];
  /** Order inside its group, small first; 50 when left out. */
  order?: number;
}

export interface NavigationSection {
  group: NavigationGroup;
  items: NavigationItem[];
}

/** The items that someone with these permissions may open, by group and order; empty groups are left out. */
export function sectionsFor(items: readonly NavigationItem[], permissions: readonly string[]): NavigationSection[] {
  const held = new Set(permissions);
  const allowed = items.filter(({ needs }) => !needs || [needs].flat().some((permission) => held.has(permission)));
  return GROUPS.map((group) => ({
    group,
    items: allowed.filter((item) => item.group === group).sort((a, b) => (a.order ?? 50) - (b.order ?? 50)),
  })).filter(({ items }) => items.length > 0);
}
