import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { toTallyKey } from '../../domain/workload/tallies.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CentreTallyRecord } from './centre-tally.record.js';
import { ProgressHeadRecord } from './progress-head.record.js';
import { ProgressMarkRecord } from './progress-mark.record.js';
import { RegistrationProgressRecord } from './registration-progress.record.js';
import { WaitingWorkRecord } from './waiting-work.record.js';

/** Ids named in one statement. */
const CHUNK = 500;
const TALLIES_AT_ONCE = 100;

/** Writes what is derived from the trail. Rows that would stay as they are stay untouched. */
@Injectable()
export class WorkloadStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async addHead(centreId: string, sequence: number): Promise<void> {
    await this.unitOfWork.insert(ProgressHeadRecord, { id: centreId, sequence, digestedOn: null });
  }

  async changeHead(centreId: string, change: Partial<ProgressHeadRecord>): Promise<void> {
    await this.unitOfWork.update(ProgressHeadRecord, { id: centreId }, change);
  }

  /** Notes that these are behind. One that was behind already stays so from where it was. */
  async mark(marks: readonly ProgressMarkRecord[]): Promise<void> {
    for (let start = 0; start < marks.length; start += CHUNK) {
      const some = marks.slice(start, start + CHUNK);
      const ids = some.map(({ id }) => id);
      const found = await this.unitOfWork.reader.findBy(ProgressMarkRecord, { id: In(ids) });
      const known = new Set(found.map(({ id }) => id));
      for (const { id, sequence } of some.filter((each) => known.has(each.id))) {
        await this.unitOfWork.update(ProgressMarkRecord, { id }, { sequence });
      }
      await this.unitOfWork.insert(
        ProgressMarkRecord,
        some.filter(({ id }) => !known.has(id)),
      );
    }
  }

  /** Takes a mark away, unless something has happened to it since it was read. */
  async unmark({ id, sequence }: ProgressMarkRecord): Promise<void> {
    await this.unitOfWork.delete(ProgressMarkRecord, { id, sequence: LessThanOrEqual(sequence) });
  }

  async keepProgress(row: RegistrationProgressRecord, isNew: boolean): Promise<void> {
    if (isNew) await this.unitOfWork.insert(RegistrationProgressRecord, row);
    else await this.unitOfWork.update(RegistrationProgressRecord, { id: row.id }, row);
  }

  /** Makes the rows of a learner (or of the centre) those that are wanted, whatever they were. */
  async replaceWaiting(before: readonly WaitingWorkRecord[], wanted: readonly WaitingWorkRecord[]): Promise<void> {
    const known = new Map(before.map((row) => [keyOf(row), row]));
    const added: WaitingWorkRecord[] = [];
    for (const row of wanted) {
      const old = known.get(keyOf(row));
      known.delete(keyOf(row));
      if (!old) added.push(row);
      else if (canonicalJson({ ...old, id: '' }) !== canonicalJson({ ...row, id: '' })) {
        await this.unitOfWork.update(WaitingWorkRecord, { id: old.id }, { ...row, id: old.id });
      }
    }
    const gone = [...known.values()].map(({ id }) => id);
    for (let start = 0; start < gone.length; start += CHUNK) {
      await this.unitOfWork.delete(WaitingWorkRecord, { id: In(gone.slice(start, start + CHUNK)) });
    }
    await this.unitOfWork.insert(WaitingWorkRecord, added);
  }

  /** Adds to counts, all of them in one statement; one that comes to nothing goes. */
  async addToTallies(
    centreId: string,
    unitKey: string,
    changes: readonly { readonly key: string; readonly by: number }[],
  ): Promise<void> {
    for (let start = 0; start < changes.length; start += TALLIES_AT_ONCE) {
      const some = changes.slice(start, start + TALLIES_AT_ONCE).map(({ key, by }) => ({ ...toTallyKey(key), by }));
      const values = some.flatMap(({ tally, subject, detail, by }) => [
        ...[newId(), centreId, unitKey, tally, subject, detail, by],
      ]);
      const place = (index: number): string => (this.unitOfWork.onPostgres ? `$${index + 1}` : '?');
      const rows = some.map(
        (_, row) => `(${Array.from({ length: 7 }, (__, index) => place(row * 7 + index)).join(', ')})`,
      );
      await this.unitOfWork.manager.query(
        `INSERT INTO centre_tallies (id, "centreId", "unitKey", tally, subject, detail, count) VALUES ${rows.join(', ')}
         ON CONFLICT ("centreId", "unitKey", tally, subject, detail)
         DO UPDATE SET count = centre_tallies.count + excluded.count`,
        values,
      );
      for (const { tally, subject, detail } of some.filter(({ by }) => by < 0)) {
        await this.unitOfWork.delete(CentreTallyRecord, { centreId, unitKey, tally, subject, detail, count: 0 });
      }
    }
  }
}

/** What one entry of somebody's queue is told apart by. */
export const keyOf = ({ kind, subjectId, waitsForId, part }: WaitingWorkRecord): string =>
  [kind, subjectId, waitsForId, part].join(' ');
