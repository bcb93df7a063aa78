import { HttpContextToken, HttpErrorResponse } from '@angular/common/http';
import type { Problem as ProblemBody } from '@shared/contracts/problem';

/** Set on a request whose 401 is an answer (a wrong password), not an expired session. */
export const ANSWERS_401 = new HttpContextToken(() => false);

/**
 * A request that did not do what was asked, as screens meet it: the server's own refusal, or one of the client's codes
 * `offline` (no answer came) and `unexpected` (an answer that is not a problem document).
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly requestId: string | null = null,
    /** Everything else the reply said, such as `fields`: messages by field path. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
  }

  /** Messages by field path; empty unless the server refused particular fields. */
  get fields(): Readonly<Record<string, string>> {
    const fields = this.more['fields'];
    if (!fields || typeof fields !== 'object') return {};
    return Object.fromEntries(Object.entries(fields).map(([path, words]) => [path, String(words)]));
  }

  /** Whether asking again, unchanged, may succeed. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // httpResource wraps what an interceptor throws.
  if (error instanceof Error && error.cause instanceof Problem) return error.cause;
  if (!(error instanceof HttpErrorResponse)) return new Problem(-1, 'unexpected', String(error));
  if (error.status === 0) return new Problem(0, 'offline', 'No answer came from the server.');
  const body = bodyOf(error.error);
  if (!body) return new Problem(error.status, 'unexpected', '', error.headers.get('X-Request-Id'));
  const { type: _type, title: _title, status: _status, code, detail, requestId, ...more } = body;
  return new Problem(error.status, code, detail, requestId, more);
}

/** The problem document of a reply, whether it came parsed or as text; null where it is something else. */
function bodyOf(raw: unknown): ProblemBody | null {
  let body = raw;
  if (typeof raw === 'string') {
    try {
      body = JSON.parse(raw);
    } catch {
      return null;
    }
  }
  const isProblem =
    typeof body === 'object' && body !== null && typeof (body as Partial<ProblemBody>).code === 'string';
  return isProblem ? (body as ProblemBody) : null;
}
