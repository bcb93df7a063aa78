import { inject, Injectable } from '@angular/core';
import type { FieldState } from '@angular/forms/signals';
import { Texts } from './texts';

/**
 * The sentence below a field, once the person has been there: a rule's own message, or `errors.<kind>` of the root file.
 * Messages that the server gave for a field come as errors of kind `server`.
 */
@Injectable({ providedIn: 'root' })
export class FieldErrors {
  private readonly texts = inject(Texts);

  of(field: FieldState<unknown>): string {
    const error = field.touched() ? field.errors()[0] : undefined;
    if (!error) return '';
    return error.message ?? this.texts.of(`errors.${error.kind}`, { ...error });
  }
}
