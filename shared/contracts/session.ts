import * as z from 'zod';

export const Account = z.object({ id: z.string(), name: z.string(), email: z.string(), siteAdmin: z.boolean() });
export type Account = z.infer<typeof Account>;

/** Who is signed in, and whether the server still waits for its first account. */
export const Session = z.object({ account: Account.nullable(), setupNeeded: z.boolean(), version: z.string() });
export type Session = z.infer<typeof Session>;

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
const lengthOf = (text: string): number => [...text].length;

/** Any characters, counted as people count them (an emoji is one); which are too easy to guess the server says. */
export const Password = z
  .string()
  .max(4 * PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`)
  .refine((text) => lengthOf(text) >= PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters`)
  .refine((text) => lengthOf(text) <= PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`);
/** A password to compare with: whatever was typed, bounded. */
export const TypedPassword = z.string().max(1024);
export const PersonName = z.string().trim().min(1, 'must not be empty').max(200);
export const Email = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'is not a mail address');

export const SignIn = z.strictObject({ email: z.string().max(320), password: TypedPassword });
export type SignIn = z.infer<typeof SignIn>;

export const Setup = z.strictObject({ name: PersonName, email: Email, password: Password });
export type Setup = z.infer<typeof Setup>;

/** The secret part of a link that is used once; it travels in the body, so that no log sees it. */
const LinkSecret = z.string().min(1).max(200);
export const ResetLook = z.strictObject({ token: LinkSecret });
export type ResetLook = z.infer<typeof ResetLook>;
export const ResetTarget = z.object({ name: z.string(), email: z.string() });
export type ResetTarget = z.infer<typeof ResetTarget>;
export const Reset = z.strictObject({ token: LinkSecret, password: Password });
export type Reset = z.infer<typeof Reset>;
