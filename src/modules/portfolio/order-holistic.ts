import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { buildHolistic, type HolisticFacts } from '../../domain/portfolio/build-holistic.js';
import type { PortfolioKind } from '../../domain/portfolio/portfolio-facts.js';
import { portfolioReference } from '../../domain/portfolio/portfolio-reference.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { newId } from '../../platform/database/new-id.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { BUILD_PORTFOLIO } from './build-portfolio.job.js';
import { newVerificationCode } from './order-portfolio.js';
import { type PortfolioAudience, PortfolioFactsReader } from './portfolio-facts.reader.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import type { StoredPicture } from './portfolio-manifest.record.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

/** A unit that is to go in, with the release that a signed-off portfolio binds it at; `null` in a draft. */
export interface WantedUnit {
  readonly registration: RegistrationRecord;
  readonly releaseId: string | null;
}

/** Fixes everything a portfolio over several units will say and has it drawn, inside the transaction that calls for it. */
@Injectable()
export class OrderHolistic {
  constructor(
    private readonly facts: PortfolioFactsReader,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly jobs: JobQueue,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async run(
    actor: Actor,
    learnerId: string,
    kind: PortfolioKind,
    wanted: readonly WantedUnit[],
    audience: PortfolioAudience,
  ): Promise<PortfolioExportRecord> {
    const order: PortfolioExportRecord = {
      ...{ id: newId(), centreId: actor.centreId, requestedById: actor.userId, kind, status: 'queued' },
      ...{ registrationId: null, learnerId, visitId: null, pagesDone: 0, pagesTotal: 0, releaseId: null },
      verificationCode: kind === 'signed_off' ? newVerificationCode() : null,
      ...{ manifestSha256: null, sha256: null, failure: null, createdAt: this.clock.now() },
      isForRequesterOnly: audience.showsUln && wanted.some(({ registration }) => registration.uln !== null),
      ...{ finishedAt: null, expiresAt: null },
    };
    const units: HolisticFacts['units'][number][] = [];
    const pictures = new Map<string, StoredPicture>();
    for (const { registration, releaseId } of wanted) {
      const within = { ...audience, publicUrl: this.env.publicUrl };
      const read = await this.facts.of({ ...order, kind, releaseId }, registration, within);
      for (const picture of read.pictures) pictures.set(picture.fileId, picture);
      const own = releaseId === null ? null : await this.reader.ofRelease(releaseId);
      units.push({ facts: read.facts, ownCode: own?.verificationCode ?? null });
    }
    const seq = kind === 'draft' ? 'draft' : String((await this.reader.holisticOf(learnerId)).length + 1);
    const manifest = buildHolistic({ reference: referenceOf(units, learnerId, seq), units });
    const manifestSha256 = createHash('sha256').update(canonicalJson(manifest)).digest('hex');
    const fixed = { ...order, manifestSha256 };
    await this.store.add(
      fixed,
      { manifest, pictures: [...pictures.values()] },
      wanted.map(({ registration, releaseId }) => ({ registrationId: registration.id, releaseId })),
    );
    await this.jobs.enqueue(BUILD_PORTFOLIO, { exportId: order.id });
    await this.trail.record(actor, 'portfolio.requested', { exportId: order.id, kind, manifestSha256 }, { learnerId });
    return fixed;
  }
}

/** `{centre}-{learnerRef}-{units}-{seq}`, after §5.3. */
function referenceOf(units: HolisticFacts['units'], learnerId: string, seq: string): string {
  const [first] = units;
  const learnerRef = first?.facts.registration.registrationNumber ?? learnerId.slice(-8);
  const keys = units.map(({ facts }) => facts.unit.key).sort();
  return portfolioReference([first?.facts.centre.number ?? null, learnerRef, ...keys, seq]);
}
