import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type * as z from 'zod';
import { Refusal } from '@shared/domain/refusal';
import { assertReadable } from './readable';
import { type AppRequest, ROUTE, type RouteOptions } from './route';

/** Checks what comes in against the route's schemas, and lets nothing out that the reply's schema does not name. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<RouteOptions>(ROUTE, context.getHandler());
    const request = context.switchToHttp().getRequest<AppRequest>();
    if (route.body) {
      assertReadable(request.body, 'body');
      request.body = checked(route.body, request.body ?? {}, 'body');
    }
    assertReadable(request.query, 'query');
    if (route.query) request.validQuery = checked(route.query, request.query, 'query');
    const reply = route.reply;
    if (typeof reply === 'string') return next.handle();
    return next.handle().pipe(map((value) => reply.parse(value)));
  }
}

function checked(schema: z.ZodType, value: unknown, place: 'body' | 'query'): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => ({
    place: [place, ...issue.path].join('.'),
    code: issue.code,
    message: issue.message,
    values: { place: issue.path.join('.'), ...limitsOf(issue) },
  }));
  const fields = Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
  const first = faults[0];
  throw new Refusal(
    'invalid_request',
    `${first?.place ?? place}: ${first?.message ?? 'not as documented'}. Nothing was changed.`,
    400,
    { faults, fields },
  );
}

/** The bounds that a value passed, for those who say it in another language. */
const limitsOf = (issue: z.core.$ZodIssue): { minimum?: number; maximum?: number } => ({
  ...(issue.code === 'too_small' ? { minimum: Number(issue.minimum) } : {}),
  ...(issue.code === 'too_big' ? { maximum: Number(issue.maximum) } : {}),
});
