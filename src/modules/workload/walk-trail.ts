import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';
import { AuditReader } from '../audit/audit.reader.js';
import { followingLock } from './followed-events.js';
import type { ProgressMarkRecord } from './progress-mark.record.js';
import { ProgressReader } from './progress.reader.js';
import { TellPeople } from './tell-people.js';
import { TouchedReader } from './touched.reader.js';
import { WorkloadStore } from './workload.store.js';

/** Events of one transaction. */
const BATCH = 200;

/**
 * Goes along the trail of a centre from where it was left: notes whose derived rows are behind and tells people what
 * happened. Notes, notices and the place that was reached share a transaction, so nothing is told twice or missed.
 */
@Injectable()
export class WalkTrail {
  constructor(
    private readonly audit: AuditReader,
    private readonly reader: ProgressReader,
    private readonly touched: TouchedReader,
    private readonly tell: TellPeople,
    private readonly store: WorkloadStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(centreId: string): Promise<void> {
    for (let seen = BATCH; seen === BATCH;) {
      seen = await this.unitOfWork.run(() => this.step(centreId), followingLock(centreId));
    }
  }

  private async step(centreId: string): Promise<number> {
    const head = await this.reader.head(centreId);
    if (!head) return this.begin(centreId);
    const rows = await this.audit.eventsAfter(centreId, head.sequence, BATCH);
    const last = rows.at(-1);
    if (!last) return 0;
    const events = rows.map((row): AuditEventRecord => ({
      ...row,
      facts: JSON.parse(row.facts) as AuditEventRecord['facts'],
    }));
    await this.store.mark(await this.touched.by(centreId, events));
    await this.tell.run(centreId, events);
    await this.store.changeHead(centreId, { sequence: last.sequence });
    return rows.length;
  }

  /** A trail from before it was followed: everybody is behind, and old news is nobody's news. */
  private async begin(centreId: string): Promise<number> {
    const end = await this.audit.head(centreId);
    if (!end) return 0;
    const [first] = await this.audit.eventsAfter(centreId, 0, 1);
    const mark = { centreId, sequence: end.sequence, since: first?.at ?? '' };
    const learners = (await this.touched.everybody(centreId)).map((id): ProgressMarkRecord => ({
      ...mark,
      ...{ id, scope: 'learner' },
    }));
    await this.store.mark([...learners, { ...mark, id: centreId, scope: 'centre' }]);
    await this.store.addHead(centreId, end.sequence);
    return 0;
  }
}
