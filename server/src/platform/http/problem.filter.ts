import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { ZodError } from 'zod';
import { Refusal } from '@shared/domain/refusal';
import { log } from '../log';
import type { AppRequest } from './route';

/** Every error leaves as a problem (RFC 9457) with a stable code, a sentence and the request's id; never a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<AppRequest>();
    const response = http.getResponse<Response>();
    const { status, code, detail, fields } = problemOf(error);
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'request failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    const retryAfter = (fields as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
    if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
    else if (status === 503) response.setHeader('Retry-After', '2');
    response.setHeader('Cache-Control', 'private, no-store');
    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `https://evenhand.dev/problems/${code}`,
          title: code.replaceAll('_', ' '),
          status,
          code,
          detail,
          requestId: request.id,
          ...fields,
        }),
      );
  }
}

function problemOf(error: unknown): { status: number; code: string; detail: string; fields?: object } {
  if (error instanceof Refusal)
    return { status: error.status, code: error.code, detail: error.detail, fields: error.fields };
  if (error instanceof HttpException) return ofHttp(error.getStatus());
  const status = (error as { status?: unknown; type?: unknown }).status;
  // Errors of the body parser carry a 4xx status of their own.
  if (!(error instanceof ZodError) && typeof status === 'number' && status >= 400 && status < 500)
    return ofHttp(status);
  return {
    status: 500,
    code: 'internal_error',
    detail: 'Something went wrong on the server. Nothing was changed; the log has the details under the request id.',
  };
}

function ofHttp(status: number): { status: number; code: string; detail: string } {
  if (status === 404) return notFound;
  if (status === 413)
    return {
      status,
      code: 'too_large',
      detail:
        'The request is larger than the 1 MB that the server takes at once. Nothing was changed; send it in parts.',
    };
  if (status === 415)
    return { status, code: 'unsupported_media_type', detail: 'The request is not in a form this address takes.' };
  return { status, code: 'invalid_request', detail: 'The request cannot be read. Check that it is well-formed JSON.' };
}

/** One text for what does not exist and for what is not yours. */
export const notFound = { status: 404, code: 'not_found', detail: 'There is nothing here, or it is not yours to see.' };
