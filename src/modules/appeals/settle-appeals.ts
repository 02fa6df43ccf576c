import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayDecideAnew, isSettledByJudging } from '../../domain/appeal/redecision.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Redecisions, type TakenDecision } from '../registrations/redecisions.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsReader } from './appeals.reader.js';
import { AppealsStore } from './appeals.store.js';
import { awaitedOf } from './awaited-of.js';

/** Answers earlier rooms: whatever has just been decided may be what a granted appeal waits for (§3.8). */
@Injectable()
export class SettleAppeals extends Redecisions {
  constructor(
    private readonly reader: AppealsReader,
    private readonly store: AppealsStore,
    private readonly signatures: UnitSignatures,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async onDecision(actor: Actor, decision: TakenDecision): Promise<void> {
    const waiting = await this.reader.awaiting(decision.registrationIds);
    for (const appeal of waiting.filter((one) => isAbout(one, decision))) {
      checkMayDecideAnew(awaitedOf(appeal), decision.deciderIds);
      if (decision.hasEffect) await this.settle(actor, appeal);
    }
  }

  private async settle(actor: Actor, appeal: AppealRecord): Promise<void> {
    const { id: appealId, registrationId, learnerId, criterion } = appeal;
    const at = this.clock.now();
    const change = { awaitsRedecision: false, redecidedAt: at, openSubject: null };
    await this.store.move(appeal, { event: 'redecided', actorId: actor.userId, at }, change);
    await this.trail.record(actor, 'appeal.redecided', { appealId, criterion }, { registrationId, learnerId });
    await this.signatures.refreshStatus(registrationId);
  }
}

function isAbout({ kind, criterion, evidenceNumber }: AppealRecord, { about }: TakenDecision): boolean {
  if (isSettledByJudging(kind)) return 'criterion' in about && about.criterion === criterion;
  return 'evidenceNumber' in about && about.evidenceNumber === evidenceNumber;
}
