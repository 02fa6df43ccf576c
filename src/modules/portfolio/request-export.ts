import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { PortfolioKind } from '../../domain/portfolio/portfolio-facts.js';
import { isInForce } from '../../domain/sign-off/sign-off.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { BUILD_PORTFOLIO } from './build-portfolio.job.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

/** A portfolio costs a processor core for a while. */
const UNFINISHED_ALLOWED = 2;
/** Crockford's alphabet: nothing that people mistake for something else when they type it in. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eighty random bits as four groups of four: `7KQ2-…`. */
export function newVerificationCode(): string {
  const characters = [...randomBytes(16)].map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');
  return characters.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Orders a portfolio; it is built in the background. A signed-off one only of a released unit, and once for each
 * release: asking again gives the same document.
 */
@Injectable()
export class RequestExport {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, registrationId: string, kind: PortfolioKind): Promise<PortfolioExportRecord> {
    const { registration } = await this.registrations.forOperation(actor, registrationId, 'portfolio:export');
    return this.unitOfWork.run(async () => {
      const releaseId = kind === 'signed_off' ? await this.releaseOf(registrationId) : null;
      const existing = releaseId === null ? null : await this.reader.ofRelease(releaseId);
      if (existing) return existing;
      if ((await this.reader.countUnfinished(actor.userId)) >= UNFINISHED_ALLOWED) {
        throw new DomainError(
          'EXPORT_LIMIT_REACHED',
          'Two of your exports are still being built. Please wait for one of them.',
        );
      }
      const order: PortfolioExportRecord = {
        id: newId(),
        centreId: registration.centreId,
        registrationId,
        requestedById: actor.userId,
        kind,
        status: 'queued',
        pagesDone: 0,
        pagesTotal: 0,
        releaseId,
        manifestSha256: null,
        sha256: null,
        verificationCode: kind === 'signed_off' ? newVerificationCode() : null,
        failure: null,
        createdAt: this.clock.now(),
        finishedAt: null,
      };
      await this.store.add(order);
      await this.jobs.enqueue(BUILD_PORTFOLIO, { exportId: order.id });
      await this.trail.record(
        actor,
        'portfolio.requested',
        { exportId: order.id, kind },
        { registrationId, learnerId: registration.learnerId },
      );
      return order;
    }, portfolioLock(registration.learnerId));
  }

  private async releaseOf(registrationId: string): Promise<string> {
    const signOffs = await this.signOffs.signOffs(registrationId);
    const release = signOffs.find((signOff) => signOff.stage === 'iqa' && isInForce(signOff));
    if (!release)
      throw new DomainError('NOT_RELEASED', 'A signed-off portfolio exists only once an IQA has released the unit.');
    return release.id;
  }
}
