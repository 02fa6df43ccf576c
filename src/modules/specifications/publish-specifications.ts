import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { SpecificationStore } from './specification.store.js';

/** Stores the shipped unit versions that this installation does not have yet. Runs at every start. */
@Injectable()
export class PublishSpecifications {
  constructor(
    private readonly store: SpecificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(specifications: readonly UnitSpecification[]): Promise<void> {
    await this.unitOfWork.run(async () => {
      for (const specification of specifications) {
        const { key, version } = specification;
        const contentSha256 = createHash('sha256').update(canonicalJson(specification)).digest('hex');
        const stored = await this.store.find(key, version);
        if (stored && stored.contentSha256 !== contentSha256) {
          throw new Error(
            `Unit ${key} ${version} was changed without a new version; judgements rest on the old wording.`,
          );
        }
        if (!stored) {
          const publishedAt = this.clock.now();
          await this.store.add({ id: newId(), key, version, specification, contentSha256, publishedAt });
        }
      }
    }, ['specifications']);
  }
}
