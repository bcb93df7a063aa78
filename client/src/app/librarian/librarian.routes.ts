import type { Routes } from '@angular/router';
import { withTexts } from '../data/texts';
import type { NavigationItem } from '../ui/navigation';

/** Screens under `/reviews/:reviewId/`. */
export const routes: Routes = [
  {
    path: 'searches',
    title: 'librarian.searches.title',
    ...withTexts('librarian'),
    loadComponent: () => import('./searches/searches').then((m) => m.SearchesScreen),
  },
  { path: 'imports', redirectTo: 'searches' },
  {
    path: 'duplicates',
    title: 'librarian.duplicates.title',
    ...withTexts('librarian', 'relations'),
    loadComponent: () => import('./duplicates/duplicates').then((m) => m.DuplicatesScreen),
  },
  {
    path: 'retrieval',
    title: 'navigation.retrieval',
    ...withTexts('retrieval'),
    loadComponent: () => import('./retrieval/retrieval').then((m) => m.Retrieval),
  },
];

export const navigation: NavigationItem[] = [
  {
    path: 'searches',
    labelKey: 'librarian.searches.title',
    texts: 'librarian',
    icon: 'import',
    group: 'records',
    needs: 'searches.read',
    order: 5,
  },
  {
    path: 'duplicates',
    labelKey: 'navigation.duplicates',
    icon: 'duplicates',
    group: 'records',
    needs: 'duplicates.read',
    order: 20,
  },
  {
    path: 'retrieval',
    labelKey: 'navigation.retrieval',
    icon: 'download',
    group: 'records',
    needs: 'full-text.edit',
    order: 30,
  },
];
