import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding } from '../../domain/access/actor.js';
import {
  checkHasNotSampled,
  checkMayCountersign,
  checkNoDeclaredInterest,
} from '../../domain/access/separation-of-duties.js';
import { checkEach, type PlaceOf } from '../../domain/kernel/check-each.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { JudgementEntry } from './judgements.reader.js';
import { PastSamples } from './past-samples.js';

/** Who may countersign what a trainee judged, and what a refusal needs. */
@Injectable()
export class CountersignerPolicy {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly samples: PastSamples,
  ) {}

  /** @throws DomainError SEGREGATION_OF_DUTIES (SOD1, SOD2, SOD4, SOD6) */
  async check(
    actor: Actor,
    { id, learnerId }: RegistrationRecord,
    judgements: readonly JudgementEntry[],
    place: PlaceOf | null,
  ): Promise<void> {
    const conflictedPersonIds = await this.registrations.conflictedPersonIds(learnerId);
    checkHasNotSampled(await this.samples.signedBy(id, actor.userId));
    const actorIsQualified = assessorStanding(actor.roles) === 'qualified';
    checkEach(
      judgements,
      ({ assessorId }) => {
        checkMayCountersign({ actorId: actor.userId, assessorId, learnerId, actorIsQualified });
        checkNoDeclaredInterest({ actorId: actor.userId, conflictedPersonIds });
      },
      place,
    );
  }

  /**
   * The note as it is kept.
   * @throws DomainError REASON_REQUIRED
   */
  noteWith(result: 'agreed' | 'refused', note: string | null | undefined): string | null {
    const words = note?.trim() || null;
    if (result === 'refused' && words === null) {
      throw new DomainError('REASON_REQUIRED', 'Tell the trainee why you refuse.', [
        { path: 'note', message: 'must say why' },
      ]);
    }
    return words;
  }
}
