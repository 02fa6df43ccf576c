import type { Actor } from '../../domain/access/actor.js';

/** A condition for somebody else's query, and the values that it speaks of. */
export interface VisitCondition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * What an external verifier may see now: what a visit of theirs that is open has opened. Asked only for people with that
 * role, so that nobody else pays for it. Declared here, answered by the visits room.
 */
export abstract class VisitScope {
  /** Holds where `column` is the id of a registration that is selected for the visit. */
  abstract opensRegistration(actor: Actor, column: string): VisitCondition;

  /** Holds where `column` is the key of a unit that the visit is about. */
  abstract opensUnit(actor: Actor, column: string): VisitCondition;
}
