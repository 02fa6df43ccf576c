import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import {
  NAMED_PARTS,
  type QueueKindCode,
  type WaitingPart,
  waitingPartsOf,
} from '../../domain/workload/queue-kinds.js';
import type { WaitingDetail } from '../../domain/workload/queue-wording.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';

/** One thing that waits, with the names its sentence needs. */
export interface WaitingRow {
  readonly id: string;
  readonly kind: QueueKindCode;
  readonly subjectId: string;
  readonly part: WaitingPart;
  readonly since: string;
  readonly dueOn: string | null;
  readonly registrationId: string | null;
  readonly evidenceId: string | null;
  readonly learnerId: string | null;
  readonly unitKey: string | null;
  readonly detail: WaitingDetail;
  readonly learnerName: string | null;
  readonly ref: string | null;
  readonly evidenceTitle: string | null;
}

/** Where a page starts: after this instant and id. */
export interface QueuePlace {
  readonly since: string;
  readonly id: string;
}

/** Before everything. */
const START: QueuePlace = { since: '', id: '' };

/**
 * Whoever lost a part a moment ago sees nothing of it any more, although the row goes only when the trail is followed. The
 * names of parts are columns of the registration.
 */
const STILL_THEIRS = `(w.part NOT IN (${NAMED_PARTS.map((part) => `'${part}'`).join(', ')}) OR w."registrationId" IS NULL
  OR w."waitsForId" = CASE w.part ${NAMED_PARTS.map((part) => `WHEN '${part}' THEN r."${part}"`).join(' ')} END)`;

/** What waits for somebody: rows of theirs through an index, in the order in which they wait. */
@Injectable()
export class QueueReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async counts(actor: Actor): Promise<{ kind: QueueKindCode; count: number }[]> {
    const rows = await this.unitOfWork.reader.sql<{ kind: QueueKindCode; count: number | string }[]>`
      SELECT w.kind, COUNT(*) AS count
      FROM waiting_work w LEFT JOIN registrations r ON r.id = w."registrationId"
      WHERE w."waitsForId" IN (${() => addressesOf(actor)}) AND w."centreId" = ${actor.centreId}
        AND w.part IN (${() => partsOf(actor)}) AND w.since <= ${this.clock.now()} AND ${() => STILL_THEIRS}
      GROUP BY w.kind`;
    return rows.map(({ kind, count }) => ({ kind, count: Number(count) }));
  }

  /** Oldest first. */
  async page(
    actor: Actor,
    kind: QueueKindCode | undefined,
    limit: number,
    after: QueuePlace = START,
  ): Promise<WaitingRow[]> {
    const found: WaitingRow[] = [];
    // What is somebody's own and what is a role's at the centre are two stretches of the index.
    for (const address of addressesOf(actor)) found.push(...(await this.stretch(actor, address, kind, limit, after)));
    return found.sort((a, b) => compare(a.since, b.since) || compare(a.id, b.id)).slice(0, limit);
  }

  private async stretch(
    actor: Actor,
    address: string,
    kind: QueueKindCode | undefined,
    limit: number,
    after: QueuePlace,
  ): Promise<WaitingRow[]> {
    const rows = await this.unitOfWork.reader.sql<(Omit<WaitingRow, 'detail'> & { detail: string })[]>`
      SELECT w.id, w.kind, w."subjectId", w.part, w.since, w."dueOn", w."registrationId", w."evidenceId", w."learnerId",
        w."unitKey", w.detail, u.name AS "learnerName", e.ref, e.title AS "evidenceTitle"
      FROM waiting_work w
      LEFT JOIN registrations r ON r.id = w."registrationId"
      LEFT JOIN users u ON u.id = w."learnerId"
      LEFT JOIN evidence e ON e.id = w."evidenceId"
      WHERE w."waitsForId" = ${address} AND w."centreId" = ${actor.centreId} AND w.part IN (${() => partsOf(actor)})
        AND w.since <= ${this.clock.now()} AND (w.since > ${after.since} OR (w.since = ${after.since} AND w.id > ${after.id}))
        AND (${kind ?? ''} = '' OR w.kind = ${kind ?? ''}) AND ${() => STILL_THEIRS}
      ORDER BY w.since, w.id LIMIT ${limit}`;
    return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as WaitingDetail }));
  }
}

/** The person; and their centre, when they hold a role for which work of the centre waits. */
function addressesOf({ userId, centreId, roles }: Actor): string[] {
  const isOfTheCentre = roles.includes('lead_iqa') || roles.includes('centre_manager');
  return isOfTheCentre ? [userId, centreId] : [userId];
}

/** Never empty, because a list in SQL may not be. */
const partsOf = (actor: Actor): string[] => [...waitingPartsOf(actor), 'none'];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
