import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { CertificateClaimPage, CertificateClaimView } from './certificate-claim-view.dto.js';
import {
  ClaimReasonBody,
  DecideRevocationBody,
  PrepareClaimBody,
  RecordCertificateBody,
  SubmitClaimBody,
} from './certificate-claims.dto.js';
import { CertificationPresenter } from './certification.presenter.js';
import { CertificationReader } from './certification.reader.js';
import { DecideRevocation } from './decide-revocation.js';
import { PrepareClaim } from './prepare-claim.js';
import { ProposeRevocation } from './propose-revocation.js';
import { RecordCertificate } from './record-certificate.js';
import { SubmitClaim } from './submit-claim.js';
import { WithdrawClaim } from './withdraw-claim.js';

/** Claims for certificates: prepared, submitted, certificated; withdrawn before that, revoked by two people after it. */
@ApiTags('certification')
@Controller('api/certificate-claims')
export class CertificateClaimsController {
  constructor(
    private readonly prepareClaim: PrepareClaim,
    private readonly submitClaim: SubmitClaim,
    private readonly recordCertificate: RecordCertificate,
    private readonly withdrawClaim: WithdrawClaim,
    private readonly proposeRevocation: ProposeRevocation,
    private readonly decideRevocation: DecideRevocation,
    private readonly reader: CertificationReader,
    private readonly presenter: CertificationPresenter,
  ) {}

  @Post()
  @Operates('certificate:claim', 'Put released units together for a claim')
  async prepare(@CurrentActor() actor: Actor, @Body() body: PrepareClaimBody): Promise<CertificateClaimView> {
    return this.presenter.claim(await this.prepareClaim.run(actor, body));
  }

  @Get()
  @Operates('certificate:read', 'The claims of the centre, oldest first')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CertificateClaimPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const rows = await this.reader.claims(actor.centreId, limit + 1, decodeCursor(cursor));
    const page = toPage(await this.presenter.claims(rows), limit, (view) => view);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Operates('certificate:read', 'One claim with its units and everything that happened to it')
  async one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<CertificateClaimView> {
    const found = await this.reader.claim(actor.centreId, id);
    if (!found) throw notFound();
    return this.presenter.claim(found);
  }

  @Post(':id/submission')
  @HttpCode(200)
  @Operates('certificate:claim', 'Record that the claim went to the awarding organisation')
  async submit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SubmitClaimBody,
  ): Promise<CertificateClaimView> {
    return this.presenter.claim(await this.submitClaim.run(actor, id, body));
  }

  @Post(':id/certificate')
  @HttpCode(200)
  @Operates('certificate:claim', 'Record that the awarding organisation issued the certificates')
  async certificate(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordCertificateBody,
  ): Promise<CertificateClaimView> {
    return this.presenter.claim(await this.recordCertificate.run(actor, id, body));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operates('certificate:claim', 'Take a claim back before it is certificated, with a reason')
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ClaimReasonBody,
  ): Promise<CertificateClaimView> {
    return this.presenter.claim(await this.withdrawClaim.run(actor, id, body.reason));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @Operates(
    'certificate:propose_revocation',
    'Propose to revoke the certificates; they stand until a second person agrees',
  )
  async revoke(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ClaimReasonBody,
  ): Promise<CertificateClaimView> {
    return this.presenter.claim(await this.proposeRevocation.run(actor, id, body.reason));
  }

  @Post(':id/revocation/decision')
  @HttpCode(200)
  @Operates('certificate:decide_revocation', 'As the second person, confirm or refuse to revoke the certificates')
  async decide(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: DecideRevocationBody,
  ): Promise<CertificateClaimView> {
    return this.presenter.claim(await this.decideRevocation.run(actor, id, body));
  }
}
