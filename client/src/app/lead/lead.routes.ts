import type { Routes } from '@angular/router';
import { withTexts } from '../data/texts';
import type { NavigationItem } from '../ui/navigation';

/** Screens under `/reviews/:reviewId/`. */
export const routes: Routes = [
  {
    path: 'protocol',
    title: 'protocol.title',
    ...withTexts('protocol'),
    loadComponent: () => import('./protocol/protocol').then((m) => m.Protocol),
  },
  {
    path: 'protocol/versions',
    title: 'protocol.versions.title',
    ...withTexts('protocol'),
    loadComponent: () => import('./protocol/versions').then((m) => m.Versions),
  },
  {
    path: 'protocol/versions/:version',
    title: 'protocol.title',
    ...withTexts('protocol'),
    loadComponent: () => import('./protocol/version-page').then((m) => m.VersionPage),
  },
];

export const navigation: NavigationItem[] = [
  {
    path: 'protocol',
    labelKey: 'navigation.protocol',
    icon: 'protocol',
    group: 'run',
    needs: 'protocol.read',
    order: 20,
  },
];
