import type { Routes } from '@angular/router';
import { withTexts } from '../data/texts';
import type { NavigationItem } from '../ui/navigation';

/** Screens under `/reviews/:reviewId/`. */
export const routes: Routes = [
  {
    path: 'screen',
    title: 'navigation.screen',
    ...withTexts('screening'),
    loadComponent: () => import('./screening/screen').then((m) => m.Screen),
  },
  {
    path: 'my-votes',
    title: 'navigation.myVotes',
    ...withTexts('screening'),
    loadComponent: () => import('./my-votes/my-votes').then((m) => m.MyVotes),
  },
  {
    path: 'full-text',
    title: 'navigation.fullText',
    ...withTexts('screening', 'full-text'),
    loadComponent: () => import('./full-text/full-text').then((m) => m.FullText),
  },
];

export const navigation: NavigationItem[] = [
  {
    path: 'screen',
    labelKey: 'navigation.screen',
    icon: 'screen',
    group: 'mine',
    needs: 'screening.decide',
    order: 10,
  },
  {
    path: 'my-votes',
    labelKey: 'navigation.myVotes',
    icon: 'votes',
    group: 'mine',
    needs: 'screening.decide',
    order: 20,
  },
  {
    path: 'full-text',
    labelKey: 'navigation.fullText',
    icon: 'full-text',
    group: 'mine',
    needs: 'screening.decide',
    order: 15,
  },
];
