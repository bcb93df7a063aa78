import * as z from 'zod';

export const Account = z.object({ id: z.string(), name: z.string(), email: z.string(), siteAdmin: z.boolean() });
export type Account = z.infer<typeof Account>;

/** Who is signed in, and whether the server still waits for its first account. */
export const Session = z.object({ account: Account.nullable(), setupNeeded: z.boolean(), version: z.string() });
export type Session = z.infer<typeof Session>;

export const Password = z
  .string()
  .min(12, 'must have at least 12 characters')
  .max(128, 'must have at most 128 characters');
export const PersonName = z.string().trim().min(1, 'must not be empty').max(200);
export const Email = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'is not a mail address');

export const SignIn = z.strictObject({ email: z.string().max(320), password: z.string().max(1024) });
export type SignIn = z.infer<typeof SignIn>;

export const Setup = z.strictObject({ name: PersonName, email: Email, password: Password });
export type Setup = z.infer<typeof Setup>;
