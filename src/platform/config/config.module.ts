import { type DynamicModule, Module } from '@nestjs/common';
import type { Env } from './env.js';

/** Token of the checked environment. */
export const ENV = Symbol('ENV');

@Module({})
export class ConfigModule {
  static with(env: Env): DynamicModule {
    return { module: ConfigModule, global: true, providers: [{ provide: ENV, useValue: env }], exports: [ENV] };
  }
}
