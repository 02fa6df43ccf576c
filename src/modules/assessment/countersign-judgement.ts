import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CountersignerPolicy } from './countersigner.policy.js';
import { CountersigningDesk } from './countersigning-desk.js';
import type { JudgementEntry } from './judgements.reader.js';

export interface CountersigningResult {
  readonly result: 'agreed' | 'refused';
  readonly note?: string | null;
}

/** A qualified assessor agrees with a trainee's judgement, which then takes effect, or refuses it, which voids it (SOD4). */
@Injectable()
export class CountersignJudgement {
  constructor(
    private readonly desk: CountersigningDesk,
    private readonly policy: CountersignerPolicy,
  ) {}

  async run(
    actor: Actor,
    registrationId: string,
    judgementId: string,
    { result, note }: CountersigningResult,
  ): Promise<JudgementEntry> {
    const word = { operation: 'judgement:countersign', result, judgementIds: [judgementId], place: null } as const;
    const [judgement] = await this.desk.settle(
      actor,
      registrationId,
      { ...word, note: note?.trim() || null, unknown: notFound() },
      async (registration, judgements) => {
        await this.policy.check(actor, registration, judgements, null);
        this.policy.noteWith(result, note);
      },
    );
    if (!judgement) throw notFound();
    return judgement;
  }
}
