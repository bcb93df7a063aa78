import * as z from 'zod';
import { SCOPES } from '@shared/domain/access/scopes';
import { Id, Instant } from './basics';
import { Password, PersonName, TypedPassword } from './session';

export const OwnAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  siteAdmin: z.boolean(),
  createdAt: Instant,
});
export type OwnAccount = z.infer<typeof OwnAccount>;

export const AccountPatch = z.strictObject({ id: Id, name: PersonName });
export type AccountPatch = z.infer<typeof AccountPatch>;

export const PasswordChange = z.strictObject({ id: Id, current: TypedPassword, next: Password });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** Asked again before what cannot be undone by oneself. */
export const Confirmed = z.strictObject({ password: TypedPassword });
export type Confirmed = z.infer<typeof Confirmed>;

/** One browser in which the person is signed in. */
export const OpenSession = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  startedAt: Instant,
  lastSeenAt: Instant,
  /** The browser's own words about itself. */
  userAgent: z.string(),
});
export type OpenSession = z.infer<typeof OpenSession>;

export const ScopeName = z.enum(SCOPES);
export const TOKEN_DAYS_MAX = 366;

export const NewToken = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'must not be empty').max(100),
  scopes: z.array(ScopeName).min(1, 'choose at least one').max(SCOPES.length),
  days: z.int().min(1).max(TOKEN_DAYS_MAX),
});
export type NewToken = z.infer<typeof NewToken>;

export const ApiToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(ScopeName),
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: Instant.nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** The one time that the secret is shown. */
export const IssuedToken = ApiToken.extend({ secret: z.string() });
export type IssuedToken = z.infer<typeof IssuedToken>;

/** An account as site administrators see it; what it does in reviews is not theirs to see. */
export const SiteAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  siteAdmin: z.boolean(),
  createdAt: Instant,
  deactivatedAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
});
export type SiteAccount = z.infer<typeof SiteAccount>;

export const SiteAccountPatch = z.strictObject({ siteAdmin: z.boolean() });
export type SiteAccountPatch = z.infer<typeof SiteAccountPatch>;

/** A link to hand over: `url` where the server knows its address, else the path below wherever it is reached. */
export const HandedLink = z.object({ path: z.string(), url: z.string().nullable(), expiresAt: Instant });
export type HandedLink = z.infer<typeof HandedLink>;
