import type { OpenApiDocument, Operation } from '../platform/openapi/document';

/** What a description of an interface must hold so that clients can be made from it; each fault as a sentence. */
export function lintOpenApi(document: OpenApiDocument): string[] {
  const faults: string[] = [];
  const ids = new Map<string, string>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const at = `${method.toUpperCase()} ${path}`;
      const other = ids.get(operation.operationId);
      if (!operation.operationId) faults.push(`${at} has no operationId`);
      if (other) faults.push(`${at} has the operationId of ${other}`);
      ids.set(operation.operationId, at);
      if (!operation.summary) faults.push(`${at} has no summary`);
      if (operation.summary.endsWith('.')) faults.push(`${at}: the summary ends in a full stop`);
      const codes = Object.keys(operation.responses);
      if (!codes.some((code) => /^2\d\d$/.test(code))) faults.push(`${at} has no response for success`);
      if (!codes.includes('default')) faults.push(`${at} has no response for failure`);
      for (const [code, why] of answersNeeded(path, method, operation))
        if (!codes.includes(code)) faults.push(`${at} ${why} and has no response ${code}`);
      const inPath = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      if (inPath.join() !== named.join()) faults.push(`${at} declares other path parameters than its path has`);
      if (/[:*]/.test(path)) faults.push(`${at}: the path is not written as a template`);
      const names = operation.parameters.map((one) => `${one.in} ${one.name}`);
      if (new Set(names).size < names.length) faults.push(`${at} declares a parameter twice`);
      if (method === 'get' && operation.requestBody) faults.push(`${at} reads and takes a body`);
      for (const scheme of operation.security.flatMap((one) => Object.keys(one)))
        if (!Object.hasOwn(document.components.securitySchemes, scheme)) faults.push(`${at}: no scheme ${scheme}`);
      for (const tag of operation.tags)
        if (!document.tags.some(({ name }) => name === tag)) faults.push(`${at}: no tag ${tag}`);
    }
  }
  for (const ref of refsIn(document)) if (resolve(document, ref) === undefined) faults.push(`${ref} refers to nothing`);
  const reached = reachable(document);
  for (const part of ['schemas', 'responses'] as const)
    for (const name of Object.keys(document.components[part]))
      if (!reached.has(`#/components/${part}/${name}`)) faults.push(`${part}: nobody refers to ${name}`);
  return faults;
}

/** The problems that an operation may answer with by what it is, each with what makes it do so. */
function answersNeeded(path: string, method: string, operation: Operation): [code: string, why: string][] {
  const needed: [string, string, boolean][] = [
    [
      '400',
      'takes input',
      operation.requestBody !== undefined || operation.parameters.some((one) => one.in === 'query'),
    ],
    ['401', 'asks who it is', operation.security.length > 0],
    ['403', 'asks for a role or a scope', operation.security.length > 0],
    ['404', 'names something in its path', path.includes('{')],
    ['409', 'writes', method !== 'get'],
    ['413', 'takes a body', operation.requestBody !== undefined],
    ['422', 'writes', method !== 'get'],
    ['429', 'writes', method !== 'get'],
  ];
  return needed.filter(([, , applies]) => applies).map(([code, why]) => [code, why]);
}

/** What the operations refer to, and what that refers to. */
function reachable(document: OpenApiDocument): Set<string> {
  const reached = new Set<string>();
  const open = refsIn(document.paths);
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    if (reached.has(ref)) continue;
    reached.add(ref);
    open.push(...refsIn(resolve(document, ref)));
  }
  return reached;
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [part] : refsIn(part),
  );
}

function resolve(document: object, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  return ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key as never] : undefined),
      document,
    );
}
