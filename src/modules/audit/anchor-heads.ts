import { Injectable } from '@nestjs/common';
import { AuditKey } from '../../platform/secrets/audit-key.js';
import { Clock } from '../../platform/time/clock.js';
import { AnchorStore } from './anchor.store.js';
import { AuditReader } from './audit.reader.js';

/** Anchors the end of every trail on which something happened since its last anchor. */
@Injectable()
export class AnchorHeads {
  constructor(
    private readonly reader: AuditReader,
    private readonly anchors: AnchorStore,
    private readonly key: AuditKey,
    private readonly clock: Clock,
  ) {}

  /** With `daily`, only where there was no anchor yet today (UTC): whichever process comes first writes it. */
  async run(reason: 'start' | 'daily' | 'shutdown'): Promise<void> {
    for (const { id: centreId, sequence, sha256, keyId } of await this.reader.heads()) {
      // What another key sealed is for the holder of that key to anchor.
      if (keyId !== null && keyId !== this.key.id) continue;
      const last = await this.anchors.last(centreId);
      // Also where the trail has become shorter: an anchor of what is left would prove nothing.
      if (last !== null && last.sequence >= sequence) continue;
      if (reason === 'daily' && last !== null && last.at.startsWith(this.clock.today())) continue;
      const isFromBeforeTheKey = keyId === null && last === null;
      await this.anchors.add({ centreId, sequence, sha256 }, isFromBeforeTheKey ? 'sealing' : reason);
    }
  }
}
