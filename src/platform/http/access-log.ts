import type { Actor } from '../../domain/access/actor.js';
import type { Operation } from '../../domain/access/permissions.js';

/** One request as somebody may have to answer for it. */
export interface LoggedAccess {
  readonly operation: Operation;
  readonly method: string;
  /** Pattern of the route. */
  readonly route: string;
  /** The address as it was asked for, without its query. */
  readonly path: string;
  /** The values in the address, by name. */
  readonly params: Readonly<Record<string, string>>;
  /** Status of the answer. */
  readonly status: number;
}

/** Writes an access down, durably, or throws: then it is not answered. */
export type WriteDown = (access: LoggedAccess) => Promise<void>;

/**
 * Knows whose requests are written down before they are answered. Declared here, answered by the visits room: what an
 * external verifier looks at is logged.
 */
export abstract class AccessLog {
  /**
   * Asked before a request of somebody signed in is carried out.
   * @returns how to write its answer down, `null` when this person's requests are their own
   * @throws DomainError NOT_FOUND when the operation is open to them only at other times
   */
  abstract watch(actor: Actor, operation: Operation): Promise<WriteDown | null>;
}
