import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { Clock } from '../../platform/time/clock.js';
import { type VisitCondition, VisitScope } from '../registrations/visit-scope.js';

/** What makes a visit the one that is open for somebody, in the words of `visitState`. */
const OPEN_VISIT = `visit."eqaId" = :visitor AND visit."centreId" = :visitedCentre
  AND visit."opensAt" <= :visitedAt AND visit."closesAt" > :visitedAt
  AND visit."suspendedAt" IS NULL AND visit."concludedAt" IS NULL`;

/** A declared interest takes a learner out of the verifier's sight even when it comes to light after the selection (SOD6). */
const NO_INTEREST = `NOT EXISTS (SELECT 1 FROM registrations chosen
  JOIN declared_interests interest ON interest."learnerId" = chosen."learnerId"
  WHERE chosen.id = selection."registrationId" AND interest."personId" = :visitor)`;

/** Answers the rooms before: what the visit that is open has opened. */
@Injectable()
export class OpenRegistrations extends VisitScope {
  constructor(private readonly clock: Clock) {
    super();
  }

  override opensRegistration(actor: Actor, column: string): VisitCondition {
    return this.condition(
      actor,
      `${column} IN (SELECT selection."registrationId" FROM visit_selections selection
        JOIN eqa_visits visit ON visit.id = selection."visitId" WHERE ${OPEN_VISIT} AND ${NO_INTEREST})`,
    );
  }

  override opensUnit(actor: Actor, column: string): VisitCondition {
    return this.condition(
      actor,
      `EXISTS (SELECT 1 FROM eqa_visits visit WHERE ${OPEN_VISIT} AND visit.units LIKE '%"' || ${column} || '"%')`,
    );
  }

  private condition({ userId, centreId }: Actor, sql: string): VisitCondition {
    return { sql, parameters: { visitor: userId, visitedCentre: centreId, visitedAt: this.clock.now() } };
  }
}
