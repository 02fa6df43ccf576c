import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { PackagesReader } from './packages.reader.js';

/** Lets somebody have a finished package. What was given up or sealed since it was made leaves with it no more. */
@Injectable()
export class OpenPackage {
  constructor(private readonly reader: PackagesReader) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED, EXPORT_NOT_READY, EXPORT_EXPIRED, STATE_CONFLICT */
  async run(actor: Actor, id: string): Promise<{ readonly sha256: string; readonly name: string }> {
    const { status, sha256 } = await this.reader.ofActor(actor, id);
    if (status === 'expired') {
      throw new DomainError(
        'EXPORT_EXPIRED',
        'The days of this package are over and its zip is removed; order another.',
      );
    }
    if (status !== 'ready' || sha256 === null) {
      throw new DomainError('EXPORT_NOT_READY', `The package is ${status}.`);
    }
    const content = await this.reader.contentOf(id);
    if (!(await this.reader.isStillOpen(content))) {
      const message = 'Files in this package were removed or sealed since it was made; please order it again.';
      throw new DomainError('STATE_CONFLICT', message);
    }
    return { sha256, name: `${content.cover.folder}.zip` };
  }
}
