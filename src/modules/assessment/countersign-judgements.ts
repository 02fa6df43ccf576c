import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { PlaceOf } from '../../domain/kernel/check-each.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { CountersigningResult } from './countersign-judgement.js';
import { CountersignerPolicy } from './countersigner.policy.js';
import { CountersigningDesk } from './countersigning-desk.js';
import type { JudgementEntry } from './judgements.reader.js';

const placeOf: PlaceOf = (index) => `judgementIds[${index}]`;

/** The same word on several judgements of one registration: all of them are settled, or none. */
@Injectable()
export class CountersignJudgements {
  constructor(
    private readonly desk: CountersigningDesk,
    private readonly policy: CountersignerPolicy,
  ) {}

  async run(
    actor: Actor,
    registrationId: string,
    { result, note, judgementIds }: CountersigningResult & { readonly judgementIds: readonly string[] },
  ): Promise<JudgementEntry[]> {
    const word = { operation: 'judgement:countersign', result, judgementIds, place: placeOf } as const;
    const unknown = new DomainError('VALIDATION_FAILED', 'There is no such judgement on this registration.');
    return this.desk.settle(
      actor,
      registrationId,
      { ...word, note: note?.trim() || null, unknown },
      async (registration, judgements) => {
        await this.policy.check(actor, registration, judgements, placeOf);
        this.policy.noteWith(result, note);
      },
    );
  }
}
