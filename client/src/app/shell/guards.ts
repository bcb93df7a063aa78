import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { SessionState } from '../data/session';

/** Sends a stranger to the sign-in, and back here afterwards; a new server to its set-up. */
export const onlySignedIn: CanActivateFn = (_route, state) => {
  const session = inject(SessionState);
  if (session.account() || session.unreachable()) return true;
  const router = inject(Router);
  if (session.setupNeeded()) return router.parseUrl('/setup');
  return router.createUrlTree(['/sign-in'], state.url === '/' ? {} : { queryParams: { to: state.url } });
};

export const onlySignedOut: CanActivateFn = () => {
  const session = inject(SessionState);
  if (session.setupNeeded()) return inject(Router).parseUrl('/setup');
  return session.account() ? inject(Router).parseUrl('/') : true;
};

export const onlyWhenSetUpIsNeeded: CanActivateFn = () =>
  inject(SessionState).setupNeeded() || inject(Router).parseUrl('/');
