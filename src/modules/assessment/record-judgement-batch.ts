import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkEach, type PlaceOf } from '../../domain/kernel/check-each.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { JudgementRecord } from './judgement.record.js';
import { JudgingDesk, type NewJudgement } from './judging-desk.js';

export interface NewJudgementBatch {
  /** What a judgement rests on that names no evidence itself. */
  readonly evidenceIds?: readonly string[] | null;
  readonly judgements: readonly (Omit<NewJudgement, 'evidenceIds'> & {
    readonly evidenceIds?: readonly string[] | null;
  })[];
}

const placeOf: PlaceOf = (index, field) => (field === null ? `judgements[${index}]` : `judgements[${index}].${field}`);

/** An assessor decides on several criteria at once, as after one observation (U40-R10). All are recorded, or none. */
@Injectable()
export class RecordJudgementBatch {
  constructor(private readonly desk: JudgingDesk) {}

  async run(
    actor: Actor,
    registrationId: string,
    { evidenceIds, judgements }: NewJudgementBatch,
  ): Promise<JudgementRecord[]> {
    const codes = judgements.map(({ criterion }) => criterion);
    checkEach(codes, (criterion, index) => assertOnce(criterion, codes.indexOf(criterion) === index), placeOf);
    const proposed = judgements.map((judgement) => ({
      ...judgement,
      evidenceIds: judgement.evidenceIds ?? evidenceIds ?? [],
    }));
    return this.desk.judge(actor, registrationId, proposed, placeOf);
  }
}

/** Which of two would rule would depend on their order in the request. */
function assertOnce(criterion: string, isFirst: boolean): void {
  if (isFirst) return;
  const message = `AC${criterion} is judged twice`;
  throw new DomainError('VALIDATION_FAILED', `${message}.`, [{ path: 'criterion', message }]);
}
