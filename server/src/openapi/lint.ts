import type { OpenApiDocument } from '../platform/openapi/document';

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
  return faults;
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
