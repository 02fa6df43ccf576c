import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { buildManifest } from '../../domain/portfolio/build-manifest.js';
import type { PortfolioManifest } from '../../domain/portfolio/manifest.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { PortfolioFactsReader } from '../portfolio/portfolio-facts.reader.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';

/** What a draft portfolio would say at this moment, without a document and without the learner's number. */
@Injectable()
export class TrackingSheetsReader {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly facts: PortfolioFactsReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN */
  async manifest(actor: Actor, registrationId: string): Promise<PortfolioManifest> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'tracking_sheet:read');
    // Nothing is written; in turn with whatever changes the portfolio, the two matrices say the same.
    return this.unitOfWork.run(async () => {
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'tracking_sheet:read');
      const { facts } = await this.facts.of(
        {
          ...{ id: newId(), centreId: registration.centreId, registrationId, requestedById: actor.userId },
          ...{ kind: 'draft', status: 'queued', pagesDone: 0, pagesTotal: 0, releaseId: null, manifestSha256: null },
          ...{ sha256: null, verificationCode: null, failure: null, createdAt: this.clock.now(), finishedAt: null },
        },
        registration,
        { showsUln: false, showsDrafts: !isVisitor(actor), publicUrl: '' },
      );
      return buildManifest(facts);
    }, portfolioLock(seen.registration.learnerId));
  }
}
