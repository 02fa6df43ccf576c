import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayVerify } from '../../domain/access/separation-of-duties.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { EvidenceDesk } from './evidence-desk.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** The IQA's approval without which recognised prior learning does not count (§3.9). */
@Injectable()
export class ApproveRpl {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'rpl:approve', async (evidence) => {
      if (evidence.rplState !== 'assessed') {
        throw new DomainError('STATE_CONFLICT', `${evidence.ref} is not prior learning that an assessor has accepted.`);
      }
      checkMayVerify({
        actorId: actor.userId,
        learnerId: evidence.learnerId,
        assessorIds: evidence.decidedById === null ? [] : [evidence.decidedById],
        countersignerIds: [],
        authorIds: [evidence.authorId],
      });
      const approved = await this.store.change(evidence, { rplState: 'iqa_approved' });
      await this.trail.record(
        actor,
        'rpl.approved',
        { ref: evidence.ref },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return approved;
    });
  }
}
