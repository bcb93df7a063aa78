import type { Routes } from '@angular/router';
import { withTexts } from './data/texts';
import { onlySignedIn, onlySignedOut, onlyWhenSetUpIsNeeded } from './shell/guards';

/**
 * The places outside a review. What lies under `/reviews/:reviewId` is put together in `shell/review.routes.ts` from the
 * personas' own route files, and loaded with the first review that is opened.
 */
export const routes: Routes = [
  {
    path: 'setup',
    title: 'setup.title',
    canActivate: [onlyWhenSetUpIsNeeded],
    loadComponent: () => import('./shell/entrance/set-up').then((m) => m.SetUp),
  },
  {
    path: 'sign-in',
    title: 'signIn.title',
    canActivate: [onlySignedOut],
    loadComponent: () => import('./shell/entrance/sign-in').then((m) => m.SignIn),
  },
  {
    path: 'invitations/:token',
    title: 'invitation.title',
    loadComponent: () => import('./shell/entrance/invitation').then((m) => m.InvitationPage),
  },
  {
    path: 'reset',
    title: 'access.reset.title',
    ...withTexts('access'),
    loadComponent: () => import('./shell/entrance/reset').then((m) => m.ResetPage),
  },
  { path: 'public', loadChildren: () => import('./reader/reader.routes').then((m) => m.publicRoutes) },
  {
    path: 'reviews/:reviewId',
    canMatch: [(_route, segments) => segments[1]?.path !== 'new'],
    canActivate: [onlySignedIn],
    loadChildren: () => import('./shell/review.routes').then((m) => m.reviewRoutes),
  },
  {
    path: '',
    canActivate: [onlySignedIn],
    loadComponent: () => import('./shell/site-frame').then((m) => m.SiteFrame),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'home.title',
        loadComponent: () => import('./shell/home/home').then((m) => m.Home),
      },
      {
        path: 'reviews/new',
        title: 'newReview.title',
        loadComponent: () => import('./shell/home/new-review').then((m) => m.NewReviewPage),
      },
      {
        path: 'account',
        title: 'account.title',
        ...withTexts('access'),
        loadComponent: () => import('./shell/account/account').then((m) => m.AccountPage),
      },
      { path: 'admin', loadChildren: () => import('./admin/admin.routes').then((m) => m.routes) },
      {
        path: '**',
        title: 'notFound.title',
        loadComponent: () => import('./shell/not-found').then((m) => m.NotFound),
      },
    ],
  },
];
