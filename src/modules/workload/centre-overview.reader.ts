import { Injectable } from '@nestjs/common';
import { type Tally, TALLIES } from '../../domain/workload/tallies.js';
import { addDays } from '../../domain/kernel/working-days.js';
import { WORKLOAD_POLICY } from '../../domain/workload/workload-policy.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** A count over the units asked for. */
export interface Counted {
  readonly tally: Tally;
  readonly subject: string;
  readonly detail: string;
  readonly count: number;
}

/** Counts that are read whole; the others reach back, and only as far as they are asked for. */
const WHOLE = ['registrations', 'criteria', 'criterion_status', 'blocker', 'action_open'] satisfies Tally[];

type CountRow = Omit<Counted, 'count'> & { count: number | string };

/** The counts of a centre. None of these queries grows with the number of registrations. */
@Injectable()
export class CentreOverviewReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @param unit key of one unit, or `null` for all of them */
  async counts(centreId: string, unit: string | null, today: string): Promise<Counted[]> {
    const units = unit === null ? await this.units(centreId) : [unit];
    if (units.length === 0) return [];
    const whole = await this.unitOfWork.reader.sql<CountRow[]>`
      SELECT tally, subject, detail, SUM(count) AS count FROM centre_tallies
      WHERE "centreId" = ${centreId} AND "unitKey" IN (${() => units}) AND tally IN (${() => [...WHOLE]})
      GROUP BY tally, subject, detail`;
    // What is overdue as one number, however many days it has been.
    const late = await this.unitOfWork.reader.sql<CountRow[]>`
      SELECT tally, subject, '' AS detail, SUM(count) AS count FROM centre_tallies
      WHERE "centreId" = ${centreId} AND "unitKey" IN (${() => units}) AND tally = 'waiting'
        AND detail <> '' AND detail < ${today} GROUP BY tally, subject`;
    const since = addDays(today, -WORKLOAD_POLICY.turnaroundDays);
    const turnaround = await this.unitOfWork.reader.sql<CountRow[]>`
      SELECT tally, '' AS subject, detail, SUM(count) AS count FROM centre_tallies
      WHERE "centreId" = ${centreId} AND "unitKey" IN (${() => units}) AND tally = 'turnaround'
        AND subject > ${since} AND subject <= ${today} GROUP BY tally, detail`;
    const sampled = await this.samples(centreId, units, today);
    return [...whole, ...late, ...turnaround, ...sampled].map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** By assessor: planned and taken up to today, and the day of the last sample as `detail`. */
  private samples(centreId: string, units: readonly string[], today: string): Promise<CountRow[]> {
    const since = addDays(today, -WORKLOAD_POLICY.complianceDays);
    return this.unitOfWork.reader.sql<CountRow[]>`
      SELECT tally, subject, MAX(detail) AS detail, SUM(count) AS count FROM centre_tallies
      WHERE "centreId" = ${centreId} AND "unitKey" IN (${() => [...units]})
        AND tally IN ('sample_planned', 'sample_taken', 'sample_signed') AND detail > ${since} AND detail <= ${today}
      GROUP BY tally, subject`;
  }

  private async units(centreId: string): Promise<string[]> {
    const rows = await this.unitOfWork.reader.sql<{ unitKey: string }[]>`
      SELECT DISTINCT "unitKey" FROM centre_tallies WHERE "centreId" = ${centreId} AND tally = ${TALLIES[0]}`;
    return rows.map(({ unitKey }) => unitKey);
  }
}
