import { type HttpInterceptorFn, HttpParams, type HttpRequest, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, tap, throwError } from 'rxjs';
import { DeviceStore } from './device-store';
import { Problem } from './problem';

/** What a reader needs in order to go on without a network: their reviews, one of them, its stages and protocol, their own votes. */
const KEPT = /^\/api\/reviews(\/[\w-]+(\/(stages|protocol|preferences|decisions\/mine))?)?$/;

/**
 * Keeps the last answers to those questions on the device and gives them again while the server cannot be reached. With
 * an answer from the server nothing changes. Requests to the API go past the service worker, which keeps none of them.
 */
export const keptAnswers: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/')) return next(request);
  const direct = request.clone({ setHeaders: { 'ngsw-bypass': 'true' } });
  if (!isKept(request)) return next(direct);
  const store = inject(DeviceStore);
  return next(direct).pipe(
    tap((event) => {
      if (event instanceof HttpResponse) void store.keepAnswer(request.urlWithParams, event.body);
    }),
    catchError((error: unknown) => {
      if (!isUnreachable(error)) return throwError(() => error);
      return from(store.answer(request.urlWithParams)).pipe(
        switchMap((kept) => {
          if (!kept) return throwError(() => error);
          return [new HttpResponse({ status: 200, url: request.urlWithParams, body: kept.body })];
        }),
      );
    }),
  );
};

/** Whether nobody answered, or only a proxy in front of a server that is down. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || [502, 503, 504].includes(error.status));
}

/** Lists that were searched or are read further on are not worth keeping: each would be one of very many. */
function isKept({ method, url, params }: HttpRequest<unknown>): boolean {
  return method === 'GET' && KEPT.test(url) && isPlain(params);
}

const isPlain = (params: HttpParams): boolean => params.keys().every((key) => key === 'limit');
