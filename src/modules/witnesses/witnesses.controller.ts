import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { Secret } from '../../platform/http/secret.js';
import { Clock } from '../../platform/time/clock.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { InviteWitness, MAX_DAYS } from './invite-witness.js';
import { witnessLink } from './invitation-letter.js';
import { RevokeInvitation } from './revoke-invitation.js';
import { WitnessStatusReader } from './witness-status.reader.js';
import {
  InviteWitnessBody,
  NewWitnessInvitationView,
  toInvitationView,
  toListedWitnessView,
  WitnessInvitationList,
  WitnessStatusList,
} from './witnesses.dto.js';
import { WitnessesReader } from './witnesses.reader.js';

/** Asking witnesses, and the list of those who have testified. */
@ApiTags('witnesses')
@Controller('api')
export class WitnessesController {
  constructor(
    private readonly inviteWitness: InviteWitness,
    private readonly revokeInvitation: RevokeInvitation,
    private readonly evidence: EvidenceReader,
    private readonly reader: WitnessesReader,
    private readonly statusReader: WitnessStatusReader,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Post('evidence/:id/witness-invitations')
  @Operates('witness:invite', 'Ask somebody to testify on a draft, through a one-time link that is mailed to them')
  @Secret()
  async invite(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: InviteWitnessBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewWitnessInvitationView> {
    const { role, status, organisation, knownFor, message, expiresInDays, ...person } = body;
    const { invitation, token, maySeeToken } = await this.inviteWitness.run(actor, id, {
      ...person,
      ...{ jobRole: role, category: status, expiresInDays: expiresInDays ?? MAX_DAYS },
      ...{ organisation: organisation ?? null, knownFor: knownFor ?? null, message: message ?? null },
    });
    void reply.header('etag', etagOf(invitation.revision)).header('cache-control', 'no-store');
    return {
      ...toInvitationView(invitation, maySeeToken, this.clock.now()),
      link: maySeeToken ? witnessLink(this.env.publicUrl, token) : null,
      token: maySeeToken ? token : null,
    };
  }

  @Get('evidence/:id/witness-invitations')
  @Operates('witness:invite', 'Who was asked to testify on an item, and what has become of it')
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<WitnessInvitationList> {
    const { relations } = await this.evidence.forOperation(actor, id, 'witness:invite');
    const invitations = await this.reader.ofEvidence([id]);
    const now = this.clock.now();
    return { items: invitations.map((one) => toInvitationView(one, relations.includes('assessor'), now)) };
  }

  @Delete('evidence/:id/witness-invitations/:invitationId')
  @HttpCode(204)
  @Operates('witness:invite', 'Revoke a link that is not used yet')
  async revoke(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('invitationId') invitationId: string,
    @IfMatchHeader() expected: IfMatch,
  ): Promise<void> {
    await this.revokeInvitation.run(actor, id, invitationId, expected);
  }

  @Get('registrations/:id/witnesses')
  @Operates('witness:list', 'The witness status list of a portfolio, without contact details')
  async witnesses(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<WitnessStatusList> {
    return { items: (await this.statusReader.ofRegistration(actor, id)).map(toListedWitnessView) };
  }
}
