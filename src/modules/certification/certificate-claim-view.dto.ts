import { ApiProperty } from '@nestjs/swagger';
import {
  CLAIM_STATUSES,
  CLAIM_STEPS,
  type ClaimStatus,
  claimStatus,
  type ClaimStepName,
  proposedRevocation,
} from '../../domain/certification/certificate-claim.js';
import { CLAIM_GATES, type ClaimGate } from '../../domain/certification/claim-readiness.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import type { WholeClaim } from './certification.reader.js';
import type { QualificationRecord } from './qualification.record.js';

export class ClaimedUnitView {
  registrationId: string;
  learnerId: string;
  learnerName: string;
  unit: string;
  /** The signature that released the unit, as it is claimed. */
  releaseId: string;
}

export class ClaimStepView {
  @ApiProperty({ enum: CLAIM_STEPS })
  step: ClaimStepName;
  byId: string;
  byName: string;
  at: string;
  /** Day on which it was claimed or the certificate issued. */
  on: string | null;
  /** The awarding organisation's reference, or the number of the certificate. */
  reference: string | null;
  reason: string | null;
}

export class CertificateClaimView {
  id: string;
  qualificationId: string;
  qualificationNumber: string;
  qualificationTitle: string;
  /** The centre's own name for it. */
  reference: string | null;
  eqaReleaseReference: string | null;
  @ApiProperty({ enum: CLAIM_STATUSES })
  status: ClaimStatus;
  /** Somebody has proposed to revoke the certificates, and a second person has not decided yet. */
  isRevocationProposed: boolean;
  units: ClaimedUnitView[];
  /** What happened, oldest first. */
  steps: ClaimStepView[];
}

export class CertificateClaimPage {
  items: CertificateClaimView[];
  nextCursor: string | null;
}

export class ClaimLineView {
  @ApiProperty({ enum: CLAIM_GATES })
  gate: ClaimGate;
  open: boolean;
  /** In plain English. */
  explanation: string;
}

export class ClaimReadinessView {
  registrationId: string;
  /** The qualification that the lines speak of; `null` when none of the centre has this unit. */
  qualificationId: string | null;
  /** Every line is open. */
  ready: boolean;
  lines: ClaimLineView[];
}

export function toClaimView(
  { claim, steps, units }: WholeClaim,
  qualification: QualificationRecord,
  registrations: ReadonlyMap<string, RegistrationRecord>,
  names: ReadonlyMap<string, string>,
): CertificateClaimView {
  return {
    id: claim.id,
    qualificationId: qualification.id,
    qualificationNumber: qualification.number,
    qualificationTitle: qualification.title,
    reference: claim.reference,
    eqaReleaseReference: claim.eqaReleaseReference,
    status: claimStatus(steps),
    isRevocationProposed: proposedRevocation(steps) !== null,
    units: units.map(({ registrationId, releaseId }) => {
      const { learnerId = '', unitKey = '' } = registrations.get(registrationId) ?? {};
      return { registrationId, releaseId, learnerId, learnerName: names.get(learnerId) ?? '', unit: unitKey };
    }),
    steps: steps.map(({ step, byId, at, happenedOn, reference, reason }) => ({
      ...{ step, byId, at, on: happenedOn, reference, reason },
      byName: names.get(byId) ?? '',
    })),
  };
}
