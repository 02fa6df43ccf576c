import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { errorCode } from '../../platform/files/error-code.js';
import { LineJournal } from '../../platform/files/line-journal.js';
import { AuditKey } from '../../platform/secrets/audit-key.js';
import { Clock } from '../../platform/time/clock.js';
import {
  type AnchorReason,
  isGenuine,
  parseAnchor,
  sealAnchor,
  type TrailAnchor,
  type TrailPosition,
} from './anchor.js';

const SUFFIX = '.jsonl';
const CENTRE_ID = /^[\w-]+$/;

/** Everything that lies outside the database about one centre's trail, in the order of the trail. */
export interface AnchorsOfCentre {
  readonly genuine: readonly TrailAnchor[];
  /** Anchors that this key did not write as they stand. */
  readonly foreign: readonly TrailAnchor[];
  /** Lines that are no anchor: their writing was interrupted, or somebody made them so. */
  readonly unreadable: number;
}

/**
 * Anchors as lines of JSON in `anchors/<centre>.jsonl` of the data folder, outside the database: whoever cuts or rewrites
 * the trail in there contradicts them (assurance.md B3). They are only ever added to.
 */
@Injectable()
export class AnchorStore {
  private readonly folder: string;

  constructor(
    @Inject(ENV) env: Env,
    private readonly key: AuditKey,
    private readonly clock: Clock,
  ) {
    this.folder = join(env.dataDir, 'anchors');
  }

  /** Resolves once the anchor would survive a power cut. */
  async add({ centreId, sequence, sha256 }: TrailPosition, reason: AnchorReason): Promise<void> {
    const anchor = sealAnchor({ centreId, sequence, sha256, at: this.clock.now(), reason }, this.key);
    await this.journal(centreId).append(JSON.stringify(anchor));
  }

  /** The latest anchor of a centre that can be relied on. */
  async last(centreId: string): Promise<TrailAnchor | null> {
    const lines = await this.journal(centreId).lastLines();
    const anchors = lines.map(parseAnchor).filter((anchor) => anchor !== null && isGenuine(anchor, this.key));
    return anchors.at(-1) ?? null;
  }

  async of(centreId: string): Promise<AnchorsOfCentre> {
    const genuine: TrailAnchor[] = [];
    const foreign: TrailAnchor[] = [];
    let unreadable = 0;
    for await (const line of this.journal(centreId).lines()) {
      const anchor = parseAnchor(line);
      if (anchor === null) unreadable += 1;
      else if (anchor.centreId === centreId && isGenuine(anchor, this.key)) genuine.push(anchor);
      else foreign.push(anchor);
    }
    // A job that was tried again writes its anchor after later ones.
    genuine.sort((a, b) => a.sequence - b.sequence);
    return { genuine, foreign, unreadable };
  }

  /** Centres that have anchors, whether or not the database still knows them. */
  async centreIds(): Promise<string[]> {
    try {
      const names = await readdir(this.folder);
      const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
      return ids.filter((id) => CENTRE_ID.test(id));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  private journal(centreId: string): LineJournal {
    // The id comes from the database, whose owner must not choose where files are written.
    if (!CENTRE_ID.test(centreId)) throw new Error('a centre whose id is no file name has no anchors');
    return new LineJournal(join(this.folder, centreId + SUFFIX));
  }
}
