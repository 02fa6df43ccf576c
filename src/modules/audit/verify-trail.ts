import { Injectable } from '@nestjs/common';
import { AuditKey } from '../../platform/secrets/audit-key.js';
import type { TrailAnchor } from './anchor.js';
import { AnchorStore } from './anchor.store.js';
import { AuditReader } from './audit.reader.js';
import { ChainWalk, type TrailFault } from './chain-walk.js';

/** Events read at once: enough to make queries cheap, few enough that the memory stays flat. */
const CHUNK = 2_000;

/** What is known about one centre's trail. */
export interface TrailFinding {
  readonly centreId: string;
  /** How many events from the first on hold together; all of them when there is no fault. */
  readonly events: number;
  /** The first fault; `null` for an intact trail. */
  readonly fault: TrailFault | null;
  /** The furthest anchor that can be relied on: what came after it could still be cut off unseen. */
  readonly lastAnchor: TrailAnchor | null;
  readonly unreadableAnchors: number;
}

/** Recomputes a centre's trail from its start and holds it against its anchors. A server may go on writing meanwhile. */
@Injectable()
export class VerifyTrail {
  constructor(
    private readonly reader: AuditReader,
    private readonly anchors: AnchorStore,
    private readonly key: AuditKey,
  ) {}

  async run(centreId: string): Promise<TrailFinding> {
    // First, so that none can be about an event that is not there yet.
    const { genuine, foreign, unreadable } = await this.anchors.of(centreId);
    const walk = new ChainWalk(this.key, genuine);
    const [forged] = foreign;
    const fault =
      (await this.walk(walk, centreId)) ??
      (forged ? ({ kind: 'foreign_anchor', sequence: forged.sequence, anchor: forged } as const) : null);
    return {
      centreId,
      events: walk.sequence,
      fault,
      lastAnchor: genuine.at(-1) ?? null,
      unreadableAnchors: unreadable,
    };
  }

  private async walk(walk: ChainWalk, centreId: string): Promise<TrailFault | null> {
    for (;;) {
      // Before the events: what is added in between is then read, or belongs to a head that has moved on.
      const head = await this.reader.head(centreId);
      const events = await this.reader.eventsAfter(centreId, walk.sequence, CHUNK);
      for (const event of events) {
        const fault = walk.step(event);
        if (fault) return fault;
      }
      if (events.length === 0) return walk.end(head);
    }
  }
}
