import type { AuditKey } from '../../platform/secrets/audit-key.js';
import type { TrailAnchor } from './anchor.js';
import type { AuditEventRecord } from './audit-event.record.js';
import type { AuditHeadRecord } from './audit-head.record.js';
import { sealOf, START_OF_CHAIN, type UnsealedEvent } from './event-seal.js';

/** An event as the database holds it: its facts are text until they are known to be JSON. */
export type StoredEvent = Omit<AuditEventRecord, 'facts'> & { readonly facts: string };

/**
 * What is wrong with a trail at event `sequence`:
 * - `gap` it is missing; `link` it names another event before it; `seal` its content is not what was sealed
 * - `unsealed` it bears no seal although the trail was sealed by then; `other_key` its seal is of another key
 * - `anchor` an anchor knows it with another seal; `cut` the trail ends before it, although an anchor knows it
 * - `head` the trail ends before it or goes on after it, and the database's own note of the end says otherwise
 * - `foreign_anchor` the anchor of it was not written with this key, or was changed
 */
export interface TrailFault {
  readonly kind: 'gap' | 'link' | 'seal' | 'unsealed' | 'other_key' | 'anchor' | 'cut' | 'head' | 'foreign_anchor';
  readonly sequence: number;
  /** The anchor that contradicts the trail, or the key that is not ours. */
  readonly anchor?: TrailAnchor;
  readonly keyId?: string;
}

/**
 * Goes along one centre's trail from its start and stops at the first fault. Pure but for the key: it is given the
 * events in order and remembers only where it is.
 */
export class ChainWalk {
  private previous = START_OF_CHAIN;
  private anchorsPassed = 0;
  private isSealed = false;
  private readonly unsealedUpTo: number;

  /** The event reached, and at the end how many there are. */
  sequence = 0;

  /** @param anchors genuine ones, in the order of the trail */
  constructor(
    private readonly key: AuditKey,
    private readonly anchors: readonly TrailAnchor[],
  ) {
    // Without it nobody sealed vouches for plain hashes, and a trail rewritten without seals from its start would pass.
    this.unsealedUpTo = anchors.find(({ reason }) => reason === 'sealing')?.sequence ?? 0;
  }

  step(stored: StoredEvent): TrailFault | null {
    const sequence = this.sequence + 1;
    const { sha256, keyId } = stored;
    if (stored.sequence !== sequence) return { kind: 'gap', sequence };
    if (keyId === null && (this.isSealed || sequence > this.unsealedUpTo)) return { kind: 'unsealed', sequence };
    if (keyId !== null && keyId !== this.key.id) return { kind: 'other_key', sequence, keyId };
    if (stored.previousSha256 !== this.previous) return { kind: 'link', sequence };
    if (!this.isAsSealed(stored)) return { kind: 'seal', sequence };

    for (; this.nextAnchor?.sequence === sequence; this.anchorsPassed += 1) {
      if (this.nextAnchor.sha256 !== sha256) return { kind: 'anchor', sequence, anchor: this.nextAnchor };
    }
    this.isSealed ||= keyId !== null;
    this.sequence = sequence;
    this.previous = sha256;
    return null;
  }

  /** Called after the last event. */
  end(head: Pick<AuditHeadRecord, 'sequence' | 'sha256'> | null): TrailFault | null {
    const beyond = this.anchors.at(-1);
    if (beyond && beyond.sequence > this.sequence) return { kind: 'cut', sequence: this.sequence + 1, anchor: beyond };
    const isRight =
      head === null ? this.sequence === 0 : head.sequence === this.sequence && head.sha256 === this.previous;
    return isRight ? null : { kind: 'head', sequence: this.sequence + 1 };
  }

  private get nextAnchor(): TrailAnchor | undefined {
    return this.anchors[this.anchorsPassed];
  }

  private isAsSealed({ sha256, facts, ...rest }: StoredEvent): boolean {
    try {
      return sealOf({ ...rest, facts: JSON.parse(facts) as UnsealedEvent['facts'] }, this.key) === sha256;
    } catch {
      // Facts that are no JSON, or numbers that no JSON of ours has.
      return false;
    }
  }
}
