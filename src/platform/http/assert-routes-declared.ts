import { METHOD_METADATA } from '@nestjs/common/constants.js';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from './access.js';

/**
 * Deny by default, at boot: a route that declares neither an operation nor `@Public` stops the start, so that a
 * forgotten line is found by the first person who runs it and not by the first who abuses it.
 */
export function assertRoutesDeclared(app: INestApplicationContext): void {
  const discovery = app.get(DiscoveryService);
  const scanner = app.get(MetadataScanner);
  const reflector = app.get(Reflector);
  const bare: string[] = [];
  for (const { instance, metatype } of discovery.getControllers()) {
    const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name];
      if (!handler || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;
      if (reflector.get<unknown>(ACCESS, handler) === undefined) bare.push(`${metatype?.name ?? '?'}.${name}`);
    }
  }
  if (bare.length > 0) throw new Error(`Routes without a declared permission: ${bare.join(', ')}`);
}
