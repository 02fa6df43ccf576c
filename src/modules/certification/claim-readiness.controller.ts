import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { ClaimReadinessView } from './certificate-claim-view.dto.js';
import { ClaimReadinessQuery } from './certificate-claims.dto.js';
import { CertificationReader, type QualificationWithHistory } from './certification.reader.js';
import { ClaimReadinessReader } from './claim-readiness.reader.js';

@ApiTags('certification')
@Controller('api/registrations/:id/claim-readiness')
export class ClaimReadinessController {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly certification: CertificationReader,
    private readonly readiness: ClaimReadinessReader,
  ) {}

  @Get()
  @Operates('claim_readiness:read', 'Why a certificate can or cannot be claimed for the unit now, line by line')
  async show(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() { qualificationId }: ClaimReadinessQuery,
  ): Promise<ClaimReadinessView> {
    const { registration } = await this.registrations.forOperation(actor, id, 'claim_readiness:read');
    const views: ClaimReadinessView[] = [];
    for (const offered of await this.offered(actor, registration.unitKey, qualificationId)) {
      const { lines } = await this.readiness.of(registration, { offered, eqaReleaseReference: null, claimId: null });
      views.push({
        registrationId: id,
        qualificationId: offered?.qualification.id ?? null,
        ready: lines.every(({ open }) => open),
        lines: lines.map((line) => ({ ...line })),
      });
    }
    const [best] = views.sort((a, b) => shutLines(a) - shutLines(b));
    if (!best) throw notFound();
    return best;
  }

  private async offered(
    actor: Actor,
    unitKey: string,
    qualificationId: string | undefined,
  ): Promise<(QualificationWithHistory | null)[]> {
    if (qualificationId === undefined) {
      const known = await this.certification.qualificationsWith(actor.centreId, [unitKey]);
      return known.length === 0 ? [null] : known;
    }
    const found = await this.certification.qualification(actor.centreId, qualificationId);
    if (!found) throw notFound();
    return [found];
  }
}

const shutLines = ({ lines }: ClaimReadinessView): number => lines.filter(({ open }) => !open).length;
