import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkCase } from '../../domain/complaint/check-case.js';
import type { CaseContent } from '../../domain/complaint/complaint-case.js';
import { isClosed } from '../../domain/complaint/lifecycle.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { CaseDesk } from './case-desk.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { ComplaintsStore } from './complaints.store.js';

/** Changes what an open case says; a closed one is re-opened first, with a reason (P5). */
@Injectable()
export class EditCase {
  constructor(
    private readonly desk: CaseDesk,
    private readonly store: ComplaintsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, expected: IfMatch, change: Partial<CaseContent>): Promise<ComplaintCaseRecord> {
    return this.desk.change(actor, id, async (row) => {
      assertRevision(row.revision, expected);
      if (isClosed(row.status)) {
        throw new DomainError('STATE_CONFLICT', `${row.caseRef} is closed; re-open it to change what it says.`);
      }
      checkCase({ ...row, ...change }, row.status, this.clock.now());
      const edited = await this.store.change(row, change);
      await this.trail.record(
        actor,
        'case.edited',
        { caseId: id, caseRef: row.caseRef, fields: Object.keys(change) },
        { learnerId: row.learnerId },
      );
      return edited;
    });
  }
}
