import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import express, { type NextFunction, type Response } from 'express';
import { Refusal } from '@shared/domain/refusal';
import { AppModule } from './app.module';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { clientAssets, clientFolder, serveClient } from './platform/http/client-files';
import { notFound } from './platform/http/problem.filter';
import type { AppRequest } from './platform/http/route';
import { securityHeaders } from './platform/http/security-headers';
import { log } from './platform/log';

/** Of a request in JSON. The largest that an ordinary act sends, a protocol, is a tenth of it; files come in as streams. */
const MOST_JSON = '1mb';

/** The whole application, ready to listen. The schema must be up to date. */
export async function createApp(config: Config, clock?: Clock): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(await AppModule.with(config, clock), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('etag', false);
  app.disable('x-powered-by');
  const client = clientFolder();
  app.use(
    compression({ filter: (request, response) => !isEventStream(response) && compression.filter(request, response) }),
  );
  app.use(clientAssets(client));
  app.use(requestLog);
  app.use(securityHeaders(config));
  app.use(cookieParser());
  app.use(sameOrigin(config));
  app.use(express.json({ limit: MOST_JSON }));
  serveClient(app, client);
  app.enableShutdownHooks();
  return app;
}

function requestLog(request: AppRequest, response: Response, next: NextFunction): void {
  request.id = randomUUID();
  response.setHeader('X-Request-Id', request.id);
  const started = process.hrtime.bigint();
  response.on('finish', () => {
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    const path = request.path.startsWith('/api/invitations/') ? '/api/invitations/…' : request.path;
    log.info({ requestId: request.id, method: request.method, path, status: response.statusCode, ms: Math.round(ms) });
  });
  next();
}

/** A browser may change things only from our own pages: the Origin header decides, and bodies must be JSON or uploads. */
function sameOrigin(config: Config) {
  return (request: AppRequest, _response: Response, next: NextFunction): void => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next();
    const origin = request.get('origin');
    const own = config.PUBLIC_URL ? new URL(config.PUBLIC_URL).host : request.get('host');
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== own)) {
      return next(new Refusal('wrong_origin', 'The request came from another site and was refused.', 403));
    }
    if (request.get('sec-fetch-site') === 'cross-site') {
      return next(new Refusal('wrong_origin', 'The request came from another site and was refused.', 403));
    }
    if (request.is(['text/plain', 'application/x-www-form-urlencoded'])) {
      return next(new Refusal('unsupported_media_type', 'Send the request as JSON.', 415));
    }
    next();
  };
}

function isEventStream(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}

export { notFound };
