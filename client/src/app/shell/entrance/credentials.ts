import { maxLength, minLength, pattern, required, type SchemaPathTree } from '@angular/forms/signals';

/** The rules of `shared/contracts/session.ts`, said without the schema library so that the entrance stays small. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
const MAIL_ADDRESS = /^\s*[^\s@]+@[^\s@]+\s*$/;

export function personName(path: SchemaPathTree<string>): void {
  required(path);
  maxLength(path, 200);
}

export function mailAddress(path: SchemaPathTree<string>): void {
  required(path);
  pattern(path, MAIL_ADDRESS, { error: { kind: 'email' } });
}

export function newPassword(path: SchemaPathTree<string>): void {
  required(path);
  minLength(path, PASSWORD_MIN);
  maxLength(path, PASSWORD_MAX);
}
