import type { Actor } from '../../domain/access/actor.js';

/** What earlier rooms must ask about people who testify through a link. Declared here, answered by the witnesses room. */
export abstract class WitnessLinks {
  /** Whether somebody has been asked for this testimony and may still answer: until then its draft stays as they saw it. */
  abstract isAwaited(evidenceId: string): Promise<boolean>;

  /** Whether `actor` is the person who gave one of these testimonies, going by the account or the address (SOD3). */
  abstract isWitness(actor: Actor, evidenceIds: readonly string[]): Promise<boolean>;
}
