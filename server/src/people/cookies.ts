import type { CookieOptions, Request, Response } from 'express';
import type { Config } from '../platform/config';

const isSecure = (config: Config): boolean => config.PUBLIC_URL?.startsWith('https:') ?? false;

/** `__Host-` binds the cookie to this host over TLS; browsers refuse that prefix on plain http. */
const nameOf = (config: Config): string => (isSecure(config) ? '__Host-evenhand' : 'evenhand');

export function sessionSecret(request: Request, config: Config): string | null {
  const value: unknown = (request.cookies as Record<string, unknown> | undefined)?.[nameOf(config)];
  return typeof value === 'string' && value.length <= 200 ? value : null;
}

export function setSessionCookie(response: Response, secret: string, config: Config): void {
  response.cookie(nameOf(config), secret, { ...options(config), maxAge: config.SESSION_MAX_DAYS * 86_400_000 });
}

export function clearSessionCookie(response: Response, config: Config): void {
  response.clearCookie(nameOf(config), options(config));
}

function options(config: Config): CookieOptions {
  return { httpOnly: true, secure: isSecure(config), sameSite: 'lax', path: '/' };
}
