import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { ApproveRpl } from './approve-rpl.js';
import { DecideEvidence } from './decide-evidence.js';
import { EvidenceView } from './evidence-view.dto.js';
import {
  ApproveRplBody,
  DecideEvidenceBody,
  ReasonBody,
  SignEvidenceBody,
  SubmitEvidenceBody,
  WitnessVerificationBody,
  WithdrawEvidenceBody,
} from './evidence-lifecycle.dto.js';
import { EvidencePresenter } from './evidence.presenter.js';
import { OpenVersion } from './open-version.js';
import { PurgeEvidence } from './purge-evidence.js';
import { QueryAuthenticity } from './query-authenticity.js';
import { RecallEvidence } from './recall-evidence.js';
import { ReopenEvidence } from './reopen-evidence.js';
import { SignEvidence } from './sign-evidence.js';
import { SubmitEvidence } from './submit-evidence.js';
import { VerifyWitness } from './verify-witness.js';
import { WithdrawEvidence } from './withdraw-evidence.js';

/** The life of evidence after it is drafted (domain.md §3.3). */
@ApiTags('evidence')
@Controller('api/evidence/:id')
export class EvidenceLifecycleController {
  constructor(
    private readonly submitEvidence: SubmitEvidence,
    private readonly signEvidence: SignEvidence,
    private readonly decideEvidence: DecideEvidence,
    private readonly recallEvidence: RecallEvidence,
    private readonly openVersion: OpenVersion,
    private readonly withdrawEvidence: WithdrawEvidence,
    private readonly purgeEvidence: PurgeEvidence,
    private readonly reopenEvidence: ReopenEvidence,
    private readonly queryAuthenticity: QueryAuthenticity,
    private readonly approveRpl: ApproveRpl,
    private readonly verifyWitness: VerifyWitness,
    private readonly presenter: EvidencePresenter,
  ) {}

  @Post('submission')
  @HttpCode(200)
  @Operates('evidence:submit', 'Hand in a draft: its content is frozen and hashed')
  async submit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SubmitEvidenceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    const evidence = await this.submitEvidence.run(actor, id, { declaration: body.declaration ?? false });
    return this.presenter.show(actor, evidence, reply);
  }

  @Post('signatures')
  @Operates('evidence:sign', 'Add the other signature that the method asks for')
  async sign(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SignEvidenceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.signEvidence.run(actor, id, body), reply);
  }

  @Post('decision')
  @HttpCode(200)
  @Operates('evidence:decide', 'Accept or return what was submitted')
  async decide(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: DecideEvidenceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.decideEvidence.run(actor, id, body), reply);
  }

  @Post('recall')
  @HttpCode(200)
  @Operates('evidence:submit', 'Take a submission back before it is decided')
  async recall(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.recallEvidence.run(actor, id), reply);
  }

  @Post('versions')
  @Operates('evidence:edit', 'Open the next version of returned or accepted evidence')
  async version(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.openVersion.run(actor, id), reply);
  }

  @Post('withdrawal')
  @HttpCode(200)
  @Operates('evidence:withdraw', 'Take evidence out of play, with a reason; for data protection its files go as well')
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: WithdrawEvidenceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    const evidence =
      body.reason === 'data_protection'
        ? await this.purgeEvidence.run(actor, id)
        : await this.withdrawEvidence.run(actor, id, body.reason);
    return this.presenter.show(actor, evidence, reply);
  }

  @Post('reopening')
  @HttpCode(200)
  @Operates('evidence:reopen', 'Put accepted evidence back before its assessor, with a reason')
  async reopen(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ReasonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.reopenEvidence.run(actor, id, body.reason), reply);
  }

  @Post('hold')
  @HttpCode(200)
  @Operates('evidence:hold', 'Query its authenticity: it does not count meanwhile')
  async hold(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ReasonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.queryAuthenticity.run(actor, id, true, body.reason), reply);
  }

  @Post('release')
  @HttpCode(200)
  @Operates('evidence:hold', 'Lift the hold')
  async release(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ReasonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.queryAuthenticity.run(actor, id, false, body.reason), reply);
  }

  @Post('rpl-approval')
  @HttpCode(200)
  @Operates('rpl:approve', 'IQA approval of recognised prior learning')
  async approve(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ApproveRplBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.approveRpl.run(actor, id, body), reply);
  }

  @Post('witness-verification')
  @Operates('witness:verify', 'Say how you made sure who the witness of a testimony is')
  async verify(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: WitnessVerificationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.verifyWitness.run(actor, id, body), reply);
  }
}
