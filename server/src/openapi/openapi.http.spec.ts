import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestApp } from '../../testing/app';
import { routesOf } from '../../testing/routes';
import type { OpenApiDocument } from '../platform/openapi/document';
import { lintOpenApi } from './lint';
import { OpenApiService } from './openapi.service';

const golden = join(__dirname, '../../openapi.json');

describe('the description of the interface', () => {
  let app: TestApp;
  let document: OpenApiDocument;

  beforeAll(async () => {
    app = await TestApp.start();
    document = app.app.get(OpenApiService).document();
  });
  afterAll(() => app.stop());

  it('is served to whoever is signed in, and to nobody else', async () => {
    await app.anybody().get('/api/openapi.json').expect(401);
    const ada = await app.person('Ada');
    const reply = await ada.agent.get('/api/openapi.json').expect(200);
    expect(reply.headers['content-type']).toMatch(/^application\/json/);
    expect(reply.body).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('is the one in server/openapi.json (UPDATE_GOLDEN=1 writes it anew)', () => {
    const text = `${JSON.stringify(document, null, 1)}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, text);
    expect(existsSync(golden)).toBe(true);
    expect(document).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });

  it('has no fault that would stop a client from being made of it', () => {
    expect(lintOpenApi(document)).toEqual([]);
  });

  it('names every route of the application', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const declared = routesOf(app).map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(declared.sort());
  });

  it('names schemas as the contracts do, and keeps what goes in apart from what comes out', () => {
    const { schemas } = document.components;
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Problem', 'Session', 'ApiToken']));
    const decide = document.paths['/api/reviews/{reviewId}/decisions']?.['post'];
    expect(decide?.security).toEqual([{ session: [] }, { token: ['decide'] }, { token: ['all'] }]);
    const replies = Object.entries(schemas).filter(([name]) => !name.endsWith('Input'));
    expect(replies.length).toBeGreaterThan(60);
  });

  it('knows where keys are not taken and where nobody need sign in', () => {
    expect(document.paths['/api/account/tokens']?.['post']?.security).toEqual([{ session: [] }]);
    expect(document.paths['/api/session']?.['post']?.security).toEqual([]);
  });

  it.each<[what: string, spoil: (d: OpenApiDocument) => unknown, fault: RegExp]>([
    ['a reference to nothing', (d: OpenApiDocument) => delete d.components.schemas['Problem'], /refers to nothing/],
    [
      'an undeclared parameter',
      (d: OpenApiDocument) => {
        const operation = d.paths['/api/reviews/{reviewId}']?.['get'];
        if (operation) operation.parameters = [];
      },
      /other path parameters/,
    ],
    [
      'a schema that nobody refers to',
      (d: OpenApiDocument) => (d.components.schemas['Left'] = { type: 'object' }),
      /nobody refers to Left/,
    ],
    [
      'schemas that refer to each other alone',
      (d: OpenApiDocument) => {
        d.components.schemas['One'] = { $ref: '#/components/schemas/Other' };
        d.components.schemas['Other'] = { $ref: '#/components/schemas/One' };
      },
      /nobody refers to One\n.*nobody refers to Other/,
    ],
    ...(['400', '401', '403', '404', '409', '413', '422', '429'] as const).map(
      (code): [string, (d: OpenApiDocument) => unknown, RegExp] => [
        `a write that hides its ${code}`,
        (d) => delete d.paths['/api/reviews/{reviewId}']?.['patch']?.responses[code],
        new RegExp(`^PATCH /api/reviews/\\{reviewId\\} .* no response ${code}$`),
      ],
    ),
  ])('its checks find %s', (_what, spoil, fault) => {
    const copy = JSON.parse(JSON.stringify(document)) as OpenApiDocument;
    spoil(copy);
    expect(lintOpenApi(copy).join('\n')).toMatch(fault);
  });

  it('says for every review route which permission it asks', () => {
    for (const [path, methods] of Object.entries(document.paths))
      if (path.startsWith('/api/reviews/{reviewId}'))
        for (const operation of Object.values(methods)) expect(operation.description).toMatch(/`\w+[\w-]*\.\w+`/);
  });
});
