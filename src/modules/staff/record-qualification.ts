import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import {
  checkOriginalSeen,
  checkQualification,
  type QualificationDates,
  type QualificationKind,
  type QualificationStatus,
} from '../../domain/staff/qualification.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { StaffQualificationRecord } from './staff-qualification.record.js';
import { QualificationDesk } from './qualification-desk.js';
import { staffLock } from './staff-lock.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffStore } from './staff.store.js';

export interface NewQualification extends Partial<QualificationDates> {
  readonly kind: QualificationKind;
  readonly title: string;
  readonly awardingOrganisation: string;
  readonly status: QualificationStatus;
  readonly originalSeenOn?: string | null;
  readonly followsId?: string | null;
}

/**
 * Puts a qualification on somebody's record. Their own is a proposal until a centre manager or lead IQA confirms it; one
 * that these record of somebody else stands at once, if they say when they saw the original certificate.
 */
@Injectable()
export class RecordQualification {
  constructor(
    private readonly policy: StaffPolicy,
    private readonly desk: QualificationDesk,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, userId: string, input: NewQualification): Promise<StaffQualificationRecord> {
    const { kind, title, awardingOrganisation, status, originalSeenOn = null, followsId = null } = input;
    const today = this.clock.today();
    const person = await this.policy.writable(actor, userId);
    const dates = checkQualification(status, input, today);
    const isOwn = person.id === actor.userId;
    if (isOwn && originalSeenOn !== null) {
      throw new DomainError('VALIDATION_FAILED', 'Your own qualification is confirmed by somebody else.', [
        { path: 'originalSeenOn', message: 'is said by whoever confirms it' },
      ]);
    }
    if (originalSeenOn !== null) checkOriginalSeen({ status, ...dates }, originalSeenOn, today);
    const isConfirmed = !isOwn && (status === 'working_towards' || originalSeenOn !== null);
    return this.unitOfWork.run(async () => {
      await this.policy.writable(actor, userId);
      await this.assertCanFollow(userId, followsId, kind);
      const now = this.clock.now();
      const row: StaffQualificationRecord = {
        ...{ id: newId(), centreId: actor.centreId, personId: userId },
        ...{ kind, title: title.trim(), awardingOrganisation: awardingOrganisation.trim(), status },
        ...dates,
        ...{ followsId, recordedById: actor.userId, recordedAt: now, originalSeenOn },
        ...{ confirmedById: isConfirmed ? actor.userId : null, confirmedAt: isConfirmed ? now : null },
        ...{ endedById: null, endedAt: null, endingReason: null },
      };
      await this.store.addQualification(row);
      await this.trail.record(actor, 'qualification.recorded', {
        ...{ qualificationId: row.id, personId: userId, kind, status, isConfirmed, followsId },
      });
      if (isConfirmed) await this.desk.endFollowed(actor, row);
      return row;
    }, staffLock(userId));
  }

  private async assertCanFollow(personId: string, followsId: string | null, kind: QualificationKind): Promise<void> {
    if (followsId === null) return;
    const followed = await this.desk.find(personId, followsId);
    if (!followed) throw notFound();
    if (followed.kind !== kind) {
      throw new DomainError('VALIDATION_FAILED', 'One kind of qualification does not follow another.', [
        { path: 'followsId', message: `is of the kind ${followed.kind}` },
      ]);
    }
    if (followed.endedAt !== null) {
      throw new DomainError('STATE_CONFLICT', 'The record that this one would follow has ended already.');
    }
  }
}
