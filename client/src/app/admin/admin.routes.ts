import type { Routes } from '@angular/router';
import { withTexts } from '../data/texts';

/** Screens of the host under `/admin/`, inside the site frame. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'access.accounts.title',
    ...withTexts('access'),
    loadComponent: () => import('./accounts/accounts').then((m) => m.Accounts),
  },
];
