import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import type { JudgementRecord } from './judgement.record.js';
import { JudgingDesk, type NewJudgement } from './judging-desk.js';

/** An assessor decides on a criterion. The system shows what is evidenced; only this records `met` (P2). */
@Injectable()
export class RecordJudgement {
  constructor(private readonly desk: JudgingDesk) {}

  async run(actor: Actor, registrationId: string, input: NewJudgement): Promise<JudgementRecord> {
    const [judgement] = await this.desk.judge(actor, registrationId, [input], null);
    if (!judgement) throw notFound();
    return judgement;
  }
}
