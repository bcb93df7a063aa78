import { ModulesContainer, Reflector } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { RequestMethod } from '@nestjs/common';
import { ROUTE, type RouteOptions } from '../src/platform/http/route';
import type { TestApp } from './app';

export interface RouteFact {
  method: string;
  path: string;
  options: RouteOptions | undefined;
  handler: string;
}

/** Every route of the application, read off the controllers, so that none can be forgotten. */
export function routesOf(app: TestApp): RouteFact[] {
  const reflector = app.app.get(Reflector);
  const found: RouteFact[] = [];
  for (const module of app.app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (!metatype) continue;
      const bases = [reflector.get<string | string[]>(PATH_METADATA, metatype)].flat();
      const prototype = metatype.prototype as Record<string, unknown>;
      for (const name of Object.getOwnPropertyNames(prototype)) {
        const handler = prototype[name];
        if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;
        const method = RequestMethod[reflector.get<RequestMethod>(METHOD_METADATA, handler)] ?? 'GET';
        for (const base of bases) {
          for (const sub of [reflector.get<string | string[]>(PATH_METADATA, handler)].flat()) {
            const path = `/${[base, sub]
              .map((part) => (part ?? '').replace(/^\/|\/$/g, ''))
              .filter(Boolean)
              .join('/')}`;
            const options = reflector.get<RouteOptions | undefined>(ROUTE, handler);
            found.push({ method, path, options, handler: `${metatype.name}.${name}` });
          }
        }
      }
    }
  }
  return found;
}
