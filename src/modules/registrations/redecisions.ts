import type { Actor } from '../../domain/access/actor.js';

/** A decision as it has just been written. */
export interface TakenDecision {
  readonly learnerId: string;
  readonly registrationIds: readonly string[];
  /** The criterion that was judged, or the number of the item that was decided on. */
  readonly about: { readonly criterion: string } | { readonly evidenceNumber: number };
  /** Whoever decided, and whoever countersigned. */
  readonly deciderIds: readonly string[];
  /** A trainee's judgement has none until it is countersigned. */
  readonly hasEffect: boolean;
}

/**
 * Where earlier rooms say that something has been decided: it may be what a granted appeal waits for (§3.8). Declared here,
 * answered by the appeals room.
 */
export abstract class Redecisions {
  /**
   * Inside the transaction of the decision, after it is written.
   * @throws DomainError SEGREGATION_OF_DUTIES when the appeal was granted with the word that somebody else decides
   */
  abstract onDecision(actor: Actor, decision: TakenDecision): Promise<void>;
}
