import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { FileStore } from '../../platform/files/file-store.js';
import { type AttachedFile, AttachFileDoor, MAX_FILE_BYTES } from './attach-file.door.js';

/** Takes a file that arrives in one piece into a draft. */
@Injectable()
export class AttachFile {
  constructor(
    private readonly door: AttachFileDoor,
    private readonly files: FileStore,
  ) {}

  async run(actor: Actor, id: string, upload: { name: string; content: Readable }): Promise<AttachedFile> {
    await this.door.assertMayAttach(actor, id);
    const received = await this.files.receive(upload.content, { maxBytes: MAX_FILE_BYTES });
    try {
      return await this.door.attach(actor, id, { name: upload.name, received });
    } finally {
      await received.discard();
    }
  }
}
