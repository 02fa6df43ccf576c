import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { buildManifest } from '../../domain/portfolio/build-manifest.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { newId } from '../../platform/database/new-id.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { WitnessesReader } from '../witnesses/witnesses.reader.js';
import { BUILD_PORTFOLIO } from './build-portfolio.job.js';
import { type PortfolioAudience, PortfolioFactsReader } from './portfolio-facts.reader.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioStore } from './portfolio.store.js';

/** Crockford's alphabet: nothing that people mistake for something else when they type it in. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eighty random bits as four groups of four: `7KQ2-…`. */
export function newVerificationCode(): string {
  const characters = [...randomBytes(16)].map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');
  return characters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What the copy of somebody may say. */
export interface CopyAudience extends PortfolioAudience {
  /** In the centre's own copy only (domain.md §5.2 row 10). */
  readonly showsWitnessContacts: boolean;
}

/** The document of record goes to all who ever see it, and says nothing that was not handed in. */
export const FOR_EVERYBODY: CopyAudience = { showsUln: false, showsDrafts: false, showsWitnessContacts: false };

/**
 * Fixes everything a document will say and has it drawn in the background. Inside the transaction that calls for it, so
 * that a signed-off portfolio says what stood at the moment of release, whatever happens before it is drawn.
 */
@Injectable()
export class OrderPortfolio {
  constructor(
    private readonly facts: PortfolioFactsReader,
    private readonly witnesses: WitnessesReader,
    private readonly store: PortfolioStore,
    private readonly jobs: JobQueue,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @param release the IQA's signature that a signed-off portfolio shows; `null` for a draft */
  async run(
    actor: Actor,
    registration: RegistrationRecord,
    release: { readonly id: string; readonly signedAt: string } | null,
    audience: CopyAudience,
  ): Promise<PortfolioExportRecord> {
    const kind = release ? 'signed_off' : 'draft';
    const order: PortfolioExportRecord = {
      id: newId(),
      centreId: registration.centreId,
      ...{ registrationId: registration.id, learnerId: null, visitId: null },
      requestedById: actor.userId,
      kind,
      status: 'queued',
      pagesDone: 0,
      pagesTotal: 0,
      releaseId: release?.id ?? null,
      manifestSha256: null,
      sha256: null,
      verificationCode: release ? newVerificationCode() : null,
      failure: null,
      isForRequesterOnly: false,
      createdAt: release?.signedAt ?? this.clock.now(),
      finishedAt: null,
      expiresAt: null,
    };
    const within = { ...audience, publicUrl: this.env.publicUrl };
    const { facts, pictures } = await this.facts.of({ ...order, kind }, registration, within);
    const witnessContacts = audience.showsWitnessContacts ? await this.contactsOf(facts.evidence) : null;
    const manifest = buildManifest({ ...facts, witnessContacts });
    order.manifestSha256 = createHash('sha256').update(canonicalJson(manifest)).digest('hex');
    const saysContacts = manifest.witnesses.some(({ contact }) => contact !== undefined);
    order.isForRequesterOnly = saysContacts || (audience.showsUln && registration.uln !== null);
    await this.store.add(order, { manifest, pictures });
    await this.jobs.enqueue(BUILD_PORTFOLIO, { exportId: order.id });
    await this.trail.record(
      actor,
      'portfolio.requested',
      { exportId: order.id, kind: order.kind, manifestSha256: order.manifestSha256 },
      { registrationId: registration.id, learnerId: registration.learnerId },
    );
    return order;
  }

  /** The addresses to which witnesses were invited, by the evidence that they were asked about. */
  private async contactsOf(evidence: readonly { readonly id: string }[]): Promise<Record<string, string>> {
    const invitations = await this.witnesses.ofEvidence(evidence.map(({ id }) => id));
    return Object.fromEntries(invitations.map(({ evidenceId, email }) => [evidenceId, email]));
  }
}
