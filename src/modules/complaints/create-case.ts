import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { caseNumber } from '../../domain/complaint/case-labels.js';
import type { CaseContent } from '../../domain/complaint/complaint-case.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { CaseDesk } from './case-desk.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { ComplaintsReader } from './complaints.reader.js';
import { ComplaintsStore } from './complaints.store.js';
import { freeNumbers, openCase } from './open-case.js';

export interface NewCase {
  readonly learnerId: string | undefined;
  /** A label such as `C-001`; left out, the next number. */
  readonly caseRef: string | undefined;
  readonly content: CaseContent;
}

/** Records a complaint case in a learner's portfolio. */
@Injectable()
export class CreateCase {
  constructor(
    private readonly desk: CaseDesk,
    private readonly reader: ComplaintsReader,
    private readonly store: ComplaintsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, { learnerId: named, caseRef, content }: NewCase): Promise<ComplaintCaseRecord> {
    return this.desk.changePortfolio(actor, named, async (learnerId) => {
      const used = await this.reader.usedNumbers(learnerId);
      const number = (caseRef === undefined ? null : caseNumber(caseRef)) ?? freeNumbers(used).next().value;
      if (used.taken.has(number)) {
        throw new DomainError('ALREADY_EXISTS', `This portfolio has a case ${caseRef} already.`, [
          { path: 'caseRef', message: 'is taken' },
        ]);
      }
      const row = openCase(actor, { learnerId, number, content, importSha256: null, now: this.clock.now() });
      await this.store.add([row]);
      await this.trail.record(
        actor,
        'case.created',
        { caseId: row.id, caseRef: row.caseRef, status: row.status },
        { learnerId },
      );
      return row;
    });
  }
}
