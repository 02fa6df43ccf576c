import { Global, Module } from '@nestjs/common';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SignOffModule } from '../sign-off/sign-off.module.js';
import { UnitCertification } from '../sign-off/unit-certification.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AoNotificationsController } from './ao-notifications.controller.js';
import { AoNotificationsReader } from './ao-notifications.reader.js';
import { CertificateClaimsController } from './certificate-claims.controller.js';
import { CertificationPresenter } from './certification.presenter.js';
import { CertificationReader } from './certification.reader.js';
import { CertificationStore } from './certification.store.js';
import { ClaimDesk } from './claim-desk.js';
import { ClaimReadinessController } from './claim-readiness.controller.js';
import { ClaimReadinessReader } from './claim-readiness.reader.js';
import { ClaimablePolicy } from './claimable.policy.js';
import { ClaimantPolicy } from './claimant.policy.js';
import { CreateQualification } from './create-qualification.js';
import { DecideRevocation } from './decide-revocation.js';
import { NotificationDesk } from './notification-desk.js';
import { PrepareClaim } from './prepare-claim.js';
import { ProposeRevocation } from './propose-revocation.js';
import { QualificationsController } from './qualifications.controller.js';
import { RecordCertificate } from './record-certificate.js';
import { RecordDirectClaims } from './record-direct-claims.js';
import { SendAoNotification } from './send-ao-notification.js';
import { SubmitClaim } from './submit-claim.js';
import { TrackCertification } from './track-certification.js';
import { WithdrawClaim } from './withdraw-claim.js';

/** Global because the sign-off room asks it, through `UnitCertification`, what became of a release. */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule, SignOffModule],
  controllers: [
    QualificationsController,
    CertificateClaimsController,
    ClaimReadinessController,
    AoNotificationsController,
  ],
  providers: [
    { provide: UnitCertification, useClass: TrackCertification },
    CertificationReader,
    AoNotificationsReader,
    ClaimReadinessReader,
    CertificationStore,
    CertificationPresenter,
    ClaimDesk,
    NotificationDesk,
    ClaimantPolicy,
    ClaimablePolicy,
    CreateQualification,
    RecordDirectClaims,
    PrepareClaim,
    SubmitClaim,
    RecordCertificate,
    WithdrawClaim,
    ProposeRevocation,
    DecideRevocation,
    SendAoNotification,
  ],
  exports: [UnitCertification],
})
export class CertificationModule {}
