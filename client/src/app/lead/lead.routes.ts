import type { Routes } from '@angular/router';
import { withTexts } from '../data/texts';
import type { NavigationItem } from '../ui/navigation';

/** Screens under `/reviews/:reviewId/`. */
export const routes: Routes = [
  {
    path: 'overview',
    title: 'overview.title',
    ...withTexts('overview'),
    loadComponent: () => import('./overview/overview').then((m) => m.Overview),
  },
  {
    path: 'ledger',
    title: 'overview.ledger.title',
    ...withTexts('overview'),
    loadComponent: () => import('./ledger/ledger').then((m) => m.Ledger),
  },
  {
    path: 'settings',
    title: 'navigation.settings',
    ...withTexts('overview'),
    loadComponent: () => import('./settings/settings').then((m) => m.Settings),
  },
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
  {
    path: 'stages',
    title: 'stages.title',
    ...withTexts('stages'),
    loadComponent: () => import('./stages/stages').then((m) => m.StagesScreen),
  },
  {
    path: 'stages/:stageId/rule',
    title: 'stages.title',
    ...withTexts('stages'),
    loadComponent: () => import('./stages/rule-page').then((m) => m.RulePage),
  },
  {
    path: 'stages/:stageId/batches',
    title: 'stages.batches.title',
    ...withTexts('stages'),
    loadComponent: () => import('./stages/batches-page').then((m) => m.BatchesPage),
  },
  {
    path: 'recall',
    title: 'recall.title',
    ...withTexts('recall', 'stages'),
    loadComponent: () => import('./recall/recall').then((m) => m.RecallScreen),
  },
  {
    path: 'recall/second-look',
    title: 'recall.secondLook.title',
    ...withTexts('recall'),
    loadComponent: () => import('./recall/second-look').then((m) => m.SecondLookScreen),
  },
  {
    path: 'team',
    title: 'team.title',
    ...withTexts('team'),
    loadComponent: () => import('./team/team').then((m) => m.Team),
  },
  {
    path: 'conflicts',
    title: 'navigation.conflicts',
    ...withTexts('screening', 'full-text', 'conflicts'),
    loadComponent: () => import('./conflicts/conflicts').then((m) => m.Conflicts),
  },
];

export const navigation: NavigationItem[] = [
  {
    path: 'settings',
    labelKey: 'navigation.settings',
    icon: 'settings',
    group: 'review',
    needs: 'review.edit',
    order: 90,
  },
  {
    path: 'overview',
    labelKey: 'navigation.overview',
    icon: 'overview',
    group: 'run',
    needs: 'progress.read',
    order: 10,
  },
  { path: 'ledger', labelKey: 'navigation.ledger', icon: 'ledger', group: 'review', needs: 'ledger.read', order: 80 },
  {
    path: 'protocol',
    labelKey: 'navigation.protocol',
    icon: 'protocol',
    group: 'run',
    needs: 'protocol.read',
    order: 20,
  },
  { path: 'stages', labelKey: 'navigation.stages', icon: 'stages', group: 'run', needs: 'stages.read', order: 40 },
  {
    path: 'recall',
    labelKey: 'navigation.recall',
    icon: 'synthesis',
    group: 'run',
    needs: 'progress.read',
    order: 45,
  },
  { path: 'team', labelKey: 'navigation.team', icon: 'team', group: 'run', needs: 'team.read', order: 30 },
  {
    path: 'conflicts',
    labelKey: 'navigation.conflicts',
    icon: 'conflict',
    group: 'run',
    needs: 'conflicts.read',
    order: 50,
  },
];
