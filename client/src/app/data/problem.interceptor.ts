import { type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, tap, throwError } from 'rxjs';
import { Connection } from './connection';
import { ANSWERS_401, problemFrom } from './problem';
import { SessionState } from './session';

/**
 * Turns failures into `Problem`s. A 401 does not fail: the request waits while the person signs in again over the
 * screen they were on, and is then sent once more. Writes carry their own id, so nothing happens twice.
 */
export const problems: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/')) return next(request);
  const session = inject(SessionState);
  const connection = inject(Connection);
  return next(request).pipe(
    tap((event) => {
      // The stream begins with "sent", which says nothing of whether anything will come back.
      if (event instanceof HttpResponse) connection.succeeded();
    }),
    catchError((error: unknown) => {
      const problem = problemFrom(error);
      if (problem.status === 0) connection.failed();
      else if (problem.status > 0) connection.succeeded();
      if (problem.status !== 401 || request.context.get(ANSWERS_401) || !session.account()) {
        return throwError(() => problem);
      }
      return from(session.signedInAgain()).pipe(switchMap(() => next(request)), catchError((again) => throwError(() => problemFrom(again))));
    }),
  );
};
