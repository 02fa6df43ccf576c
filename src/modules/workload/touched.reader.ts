import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AuditEventType } from '../audit/audit-event.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';
import { UNFOLLOWED } from './followed-events.js';
import type { ProgressMarkRecord } from './progress-mark.record.js';

/** Events that change work of the centre itself. */
const OF_THE_CENTRE: readonly AuditEventType[] = [
  ...(['sampling_policy.changed', 'sampling_plan.drawn'] as const),
  ...(['qualification.recorded', 'competence.recorded', 'staff_record.confirmed', 'staff_record.ended'] as const),
  ...(['standardisation.opened', 'standardisation.decided', 'standardisation.revealed'] as const),
  ...(['standardisation.concluded', 'visit.outcome_issued', 'visit.action_answered', 'visit.action_closed'] as const),
  ...(['claim.prepared', 'claim.submitted', 'claim.withdrawn'] as const),
];

/** Whose derived rows an event leaves behind. */
@Injectable()
export class TouchedReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Everybody who is registered at a centre. */
  async everybody(centreId: string): Promise<string[]> {
    const rows = await this.unitOfWork.reader.sql<{ learnerId: string }[]>`
      SELECT DISTINCT "learnerId" FROM registrations WHERE "centreId" = ${centreId}`;
    return rows.map(({ learnerId }) => learnerId);
  }

  async by(centreId: string, events: readonly AuditEventRecord[]): Promise<ProgressMarkRecord[]> {
    const marks = new Map<string, ProgressMarkRecord>();
    const add = (id: string, scope: ProgressMarkRecord['scope'], { sequence, at }: AuditEventRecord): void => {
      marks.set(id, { id, centreId, scope, sequence, since: marks.get(id)?.since ?? at });
    };
    for (const event of events) {
      if (UNFOLLOWED.some((type) => type === event.type)) continue;
      for (const learnerId of await this.learnersOf(event)) add(learnerId, 'learner', event);
      if (OF_THE_CENTRE.some((type) => type === event.type)) add(centreId, 'centre', event);
    }
    return [...marks.values()];
  }

  private async learnersOf({ type, learnerId, registrationId, facts }: AuditEventRecord): Promise<string[]> {
    if (learnerId !== null) return [learnerId];
    if (registrationId !== null) {
      return this.learners(
        await this.unitOfWork.reader.sql`SELECT "learnerId" FROM registrations WHERE id = ${registrationId}`,
      );
    }
    if (type === 'user.changed') return this.learnersWith(String(facts.userId));
    if (type === 'sampling_plan.drawn') {
      // Those chosen by earlier versions as well: a new version may have let go of them.
      return this.learners(
        await this.unitOfWork.reader.sql`
          SELECT DISTINCT "learnerId" FROM planned_samples WHERE "planId" = ${String(facts.planId)}`,
      );
    }
    return [];
  }

  /** Everybody for whom this person has a part. */
  private async learnersWith(userId: string): Promise<string[]> {
    return this.learners(
      await this.unitOfWork.reader.sql`
        SELECT "learnerId" FROM registrations WHERE "assessorId" = ${userId}
        UNION SELECT "learnerId" FROM registrations WHERE "coAssessorId" = ${userId}
        UNION SELECT "learnerId" FROM registrations WHERE "countersignerId" = ${userId}
        UNION SELECT "learnerId" FROM registrations WHERE "iqaId" = ${userId}
        UNION SELECT "learnerId" FROM registrations WHERE "countersigningIqaId" = ${userId}`,
    );
  }

  private learners(rows: unknown): string[] {
    return (rows as { learnerId: string }[]).map(({ learnerId }) => learnerId);
  }
}
