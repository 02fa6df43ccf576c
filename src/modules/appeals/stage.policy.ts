import { Injectable } from '@nestjs/common';
import { type Actor, verifierStanding } from '../../domain/access/actor.js';
import { checkHoldsPart, checkVerifierIsQualified } from '../../domain/access/separation-of-duties.js';
import type { AppealOutcome } from '../../domain/appeal/appeal.js';
import { checkMayReconsider, checkMayReview, checkMember } from '../../domain/appeal/independence.js';
import { checkPanelDecision, type PanelVote } from '../../domain/appeal/panel-vote.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AppealPartsReader } from './appeal-parts.reader.js';
import type { AppealStepRecord } from './appeal-step.record.js';
import { AppealsReader, type ScopedAppeal } from './appeals.reader.js';

/** Who speaks at each stage of the ladder: the assessor, an IQA, the panel. */
@Injectable()
export class StagePolicy {
  constructor(
    private readonly reader: AppealsReader,
    private readonly parts: AppealPartsReader,
  ) {}

  /** @throws DomainError NOT_ALLOWED, SEGREGATION_OF_DUTIES; STATE_CONFLICT while the panel has no majority for it */
  async checkMayDecide(actor: Actor, scoped: ScopedAppeal, outcome: AppealOutcome): Promise<void> {
    const { appeal, registration, relations } = scoped;
    if (appeal.status === 'stage1') return this.checkMayReconsider(actor, scoped);
    if (appeal.status === 'stage2') {
      if (!relations.includes('iqa') && !relations.includes('lead_iqa')) {
        throw new DomainError('NOT_ALLOWED', 'Stage 2 is decided by the IQA of the registration or a lead IQA.');
      }
      checkVerifierIsQualified(verifierStanding(actor.roles) === 'qualified');
      return checkMayReview(actor.userId, await this.parts.of(appeal, registration));
    }
    await this.checkMayVote(actor, scoped);
    const votes = votesOf(await this.reader.steps(appeal.id));
    checkPanelDecision({ outcome, memberIds: await this.reader.panelOf(appeal.id), votes });
  }

  /** @throws DomainError SEGREGATION_OF_DUTIES */
  async checkMayReconsider(actor: Actor, { appeal, registration }: ScopedAppeal): Promise<void> {
    const part = 'assessor who reconsiders this decision';
    checkHoldsPart({ actorId: actor.userId, partyId: appeal.stage1DeciderId, part });
    checkMayReconsider(actor.userId, await this.parts.of(appeal, registration));
  }

  /** @throws DomainError NOT_ALLOWED, SEGREGATION_OF_DUTIES */
  async checkMayVote(actor: Actor, { appeal, registration, relations }: ScopedAppeal): Promise<void> {
    if (!relations.includes('appeal_panel')) {
      throw new DomainError('NOT_ALLOWED', 'Stage 3 is decided by the panel over this appeal.');
    }
    checkMember(actor.userId, await this.parts.of(appeal, registration));
  }
}

function votesOf(steps: readonly AppealStepRecord[]): PanelVote[] {
  return steps.flatMap(({ event, actorId: memberId, outcome }) =>
    event === 'voted' && outcome !== null ? [{ memberId, outcome }] : [],
  );
}
