import type { Actor } from '../../domain/access/actor.js';

/** An item as far as what follows from its decision is concerned. */
export interface DecidedEvidence {
  readonly id: string;
  readonly ref: string;
  readonly centreId: string;
  readonly learnerId: string;
  /** What an assessor wrote is theirs to mend. */
  readonly authorId: string;
  /** The same for every version of the item. */
  readonly number: number;
}

/**
 * What follows from a decision on evidence, inside the transaction that records it. Declared here, answered by the
 * planning room, which keeps what learners have been asked to do.
 */
export abstract class DecisionFollowUp {
  /** @param registrationIds the units it is claimed on of the assessor who returns it */
  abstract onReturned(
    actor: Actor,
    evidence: DecidedEvidence,
    registrationIds: readonly string[],
    feedback: string,
  ): Promise<void>;

  abstract onAccepted(actor: Actor, evidence: DecidedEvidence): Promise<void>;
}
