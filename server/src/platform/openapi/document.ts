import type * as z from 'zod';
import { SCOPE_OF } from '@shared/domain/access/scopes';
import type { Access, RouteOptions } from '../http/route';
import type { DeclaredRoute } from './routes';
import { type JsonSchema, SchemaBook } from './schemas';

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: object;
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; responses: object; securitySchemes: object };
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema }[];
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, object>;
  security: Record<string, string[]>[];
}

const REFUSALS = {
  '400': ['BadRequest', 'The request is not as documented; `faults` names each place.'],
  '401': ['NotSignedIn', 'Nobody is signed in, or the session or key has ended.'],
  '403': ['NotAllowed', 'Your roles in the review, or the scopes of your key, do not include this.'],
  '404': ['NotFound', 'It does not exist, or it is not yours to see: the two are told alike.'],
  '409': ['Conflict', 'What is there now does not allow it; `code` says why.'],
  '413': ['TooLarge', 'More was sent than the server takes.'],
  '422': ['Refused', 'The rules of the review forbid it, or the id was used for another request.'],
  '429': ['TooMany', 'More than allowed in a short time; `Retry-After` says when to come back.'],
  default: ['Problem', 'Anything else that went wrong.'],
} as const;

/** The whole interface as OpenAPI 3.1, from what the routes declare and nothing else. */
export function openApiOf(
  routes: readonly DeclaredRoute[],
  contracts: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  problem: z.ZodType,
  version: string,
): OpenApiDocument {
  const book = new SchemaBook(contracts);
  const operationIds = uniqueIds(routes);
  routes.forEach(({ options: { body, reply }, area }, at) => {
    const id = operationIds[at] ?? '';
    const word = `${id[0]?.toUpperCase()}${id.slice(1)}`;
    if (body) book.name(body, `${word}Body`, area);
    if (typeof reply !== 'string') book.name(reply, `${word}Reply`, area);
  });
  const problemRef = book.ref(problem, 'output');
  for (const { options } of routes) if (typeof options.reply !== 'string') book.ref(options.reply, 'output');
  const paths: OpenApiDocument['paths'] = {};
  routes.forEach((route, at) => {
    (paths[route.path] ??= {})[route.method] = operationOf(route, operationIds[at] ?? '', book);
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Evenhand',
      version,
      summary: 'Workbench for evidence synthesis',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ area }) => area))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: book.components(),
      responses: Object.fromEntries(
        Object.values(REFUSALS).map(([name, description]) => [
          name,
          { description, content: { 'application/problem+json': { schema: problemRef } } },
        ]),
      ),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'evenhand',
          description: 'Set on signing in; called `__Host-evenhand` where the server is reached by https.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key made under "Your account". The scopes it needs stand at each operation.',
        },
      },
    },
  };
}

/** `screeningDecide`; where a handler serves several addresses the later ones are numbered. */
function uniqueIds(routes: readonly DeclaredRoute[]): string[] {
  const seen = new Map<string, number>();
  return routes.map(({ area, handler }) => {
    const plain = `${area[0]?.toLowerCase()}${area.slice(1)}${handler[0]?.toUpperCase()}${handler.slice(1)}`;
    const n = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, n);
    return n === 1 ? plain : `${plain}${n}`;
  });
}

function operationOf({ method, path, options, area }: DeclaredRoute, operationId: string, book: SchemaBook): Operation {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path' as const,
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = (options.query ? book.fields(options.query) : []).map(({ name, schema, required }) => ({
    name,
    in: 'query' as const,
    required,
    schema,
  }));
  const body = bodyOf(options, book);
  return {
    operationId,
    tags: [area],
    summary: options.summary,
    description: describe(options, method),
    parameters: [...inPath, ...inQuery],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: responsesOf(options, method, path, book),
    security: securityOf(options, method),
  };
}

function bodyOf({ body, consumes }: RouteOptions, book: SchemaBook): Record<string, { schema: JsonSchema }> | null {
  if (consumes) return { [consumes]: { schema: { type: 'string', format: 'binary' } } };
  return body ? { 'application/json': { schema: book.ref(body, 'input') } } : null;
}

function describe({ may, body, sessionOnly }: RouteOptions, method: string): string {
  const who: Partial<Record<Access, string>> = {
    public: 'For anybody, signed in or not.',
    'signed-in': 'For anybody who is signed in.',
    'site-admin': 'For administrators of the server.',
  };
  const carriesId =
    body !== undefined && method !== 'get' && 'shape' in body && Object.hasOwn(body.shape as object, 'id');
  return [
    who[may] ?? `For members of the review whose roles include \`${may}\`.`,
    ...(sessionOnly ? ['Only with a session, never with a key.'] : []),
    ...(carriesId ? ['Carries an `id` that the caller makes, one for each thing done.'] : []),
  ].join(' ');
}

function responsesOf(
  { reply, status, produces, body, query, may, consumes }: RouteOptions,
  method: string,
  path: string,
  book: SchemaBook,
): Record<string, object> {
  const code = String(status ?? (reply === 'none' ? 204 : 200));
  const content =
    reply === 'none'
      ? null
      : reply === 'stream'
        ? { [produces ?? 'text/event-stream']: { schema: { type: 'string' } } }
        : reply === 'file'
          ? { [produces ?? '*/*']: { schema: { type: 'string', format: 'binary' } } }
          : { 'application/json': { schema: book.ref(reply, 'output') } };
  const isWrite = method !== 'get';
  const refusals: (keyof typeof REFUSALS)[] = [
    ...(body || query || consumes ? (['400'] as const) : []),
    ...(may === 'public' ? [] : (['401', '403'] as const)),
    ...(path.includes('{') || may === 'site-admin' ? (['404'] as const) : []),
    ...(isWrite ? (['409', '422', '429'] as const) : []),
    ...(consumes || body ? (['413'] as const) : []),
    'default',
  ];
  return {
    [code]: { description: reply === 'none' ? 'Done' : 'What was asked for', ...(content ? { content } : {}) },
    ...Object.fromEntries(refusals.map((at) => [at, { $ref: `#/components/responses/${REFUSALS[at][0]}` }])),
  };
}

function securityOf({ may, sessionOnly }: RouteOptions, method: string): Operation['security'] {
  if (may === 'public') return [];
  if (sessionOnly || may === 'site-admin') return [{ session: [] }];
  const isReading = method === 'get';
  const needed = may === 'signed-in' ? 'read' : SCOPE_OF[may];
  // `read` never changes anything; a key with `all` may do whatever its account may.
  const scopes = needed !== 'all' && (isReading || needed !== 'read') ? [needed, 'all'] : ['all'];
  return [{ session: [] }, ...scopes.map((scope) => ({ token: [scope] }))];
}
