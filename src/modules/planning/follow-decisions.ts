import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { type DecidedEvidence, DecisionFollowUp } from '../evidence/decision-follow-up.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { LearnerActionsDesk } from './learner-actions-desk.js';
import { LearnerActionsReader } from './learner-actions.reader.js';

/**
 * Answers evidence: an item of the learner's that comes back is something to do, on every unit where its assessor returned
 * it, until some version of the item is accepted.
 */
@Injectable()
export class FollowDecisions extends DecisionFollowUp {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly reader: LearnerActionsReader,
    private readonly actions: LearnerActionsDesk,
  ) {
    super();
  }

  override async onReturned(
    actor: Actor,
    { id, ref, authorId, learnerId }: DecidedEvidence,
    registrationIds: readonly string[],
    feedback: string,
  ): Promise<void> {
    if (authorId !== learnerId) return;
    await this.actions.raise(
      actor,
      learnerId,
      registrationIds.map((registrationId) => ({
        registrationId,
        origin: 'returned_evidence' as const,
        originId: id,
        criterion: null,
        text: `${ref} came back: ${feedback}`,
        dueOn: null,
      })),
    );
  }

  override async onAccepted(actor: Actor, accepted: DecidedEvidence): Promise<void> {
    const versions = await this.evidence.versions(accepted);
    const asked = await this.reader.from(versions.map(({ id }) => id));
    const note = `${accepted.ref} was accepted.`;
    await this.actions.close(actor, accepted.learnerId, asked, 'evidence_accepted', note);
  }
}
