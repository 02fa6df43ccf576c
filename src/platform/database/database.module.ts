import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { type DataSources, openDataSources, type Schema } from './data-sources.js';
import { UnitOfWork } from './unit-of-work.js';

/** Token of the two connections; rooms use `UnitOfWork` instead. */
export const DATA_SOURCES = Symbol('DATA_SOURCES');

@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DATA_SOURCES) private readonly dataSources: DataSources) {}

  static with(schema: Schema): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DATA_SOURCES, inject: [ENV], useFactory: (env: Env) => openDataSources(env, schema) },
        { provide: UnitOfWork, inject: [DATA_SOURCES], useFactory: (sources: DataSources) => new UnitOfWork(sources) },
      ],
      exports: [DATA_SOURCES, UnitOfWork],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSources.reader.destroy();
    await this.dataSources.writer.destroy();
  }
}
