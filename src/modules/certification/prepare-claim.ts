import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { CertificateClaimRecord } from './certificate-claim.record.js';
import { CertificationReader, type WholeClaim } from './certification.reader.js';
import { CertificationStore } from './certification.store.js';
import { ClaimDesk } from './claim-desk.js';
import { ClaimablePolicy } from './claimable.policy.js';

export interface NewClaim {
  readonly qualificationId: string;
  readonly registrationIds: readonly string[];
  readonly reference?: string | null;
  readonly eqaReleaseReference?: string | null;
}

/** A centre manager puts released units together for a claim; it binds each to the release it was prepared on. */
@Injectable()
export class PrepareClaim {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: CertificationReader,
    private readonly policy: ClaimablePolicy,
    private readonly desk: ClaimDesk,
    private readonly store: CertificationStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(actor: Actor, input: NewClaim): Promise<WholeClaim> {
    const seen = await this.ofCentre(actor, input.registrationIds);
    return this.unitOfWork.run(
      async () => {
        const offered = await this.reader.qualification(actor.centreId, input.qualificationId);
        if (!offered) throw notFound();
        const registrations = await this.ofCentre(actor, input.registrationIds);
        const claim: CertificateClaimRecord = {
          id: newId(),
          centreId: actor.centreId,
          qualificationId: offered.qualification.id,
          reference: input.reference?.trim() || null,
          eqaReleaseReference: input.eqaReleaseReference?.trim() || null,
        };
        const { eqaReleaseReference } = claim;
        const releases = await this.policy.check(
          actor,
          registrations,
          { offered, eqaReleaseReference, claimId: null },
          null,
        );
        const units = registrations.map(({ id: registrationId }, index) => ({
          ...{ id: newId(), claimId: claim.id, registrationId },
          releaseId: releases[index] ?? '',
        }));
        await this.store.addClaim(claim, units);
        return this.desk.take(actor, { claim, units, registrations, steps: [] }, { step: 'prepared' });
      },
      this.desk.locksOf(actor, seen),
    );
  }

  private async ofCentre(actor: Actor, ids: readonly string[]): Promise<RegistrationRecord[]> {
    const rows = await this.registrations.byIds(ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (row?.centreId !== actor.centreId) throw notFound();
      return row;
    });
  }
}
