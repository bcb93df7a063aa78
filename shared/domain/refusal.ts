/**
 * The one error that rules throw: an act that a rule does not allow.
 *
 * `code` is stable and snake_case (clients map it to a sentence); `detail` names the place, the cause and the
 * remedy in words; `status` is the HTTP status it becomes (409 unless said otherwise).
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    readonly detail: string,
    readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 503 | 507 = 409,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
  }
}
