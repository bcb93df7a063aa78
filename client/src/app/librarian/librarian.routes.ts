import type { Routes } from '@angular/router';
import { withTexts } from '../data/texts';
import type { NavigationItem } from '../ui/navigation';

/** Screens under `/reviews/:reviewId/`. */
export const routes: Routes = [
  {
    path: 'retrieval',
    title: 'navigation.retrieval',
    ...withTexts('retrieval'),
    loadComponent: () => import('./retrieval/retrieval').then((m) => m.Retrieval),
  },
];

export const navigation: NavigationItem[] = [
  {
    path: 'retrieval',
    labelKey: 'navigation.retrieval',
    icon: 'download',
    group: 'records',
    needs: 'full-text.edit',
    order: 30,
  },
];
