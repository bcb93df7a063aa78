import type { Routes } from '@angular/router';
import { routes as author } from '../author/author.routes';
import { routes as lead } from '../lead/lead.routes';
import { routes as librarian } from '../librarian/librarian.routes';
import { routes as reviewer } from '../reviewer/reviewer.routes';
import { ReviewFrame } from './review-frame';

/** What lies under `/reviews/:reviewId`. Persona files hold only lazy screens, so this stays one small chunk. */
export const reviewRoutes: Routes = [
  {
    path: '',
    component: ReviewFrame,
    children: [
      {
        path: '',
        pathMatch: 'full',
        loadComponent: () => import('./review-start').then((m) => m.ReviewStart),
      },
      ...reviewer,
      ...lead,
      ...librarian,
      ...author,
      {
        path: '**',
        title: 'notFound.title',
        loadComponent: () => import('./not-found').then((m) => m.NotFound),
      },
    ],
  },
];
