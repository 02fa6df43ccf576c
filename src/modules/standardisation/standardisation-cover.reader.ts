import { Injectable } from '@nestjs/common';
import type { ExerciseAttended } from '../../domain/standardisation/standardisation-cover.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** Somebody's part in one concluded exercise. */
export interface AttendedRow extends ExerciseAttended {
  readonly personId: string;
}

@Injectable()
export class StandardisationCoverReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Who assesses, countersigns or verifies on a unit of a centre. */
  async staffOf(centreId: string, unitKey: string): Promise<string[]> {
    const rows = await this.unitOfWork.reader.sql<{ personId: string | null }[]>`
      SELECT "assessorId" AS "personId" FROM registrations WHERE "centreId" = ${centreId} AND "unitKey" = ${unitKey}
      UNION SELECT "coAssessorId" FROM registrations WHERE "centreId" = ${centreId} AND "unitKey" = ${unitKey}
      UNION SELECT "countersignerId" FROM registrations WHERE "centreId" = ${centreId} AND "unitKey" = ${unitKey}
      UNION SELECT "iqaId" FROM registrations WHERE "centreId" = ${centreId} AND "unitKey" = ${unitKey}`;
    return rows.flatMap(({ personId }) => personId ?? []);
  }

  /** The concluded exercises of a unit that anybody decided in or came to. */
  async attended(centreId: string, unitKey: string): Promise<AttendedRow[]> {
    const rows = await this.unitOfWork.reader.sql<
      (Omit<AttendedRow, 'decided' | 'asAgreed'> & { decided: number | null; asAgreed: number | null })[]
    >`
      SELECT person."personId", event."id" AS "eventId", event."title", conclusion."heldOn",
             person."questionsDecided" AS "decided", person."decidedAsAgreed" AS "asAgreed"
      FROM standardisation_events event
      JOIN standardisation_conclusions conclusion ON conclusion."eventId" = event."id"
      JOIN standardisation_participants person ON person."eventId" = event."id"
      WHERE event."centreId" = ${centreId} AND event."unitKey" = ${unitKey}
        AND (person."attended" OR person."decidedAt" IS NOT NULL)
      ORDER BY event."id"`;
    return rows.map(({ decided, asAgreed, ...row }) => ({ ...row, decided: decided ?? 0, asAgreed: asAgreed ?? 0 }));
  }
}
