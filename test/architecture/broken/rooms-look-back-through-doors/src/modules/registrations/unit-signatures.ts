import type { Actor } from '../../domain/access/actor.js';

/** A question: an abstract class and nothing else that runs. */
export abstract class UnitSignatures {
  abstract isReleased(actor: Actor, registrationId: string): Promise<boolean>;
}
