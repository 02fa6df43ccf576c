import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { partsOpenTo } from '../../domain/access/relations.js';
import type { CoverageStatus } from '../../domain/coverage/coverage.js';
import type { SignOffStage, UnitState } from '../../domain/sign-off/sign-off.js';
import type { NamedPart } from '../../domain/workload/queue-kinds.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { QueuePlace } from './queue.reader.js';

/** One registration of somebody's, with how far it has come. */
export interface CaseloadRow {
  readonly id: string;
  readonly part: NamedPart;
  readonly learnerId: string;
  readonly learnerName: string;
  readonly unitKey: string;
  readonly state: UnitState;
  readonly counts: Readonly<Record<CoverageStatus, number>>;
  readonly criteria: number;
  readonly met: number;
  readonly evidenced: number;
  readonly ready: boolean;
  readonly nextStage: SignOffStage | null;
  readonly waitingSince: string;
  readonly nextDueOn: string | null;
  readonly lastActivityAt: string;
}

/** The parts of staff; each is a column of both tables, with an index in the order of the list. */
const STAFF_PARTS = ['assessorId', 'coAssessorId', 'countersignerId', 'iqaId'] as const;

/**
 * The registrations in which somebody has a part. Each part is a stretch of its own index; nobody has two parts in one
 * registration (SOD7), so none comes twice.
 */
@Injectable()
export class CaseloadReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Where evidence waits longest comes first, and where nothing waits last. */
  async page(actor: Actor, limit: number, after: QueuePlace = { since: '', id: '' }): Promise<CaseloadRow[]> {
    const open = STAFF_PARTS.filter((part) => partsOpenTo(actor.roles).includes(part));
    const found: CaseloadRow[] = [];
    for (const part of open) found.push(...(await this.stretch(actor, part, limit, after)));
    const order = (row: CaseloadRow): string => `${row.waitingSince} ${row.id}`;
    return found.sort((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, limit);
  }

  private async stretch(
    { userId, centreId }: Actor,
    part: (typeof STAFF_PARTS)[number],
    limit: number,
    after: QueuePlace,
  ): Promise<CaseloadRow[]> {
    const column = (): string => `"${part}"`;
    const rows = await this.unitOfWork.reader.sql<
      (Omit<CaseloadRow, 'part' | 'counts' | 'ready'> & { counts: string; ready: boolean | number })[]
    >`
      SELECT p.id, p."learnerId", u.name AS "learnerName", p."unitKey", p.state, p.counts, p.criteria, p.met, p.evidenced,
        p.ready, p."nextStage", p."waitingSince", p."nextDueOn", p."lastActivityAt"
      FROM registration_progress p
      JOIN registrations r ON r.id = p.id AND r.${column} = ${userId}
      JOIN users u ON u.id = p."learnerId"
      WHERE p.${column} = ${userId} AND p."centreId" = ${centreId}
        AND (p."waitingSince" > ${after.since} OR (p."waitingSince" = ${after.since} AND p.id > ${after.id}))
      ORDER BY p."waitingSince", p.id LIMIT ${limit}`;
    return rows.map((row) => ({
      ...row,
      part,
      counts: JSON.parse(row.counts) as CaseloadRow['counts'],
      ready: Boolean(row.ready),
    }));
  }
}
