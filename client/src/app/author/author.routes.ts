import type { Routes } from '@angular/router';
import { withTexts } from '../data/texts';
import type { NavigationItem } from '../ui/navigation';

/** Screens under `/reviews/:reviewId/`. */
export const routes: Routes = [
  {
    path: 'records',
    title: 'author.records.title',
    ...withTexts('author'),
    loadComponent: () => import('./records/records').then((m) => m.Records),
  },
  {
    path: 'records/:citationId',
    title: 'author.record.title',
    ...withTexts('author', 'screening', 'full-text', 'relations'),
    loadComponent: () => import('./records/record').then((m) => m.RecordPage),
  },
  {
    path: 'flow',
    title: 'author.flow.title',
    ...withTexts('author'),
    loadComponent: () => import('./flow/flow').then((m) => m.FlowScreen),
  },
  {
    path: 'agreement',
    title: 'author.agreement.title',
    ...withTexts('author'),
    loadComponent: () => import('./agreement/agreement').then((m) => m.Agreement),
  },
  {
    path: 'methods-text',
    title: 'author.methods.title',
    ...withTexts('author'),
    loadComponent: () => import('./methods/methods').then((m) => m.Methods),
  },
  {
    path: 'exports',
    title: 'author.exports.title',
    ...withTexts('author'),
    loadComponent: () => import('./exports/exports').then((m) => m.Exports),
  },
  {
    path: 'studies',
    title: 'navigation.studies',
    ...withTexts('studies'),
    loadComponent: () => import('./studies/studies').then((m) => m.Studies),
  },
];

export const navigation: NavigationItem[] = [
  {
    path: 'records',
    labelKey: 'navigation.records',
    icon: 'book',
    group: 'records',
    needs: 'outcomes.read',
    order: 10,
  },
  { path: 'flow', labelKey: 'navigation.flow', icon: 'flow', group: 'results', needs: 'flow.read', order: 10 },
  {
    path: 'agreement',
    labelKey: 'author.agreement.title',
    texts: 'author',
    icon: 'check',
    group: 'results',
    needs: 'agreement.read',
    order: 80,
  },
  {
    path: 'methods-text',
    labelKey: 'navigation.methodsText',
    icon: 'note',
    group: 'results',
    needs: 'export.read',
    order: 85,
  },
  {
    path: 'exports',
    labelKey: 'navigation.exports',
    icon: 'export',
    group: 'results',
    needs: 'export.read',
    order: 90,
  },
  {
    path: 'studies',
    labelKey: 'navigation.studies',
    icon: 'studies',
    group: 'records',
    needs: 'studies.read',
    order: 60,
  },
];
