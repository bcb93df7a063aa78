import * as z from 'zod';
import { ROLES } from '@shared/domain/access/roles';
import { Id, Instant } from './basics';
import { Email, Password, PersonName, Session } from './session';

const RoleName = z.enum(ROLES);
export const Roles = z
  .array(RoleName)
  .min(1, 'choose at least one role')
  .max(ROLES.length)
  .refine((roles) => new Set(roles).size === roles.length, 'names a role twice');

/** A member as colleagues see them. The address is for those who lead. */
export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(RoleName),
  joinedAt: Instant,
  leftAt: Instant.nullable(),
  isMe: z.boolean(),
  /** Whether the account can no longer sign in. */
  isDeactivated: z.boolean(),
});
export type Member = z.infer<typeof Member>;

/** `seen` are the roles that the change replaces, as its writer read them. */
export const RolesChange = z.strictObject({ id: Id, seen: z.array(RoleName), roles: Roles });
export type RolesChange = z.infer<typeof RolesChange>;

export const Leaving = z.strictObject({ id: Id, reason: z.string().trim().max(2000).nullable().default(null) });
export type Leaving = z.infer<typeof Leaving>;

export const INVITATIONS_AT_ONCE = 100;
export const INVITATION_DAYS = 14;

/** Invites people: one link for each address, and as many links without an address as asked for. */
export const NewInvitations = z
  .strictObject({
    id: Id,
    emails: z.array(Email).max(INVITATIONS_AT_ONCE, `at most ${INVITATIONS_AT_ONCE} at once`),
    links: z.int().min(0).max(20).default(0),
    roles: Roles,
  })
  .refine(({ emails, links }) => emails.length + links > 0, 'names nobody to invite');
export type NewInvitations = z.infer<typeof NewInvitations>;

/** An invitation that has not been used; `isExpired` ones can be given a new link. */
export const OpenInvitation = z.object({
  id: z.string(),
  email: z.string().nullable(),
  roles: z.array(RoleName),
  invitedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  isExpired: z.boolean(),
});
export type OpenInvitation = z.infer<typeof OpenInvitation>;

/** The one time that the link is shown. `url` is null where the server does not know its own address. */
export const IssuedInvitation = OpenInvitation.extend({
  path: z.string(),
  url: z.string().nullable(),
  /** Whether a mail with the link was handed to the mail server. */
  isMailed: z.boolean(),
});
export type IssuedInvitation = z.infer<typeof IssuedInvitation>;

export const Invited = z.object({
  invitations: z.array(IssuedInvitation),
  /** Addresses of people who are in the team already; they got no invitation. */
  alreadyMembers: z.array(z.string()),
});
export type Invited = z.infer<typeof Invited>;

/** What an invitation says to whoever holds its link. */
export const Invitation = z.object({
  reviewTitle: z.string(),
  inviterName: z.string(),
  email: z.string().nullable(),
  accountExists: z.boolean(),
});
export type Invitation = z.infer<typeof Invitation>;

/** Empty for someone who is signed in; else the account to make. */
export const Acceptance = z
  .strictObject({ name: PersonName.optional(), email: Email.optional(), password: Password.optional() })
  .refine(({ name, email, password }) => {
    const given = [name, email, password].filter((part) => part !== undefined).length;
    return given === 0 || given === 3;
  }, 'needs name, email and password for a new account, or none of them for the one that is signed in');
export type Acceptance = z.infer<typeof Acceptance>;

export const Joined = Session.extend({ reviewId: z.string() });
export type Joined = z.infer<typeof Joined>;
