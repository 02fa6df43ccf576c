import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { SamplesReader } from '../verification/samples.reader.js';
import { VisitDesk } from './visit-desk.js';
import { visitLock } from './visit-lock.js';
import type { VisitNoteRecord } from './visit-note.record.js';
import { VisitsStore } from './visits.store.js';

export interface NewNote {
  readonly registrationId?: string | null;
  readonly criterion?: string | null;
  readonly evidenceId?: string | null;
  readonly sampleId?: string | null;
  readonly text: string;
}

/** A verifier notes something about what they see. It has no event: until the outcome it is theirs alone. */
@Injectable()
export class WriteNote {
  constructor(
    private readonly desk: VisitDesk,
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
    private readonly evidence: EvidenceReader,
    private readonly samples: SamplesReader,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, visitId: string, input: NewNote): Promise<VisitNoteRecord> {
    await this.desk.ownOpen(actor, visitId);
    return this.unitOfWork.run(async () => {
      await this.desk.ownOpen(actor, visitId);
      const { registrationId = null, criterion = null, evidenceId = null, sampleId = null } = input;
      await this.assertCriterion(actor, registrationId, criterion);
      if (evidenceId !== null) await this.evidence.forOperation(actor, evidenceId, 'evidence:read');
      if (sampleId !== null) await this.samples.forOperation(actor, sampleId, 'sample:read');
      const note: VisitNoteRecord = {
        ...{ id: newId(), visitId, registrationId, criterion, evidenceId, sampleId },
        ...{ text: input.text.trim(), writtenAt: this.clock.now() },
      };
      await this.store.addNote(note);
      return note;
    }, visitLock(visitId));
  }

  /** A note is about what is open to its author. */
  private async assertCriterion(actor: Actor, registrationId: string | null, criterion: string | null): Promise<void> {
    if (registrationId === null) {
      if (criterion === null) return;
      throw new DomainError('VALIDATION_FAILED', 'A criterion is one of a registration.', [
        { path: 'registrationId', message: 'must say whose criterion it is' },
      ]);
    }
    const { registration } = await this.registrations.forOperation(actor, registrationId, 'registration:read');
    if (criterion === null) return;
    const unit = await this.specifications.version(registration.unitKey, registration.specificationVersion);
    if (findCriterion(unit, criterion)) return;
    throw new DomainError('CRITERION_UNKNOWN', 'There is no such criterion.', [
      { path: 'criterion', message: `is not a criterion of ${unit.key}` },
    ]);
  }
}
