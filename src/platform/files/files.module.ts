import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DiskFileStore } from './disk.file-store.js';
import { FileStore } from './file-store.js';
import { PackageFiles, PartialFiles } from './partial-files.js';

@Global()
@Module({
  providers: [
    { provide: FileStore, inject: [ENV], useFactory: (env: Env) => DiskFileStore.open(join(env.dataDir, 'files')) },
    {
      provide: PartialFiles,
      inject: [ENV],
      useFactory: (env: Env) => PartialFiles.open(join(env.dataDir, 'files', 'uploads')),
    },
    {
      provide: PackageFiles,
      inject: [ENV],
      useFactory: async (env: Env) => new PackageFiles(await PartialFiles.open(join(env.dataDir, 'files', 'packages'))),
    },
  ],
  exports: [FileStore, PartialFiles, PackageFiles],
})
export class FilesModule {}
