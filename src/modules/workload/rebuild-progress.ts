import { Injectable } from '@nestjs/common';
import { sumOf } from '../../domain/workload/tallies.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { followingLock } from './followed-events.js';
import { ProgressReader } from './progress.reader.js';
import { RefreshProgress } from './refresh-progress.js';
import { TouchedReader } from './touched.reader.js';
import { WalkTrail } from './walk-trail.js';
import { WorkloadStore } from './workload.store.js';

/** Rows of one query. */
const PAGE = 500;

/** What a rebuild found. */
export interface RebuiltProgress {
  readonly learners: number;
  /** Counts of the centre that were not the sum of what its registrations contribute; they are now. */
  readonly wrongTallies: number;
}

/** Computes everything derived about a centre again, and holds its counts against the sum over its registrations. */
@Injectable()
export class RebuildProgress {
  constructor(
    private readonly walk: WalkTrail,
    private readonly touched: TouchedReader,
    private readonly reader: ProgressReader,
    private readonly refresh: RefreshProgress,
    private readonly store: WorkloadStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(centreId: string): Promise<RebuiltProgress> {
    await this.walk.run(centreId);
    const learners = await this.touched.everybody(centreId);
    const head = await this.reader.head(centreId);
    const mark = { centreId, sequence: head?.sequence ?? 0, since: this.clock.now() };
    await this.unitOfWork.run(
      () =>
        this.store.mark([
          ...learners.map((id) => ({ ...mark, id, scope: 'learner' as const })),
          { ...mark, id: centreId, scope: 'centre' as const },
        ]),
      followingLock(centreId),
    );
    for (let marks = await this.reader.marks(centreId, PAGE); marks.length > 0;) {
      for (const each of marks) await this.refresh.run(each);
      marks = await this.reader.marks(centreId, PAGE);
    }
    const wrongTallies = await this.unitOfWork.run(() => this.correctTallies(centreId), followingLock(centreId));
    return { learners: learners.length, wrongTallies };
  }

  /** How many counts were wrong. */
  private async correctTallies(centreId: string): Promise<number> {
    const wanted = new Map<string, Map<string, number>>();
    for (let after = ''; ;) {
      const rows = await this.reader.contributions(centreId, after, PAGE);
      for (const { unitKey, contribution } of rows) {
        const unit = wanted.get(unitKey) ?? new Map<string, number>();
        wanted.set(unitKey, unit);
        for (const [key, count] of sumOf([contribution])) unit.set(key, (unit.get(key) ?? 0) + count);
      }
      after = rows.at(-1)?.id ?? '';
      if (rows.length < PAGE) break;
    }
    let wrong = 0;
    for (const { unitKey, tally, subject, detail, count } of await this.reader.tallies(centreId)) {
      const key = [tally, subject, detail].join('|');
      const unit = wanted.get(unitKey);
      const by = (unit?.get(key) ?? 0) - count;
      unit?.delete(key);
      if (by === 0) continue;
      wrong += 1;
      await this.store.addToTallies(centreId, unitKey, [{ key, by }]);
    }
    for (const [unitKey, missing] of wanted) {
      wrong += missing.size;
      const changes = [...missing].map(([key, by]) => ({ key, by }));
      await this.store.addToTallies(centreId, unitKey, changes);
    }
    return wrong;
  }
}
