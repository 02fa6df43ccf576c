import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AoNotificationRecord } from './ao-notification.record.js';
import { CertificateClaimRecord } from './certificate-claim.record.js';
import { CertificateClaimStepRecord } from './certificate-claim-step.record.js';
import { ClaimedUnitRecord } from './claimed-unit.record.js';
import { DirectClaimsEntryRecord } from './direct-claims-entry.record.js';
import { QualificationRecord } from './qualification.record.js';

@Injectable()
export class CertificationStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addQualification(qualification: QualificationRecord): Promise<void> {
    return this.unitOfWork.insert(QualificationRecord, qualification);
  }

  addDirectClaimsEntry(entry: DirectClaimsEntryRecord): Promise<void> {
    return this.unitOfWork.insert(DirectClaimsEntryRecord, entry);
  }

  async addClaim(claim: CertificateClaimRecord, units: readonly ClaimedUnitRecord[]): Promise<void> {
    await this.unitOfWork.insert(CertificateClaimRecord, claim);
    await this.unitOfWork.insert(ClaimedUnitRecord, units);
  }

  addStep(step: CertificateClaimStepRecord): Promise<void> {
    return this.unitOfWork.insert(CertificateClaimStepRecord, step);
  }

  addNotification(notification: AoNotificationRecord): Promise<void> {
    return this.unitOfWork.insert(AoNotificationRecord, notification);
  }

  async changeNotification(id: string, change: Partial<AoNotificationRecord>): Promise<void> {
    await this.unitOfWork.update(AoNotificationRecord, { id }, change);
  }
}
