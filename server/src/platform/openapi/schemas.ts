import * as z from 'zod';

export type JsonSchema = Record<string, unknown>;
type Direction = 'input' | 'output';

const PREFIX = '#/components/schemas/';
/** Kinds of schema that deserve a name of their own; the rest reads better in place. */
const NAMED = new Set(['object', 'union', 'enum', 'array', 'record', 'intersection', 'lazy']);

/**
 * JSON schemas of the contracts under the names they are exported by. What goes in and what comes out may differ
 * (defaults, unknown fields): where both are used, the schema of what goes in is called `…Input`.
 */
export class SchemaBook {
  private readonly names = new Map<z.ZodType, string>();
  private readonly taken = new Set<string>();
  private readonly used = new Map<string, JsonSchema>();
  private rendered: Record<Direction, Record<string, JsonSchema>> | null = null;
  /** Ids of what comes out, known before the first schema of what goes in is asked for. */
  private readonly outgoing = new Set<string>();
  private differing: ReadonlySet<string> = new Set();

  constructor(contracts: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
    for (const [file, exported] of Object.entries(contracts))
      for (const [name, schema] of Object.entries(exported))
        if (schema instanceof z.ZodType && NAMED.has(schema.type)) this.name(schema, name, file);
  }

  /** Gives a schema a name unless it has one; a name that is taken gets the other word before it. */
  name(schema: z.ZodType, name: string, otherwise: string): void {
    if (this.names.has(schema)) return;
    const free = [name, `${otherwise[0]?.toUpperCase()}${otherwise.slice(1)}${name}`].find(
      (one) => !this.taken.has(one),
    );
    if (!free) throw new Error(`two schemas are called ${name}`);
    this.taken.add(free);
    this.names.set(schema, free);
  }

  /** A reference to the schema of a route's body or reply. All names must be given first, and replies asked for before bodies. */
  ref(schema: z.ZodType, direction: Direction): JsonSchema {
    const id = this.names.get(schema);
    if (!id) throw new Error('a schema without a name');
    this.use(id, direction);
    return { $ref: PREFIX + this.nameIn(id, direction) };
  }

  /** The fields of a query: types as the handler gets them, and only those needed that have no default. */
  fields(schema: z.ZodType): { name: string; schema: JsonSchema; required: boolean }[] {
    const options = { unrepresentable: 'any', target: 'draft-2020-12' } as const;
    const after = z.toJSONSchema(schema, { ...options, io: 'output' }) as JsonSchema;
    const before = z.toJSONSchema(schema, { ...options, io: 'input' }) as JsonSchema;
    const required = new Set((before['required'] ?? []) as string[]);
    const untyped = (before['properties'] ?? {}) as Record<string, JsonSchema>;
    return Object.entries((after['properties'] ?? untyped) as Record<string, JsonSchema>).map(([name, field]) => ({
      name,
      schema: Object.keys(field).length > 0 ? field : (untyped[name] ?? {}),
      required: required.has(name) && field['default'] === undefined,
    }));
  }

  /** Every schema that was asked for, and those they refer to. */
  components(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.used].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private use(id: string, direction: Direction): void {
    const name = this.nameIn(id, direction);
    if (this.used.has(name)) return;
    if (direction === 'output') this.outgoing.add(id);
    const schema = this.all()[direction][id];
    if (!schema) throw new Error(`no schema is called ${id}`);
    const renamed = mapRefs(schema, (to) => this.nameIn(to, direction));
    this.used.set(name, renamed);
    for (const to of refsOf(schema)) this.use(to, direction);
  }

  private nameIn(id: string, direction: Direction): string {
    this.all();
    return direction === 'input' && this.differing.has(id) && this.outgoing.has(id) ? `${id}Input` : id;
  }

  private all(): Record<Direction, Record<string, JsonSchema>> {
    if (this.rendered) return this.rendered;
    const rendered = { input: this.render('input'), output: this.render('output') };
    const differing = new Set<string>();
    const ids = Object.keys(rendered.input);
    for (let grew = true; grew;) {
      grew = false;
      for (const id of ids) {
        if (differing.has(id)) continue;
        const isOther =
          JSON.stringify(rendered.input[id]) !== JSON.stringify(rendered.output[id]) ||
          refsOf(rendered.input[id]).some((to) => differing.has(to));
        if (isOther) {
          differing.add(id);
          grew = true;
        }
      }
    }
    this.differing = differing;
    return (this.rendered = rendered);
  }

  private render(direction: Direction): Record<string, JsonSchema> {
    const registry = z.registry<{ id: string }>();
    for (const [schema, id] of this.names) registry.add(schema, { id });
    const { schemas } = z.toJSONSchema(registry, {
      io: direction,
      target: 'draft-2020-12',
      unrepresentable: 'any',
      uri: (id) => PREFIX + id,
    });
    return Object.fromEntries(
      Object.entries(schemas as Record<string, JsonSchema>).map(([id, schema]) => {
        const { $schema: _schema, $id: _id, ...rest } = schema;
        return [id, direction === 'output' ? (withoutClosing(rest) as JsonSchema) : rest];
      }),
    );
  }
}

/** Replies may gain fields later: only what comes in is closed. */
function withoutClosing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutClosing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !(key === 'additionalProperties' && part === false))
      .map(([key, part]) => [key, withoutClosing(part)]),
  );
}

/** Ids of the named schemas that a schema refers to. */
export function refsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' && part.startsWith(PREFIX) ? [part.slice(PREFIX.length)] : refsOf(part),
  );
}

function mapRefs(schema: JsonSchema, to: (id: string) => string): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, part: unknown) =>
    key === '$ref' && typeof part === 'string' && part.startsWith(PREFIX)
      ? PREFIX + to(part.slice(PREFIX.length))
      : part,
  ) as JsonSchema;
}
