import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { compareCriterionCodes } from '../../domain/specification/criterion-code.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { ParticipantsPolicy } from './participants.policy.js';
import type { SharedEvidenceRecord } from './shared-evidence.record.js';
import { SharingDesk } from './sharing-desk.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import type { StandardisationParticipantRecord } from './standardisation-participant.record.js';
import { StandardisationStore } from './standardisation.store.js';

export interface NewExercise {
  readonly title: string;
  readonly unit: string;
  readonly criteria: readonly string[];
  readonly heldOn: string;
  readonly dueBy: string;
  readonly evidence: readonly { readonly evidenceId: string; readonly shareRedactedFiles: boolean }[];
  readonly participantIds: readonly string[];
  /** Left out, whoever arranges it. */
  readonly facilitatorId: string | null;
  readonly alsoMask: readonly string[];
  readonly ordinaryWords: readonly string[];
}

/** An IQA arranges an exercise: which evidence, on which criteria, with whom. Nobody sees anything of it yet. */
@Injectable()
export class ArrangeStandardisation {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly sharing: SharingDesk,
    private readonly participants: ParticipantsPolicy,
    private readonly store: StandardisationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, input: NewExercise): Promise<StandardisationEventRecord> {
    return this.unitOfWork.run(async () => {
      const { title, heldOn, dueBy, participantIds, alsoMask, ordinaryWords } = input;
      const unit = await this.unitOf(input);
      assertNotPast(dueBy, this.clock.today());
      const chosen = await this.sharing.chosen(
        actor,
        input.evidence.map(({ evidenceId }) => evidenceId),
      );
      const facilitatorId = input.facilitatorId ?? actor.userId;
      const learnerIds = chosen.map(({ learnerId }) => learnerId);
      await this.participants.check(actor, { participantIds, facilitatorId, learnerIds });
      const event: StandardisationEventRecord = {
        id: newId(),
        centreId: actor.centreId,
        unitKey: unit.key,
        specificationVersion: unit.version,
        ...{ title: title.trim(), heldOn, dueBy, facilitatorId, alsoMask, ordinaryWords },
        criteria: [...input.criteria].sort(compareCriterionCodes),
        createdById: actor.userId,
        state: 'prepared',
        masks: null,
        createdAt: this.clock.now(),
        ...{ openedAt: null, revealedAt: null, revealCause: null, revealReason: null, concludedAt: null },
        revision: 1,
      };
      const others = [facilitatorId, actor.userId].filter((id) => !participantIds.includes(id));
      const people = [
        ...participantIds.map((id) => toPerson(event.id, id, true)),
        ...[...new Set(others)].map((id) => toPerson(event.id, id, false)),
      ];
      await this.store.add(event, people, toShared(event.id, chosen, input));
      await this.trail.record(actor, 'standardisation.arranged', {
        ...{ eventId: event.id, unit: event.unitKey, criteria: event.criteria, pieces: chosen.length },
        ...{ participantIds, facilitatorId },
      });
      return event;
    });
  }

  private async unitOf({ unit: key, criteria }: NewExercise): Promise<UnitSpecification> {
    const unit = await this.specifications.currentOf(key);
    if (!unit) {
      const message = 'is not a unit of this installation';
      throw new DomainError('UNIT_UNKNOWN', 'There is no such unit here.', [{ path: 'unit', message }]);
    }
    const unknown = criteria.flatMap((criterion, index) =>
      findCriterion(unit, criterion) ? [] : [{ path: `criteria[${index}]`, message: `is not a criterion of ${key}` }],
    );
    if (unknown.length > 0) throw new DomainError('CRITERION_UNKNOWN', 'There is no such criterion.', unknown);
    return unit;
  }
}

/** @throws DomainError VALIDATION_FAILED */
export function assertNotPast(dueBy: string, today: string): void {
  if (dueBy >= today) return;
  throw new DomainError('VALIDATION_FAILED', 'Nobody can decide by a day that is over.', [
    { path: 'dueBy', message: 'is in the past' },
  ]);
}

function toShared(
  eventId: string,
  chosen: readonly (EvidenceRecord & { contentSha256: string })[],
  { evidence }: NewExercise,
): SharedEvidenceRecord[] {
  return chosen.map(({ id, learnerId, contentSha256 }, index) => ({
    id: newId(),
    ...{ eventId, number: index + 1, evidenceId: id, learnerId, contentSha256 },
    shareRedactedFiles: evidence[index]?.shareRedactedFiles ?? false,
    ...{ sheet: null, sheetSha256: null, files: null },
  }));
}

function toPerson(eventId: string, personId: string, decides: boolean): StandardisationParticipantRecord {
  return {
    id: newId(),
    ...{ eventId, personId, decides, decidedAt: null, decidedOriginally: [] },
    ...{ attended: null, questionsDecided: null, decidedAsAgreed: null },
  };
}
