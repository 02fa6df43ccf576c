import { Injectable } from '@nestjs/common';
import { type Actor, verifierStanding } from '../../domain/access/actor.js';
import {
  checkMayVerify,
  checkNoDeclaredInterest,
  checkVerifierIsQualified,
} from '../../domain/access/separation-of-duties.js';
import type { RplState } from '../../domain/evidence/evidence.js';
import { moveRpl } from '../../domain/evidence/rpl-flow.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** Where the IQA's approval leads, and further when the awarding organisation has approved as well. */
function approvedState(state: RplState, aoReference: string | null): RplState {
  if (aoReference === null) return moveRpl(state, 'approve');
  return moveRpl(state === 'iqa_approved' ? state : moveRpl(state, 'approve'), 'approve_by_ao');
}

/**
 * The IQA's approval without which recognised prior learning does not count (§3.9). Where the awarding organisation wants
 * to see it first, the IQA enters their reference with the approval or once it has come. It takes a qualified IQA.
 */
@Injectable()
export class ApproveRpl {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string, input: { aoReference?: string | null } = {}): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'rpl:approve', async (evidence) => {
      if (evidence.rplState === null || evidence.status !== 'accepted' || evidence.onHold) {
        throw new DomainError('STATE_CONFLICT', `${evidence.ref} is not prior learning that an assessor has accepted.`);
      }
      checkVerifierIsQualified(verifierStanding(actor.roles) === 'qualified');
      const aoReference = input.aoReference?.trim() || null;
      const rplState = approvedState(evidence.rplState, aoReference);
      const decisions = await this.reader.decisions([id]);
      const claims = await this.reader.claims([id]);
      const registrations = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));
      // Everybody who ever decided on it, and whoever assesses the units it is for (SOD2).
      const deciders = decisions.map(({ assessorId }) => assessorId);
      const allocated = registrations.flatMap(({ assessorId, coAssessorId }) => [
        assessorId,
        coAssessorId ?? assessorId,
      ]);
      checkMayVerify({
        actorId: actor.userId,
        learnerId: evidence.learnerId,
        assessorIds: [...deciders, ...allocated],
        countersignerIds: registrations.flatMap(({ countersignerId }) =>
          countersignerId === null ? [] : [countersignerId],
        ),
        authorIds: [evidence.authorId],
      });
      const conflictedPersonIds = await this.registrations.conflictedPersonIds(evidence.learnerId);
      checkNoDeclaredInterest({ actorId: actor.userId, conflictedPersonIds });
      const approved = await this.store.change(evidence, { rplState, aoReference });
      await this.trail.record(
        actor,
        'rpl.approved',
        { ref: evidence.ref, rplState },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return approved;
    });
  }
}
