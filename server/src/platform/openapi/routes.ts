import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import type { ModulesContainer } from '@nestjs/core';
import { ROUTE, type RouteOptions } from '../http/route';

export interface DeclaredRoute {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces. */
  path: string;
  options: RouteOptions;
  /** The controller's name without its ending, and the method's: what the operation is called after. */
  area: string;
  handler: string;
}

/** Every route of the running application, read off its controllers, in order of path and verb. */
export function declaredRoutes(modules: ModulesContainer): DeclaredRoute[] {
  const found: DeclaredRoute[] = [];
  for (const module of modules.values())
    for (const { metatype } of module.controllers.values()) if (metatype) found.push(...routesOf(metatype));
  return found.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function routesOf(controller: { name: string; prototype: unknown }): DeclaredRoute[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((handler) => {
    const method = prototype[handler];
    if (typeof method !== 'function') return [];
    const verb = Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined;
    const options = Reflect.getMetadata(ROUTE, method) as RouteOptions | undefined;
    if (verb === undefined || !options) return [];
    return pathsOf(controller).flatMap((base) =>
      pathsOf(method).map((sub) => ({
        method: RequestMethod[verb].toLowerCase() as DeclaredRoute['method'],
        path: joined(base, sub),
        options,
        area: controller.name.replace(/Controller$/, ''),
        handler,
      })),
    );
  });
}

function pathsOf(of: object): string[] {
  return [Reflect.getMetadata(PATH_METADATA, of) as string | string[] | undefined].flat().map((path) => path ?? '');
}

function joined(base: string, sub: string): string {
  const parts = [base, sub].flatMap((part) => part.split('/')).filter(Boolean);
  return `/${parts.map((part) => part.replace(/^:(\w+)$/, '{$1}')).join('/')}`;
}
