import { applyDecorators, createParamDecorator, type ExecutionContext, HttpCode, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';
import type * as z from 'zod';
import type { Permission, Role } from '@shared/domain/access/roles';
import type { Scope } from '@shared/domain/access/scopes';

/** Who may call a route: a permission in the review of the path, or one of the wider circles. */
export type Access = Permission | 'public' | 'signed-in' | 'site-admin';

export interface RouteOptions {
  /** One sentence for the API documentation. */
  summary: string;
  may: Access;
  body?: z.ZodType;
  query?: z.ZodType;
  /** Schema of the reply; 'file' and 'stream' send themselves, 'none' answers 204. */
  reply: z.ZodType | 'file' | 'stream' | 'none';
  /** Media type of a file or stream, for the documentation. */
  produces?: string;
  /** Takes an upload: the body is not JSON and is read by the handler. */
  consumes?: 'multipart/form-data' | 'application/octet-stream';
  status?: number;
  /** Only for a person in a browser: no API key, whatever its scopes, may change who can get in. */
  sessionOnly?: true;
  /** Taken in an archived review too, though it writes. */
  whileArchived?: true;
}

export const ROUTE = Symbol('Route');

/** Declares everything about a route that is not its verb and path; a route without it does not start. */
export function Route(options: RouteOptions): MethodDecorator {
  const status = options.status ?? (options.reply === 'none' ? 204 : 200);
  return applyDecorators(SetMetadata(ROUTE, options), HttpCode(status));
}

export interface Person {
  account: { id: string; name: string; email: string; isSiteAdmin: boolean };
  /** Session or API token that vouches for the account. */
  via: { kind: 'session'; id: string } | { kind: 'token'; id: string; scopes: readonly Scope[] };
}

export interface Membership {
  reviewId: string;
  memberId: string;
  roles: Role[];
  permissions: Permission[];
}

export interface AppRequest extends Request {
  id: string;
  person?: Person;
  membership?: Membership;
  validQuery?: unknown;
}

const fromRequest = <T>(pick: (request: AppRequest) => T) =>
  createParamDecorator((_: unknown, context: ExecutionContext) =>
    pick(context.switchToHttp().getRequest<AppRequest>()),
  );

/** The signed-in person. */
export const Me = fromRequest((request) => request.person);
/** The signed-in person's membership of the review in the path. */
export const AsMember = fromRequest((request) => request.membership);
/** The query string, checked and typed by the route's schema. */
export const ValidQuery = fromRequest((request) => request.validQuery);
