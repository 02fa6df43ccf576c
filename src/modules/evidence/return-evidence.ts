import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkReturn } from '../../domain/evidence/check-decision.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { decisionOn, type EvidenceDecision } from './evidence-decision.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** Gives evidence back to its author with reasons and feedback; they answer with a new version. Part of `DecideEvidence`. */
@Injectable()
export class ReturnEvidence {
  constructor(
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, evidence: EvidenceRecord, input: EvidenceDecision): Promise<EvidenceRecord> {
    const status = moveEvidence(evidence.status, 'return');
    const reasons = [...(input.reasons ?? [])];
    const comment = input.comment?.trim() || null;
    checkReturn({ reasons, comment });
    const decision = decisionOn(evidence, {
      outcome: 'returned',
      varcs: input.varcs ?? null,
      comment,
      reasons,
      claims: [],
      assessorId: actor.userId,
      decidedAt: this.clock.now(),
    });
    const returned = await this.store.decide(evidence, decision, { status });
    await this.trail.record(
      actor,
      'evidence.returned',
      { ref: evidence.ref, reasons },
      { learnerId: evidence.learnerId, evidenceId: evidence.id },
    );
    return returned;
  }
}
