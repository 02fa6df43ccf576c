import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { OperatorError } from '../../platform/config/env.js';
import { AuditKey } from '../../platform/secrets/audit-key.js';
import { AnchorHeads } from './anchor-heads.js';
import { AuditReader } from './audit.reader.js';

/** How often is looked whether a day has begun; a server that slept or was off catches up at once. */
const LOOK_EVERY_MS = 15 * 60_000;

/** Keeps anchors coming while a server runs: at its start, every day, at its orderly end. */
@Injectable()
export class WatchTrail implements BeforeApplicationShutdown {
  private readonly logger = new Logger(WatchTrail.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly reader: AuditReader,
    private readonly anchorHeads: AnchorHeads,
    private readonly key: AuditKey,
  ) {}

  /** @throws OperatorError when a trail was sealed with another key: this process could neither continue nor verify it */
  async run(): Promise<void> {
    const other = (await this.reader.heads()).find(({ keyId }) => keyId !== null && keyId !== this.key.id);
    if (other) {
      throw new OperatorError(
        `The audit trail was sealed with the key ${other.keyId ?? ''}, and this process has the key ${this.key.id}. ` +
          'Restore keys/audit-key in DATA_DIR from your backup, or set AUDIT_KEY to the key of your other machines.',
      );
    }
    await this.anchorHeads.run('start');
    this.timer = setInterval(() => void this.tryTo('daily'), LOOK_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer === null) return;
    clearInterval(this.timer);
    await this.tryTo('shutdown');
  }

  /** What failed is made up for the next time. */
  private async tryTo(reason: 'daily' | 'shutdown'): Promise<void> {
    try {
      await this.anchorHeads.run(reason);
    } catch (error) {
      this.logger.error(`the trail could not be anchored: ${error instanceof Error ? (error.stack ?? '') : 'unknown'}`);
    }
  }
}
