import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding } from '../../domain/access/actor.js';
import { checkMayRelease } from '../../domain/access/separation-of-duties.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { CountersigningDesk } from './countersigning-desk.js';
import type { JudgementEntry } from './judgements.reader.js';
import { PastSamples } from './past-samples.js';

/**
 * A lead IQA gives effect, with a reason, to what somebody judged as a trainee and nobody has countersigned, once that
 * somebody is qualified: promotion by itself clears nothing (§3.2).
 */
@Injectable()
export class ReleaseJudgement {
  constructor(
    private readonly desk: CountersigningDesk,
    private readonly registrations: RegistrationsReader,
    private readonly identity: IdentityReader,
    private readonly evidence: EvidenceReader,
    private readonly samples: PastSamples,
  ) {}

  async run(actor: Actor, registrationId: string, judgementId: string, reason: string): Promise<JudgementEntry> {
    const [released] = await this.desk.settle(
      actor,
      registrationId,
      {
        operation: 'judgement:release',
        result: 'released',
        note: reason.trim(),
        judgementIds: [judgementId],
        unknown: notFound(),
        place: null,
      },
      async (registration, [judgement]) => {
        if (judgement) await this.assertMayRelease(actor, registration, judgement);
      },
    );
    if (!released) throw notFound();
    return released;
  }

  private async assertMayRelease(
    actor: Actor,
    registration: RegistrationRecord,
    judgement: JudgementEntry,
  ): Promise<void> {
    const { id, learnerId, iqaId, assessorId, coAssessorId, countersignerId, countersigningIqaId } = registration;
    const [assessor] = await this.identity.people(actor.centreId, [judgement.assessorId]);
    const named = [assessorId, coAssessorId, countersignerId, countersigningIqaId].filter(
      (personId) => personId !== null,
    );
    checkMayRelease({
      actorId: actor.userId,
      learnerId,
      iqaId,
      partyIds: [...named, judgement.assessorId, ...(await this.handsIn(registration, judgement))],
      hasSampled: await this.samples.signedBy(id, actor.userId),
      conflictedPersonIds: await this.registrations.conflictedPersonIds(learnerId),
      assessorIsQualified: assessor !== undefined && assessorStanding(assessor.roles) === 'qualified',
    });
  }

  /** Who wrote the evidence that the judgement names, or ever decided on it. */
  private async handsIn({ id }: RegistrationRecord, { evidenceIds }: JudgementEntry): Promise<string[]> {
    const claimed = await this.evidence.claimedOn(id);
    const authors = claimed.flatMap(({ evidence }) => (evidenceIds.includes(evidence.id) ? [evidence.authorId] : []));
    const decisions = await this.evidence.decisions(evidenceIds);
    return [...authors, ...decisions.map(({ assessorId }) => assessorId)];
  }
}
