import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import type { Anonymiser } from '../../domain/standardisation/anonymise.js';
import type { SharedEvidenceRecord, SharedFile } from './shared-evidence.record.js';
import { type ShownEvidence, SharingDesk } from './sharing-desk.js';
import { type ScopedExercise, StandardisationReader } from './standardisation.reader.js';

/** One piece of shared evidence in front of somebody who may see it. */
export interface OpenedEvidence {
  readonly shared: SharedEvidenceRecord;
  readonly shown: ShownEvidence;
  readonly anonymiser: Anonymiser;
}

/** Hands shared evidence to the people of an exercise, and to nobody else through it. */
@Injectable()
export class SharedEvidenceDesk {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly sharing: SharingDesk,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED, STATE_CONFLICT for a participant before it is opened */
  async open(actor: Actor, eventId: string, number: number): Promise<OpenedEvidence> {
    const scoped = await this.reader.forActor(actor, eventId);
    assertMayRead(actor, scoped);
    const { event, evidence } = scoped;
    const shared = evidence.find((one) => one.number === number);
    if (!shared) throw notFound();
    const anonymiser = await this.sharing.anonymiser(event, evidence);
    return { shared, shown: await this.sharing.shown(event, shared, anonymiser), anonymiser };
  }

  /** A file of it by its number, if it can still be shared. */
  async file({ shared, shown }: OpenedEvidence, number: number): Promise<SharedFile> {
    const file = shown.files.find((one) => one.number === number);
    if (!file || (await this.sharing.file(shared, file)) === null) throw notFound();
    return file;
  }
}

/** Whoever arranges or facilitates looks at it first; participants once it is open. The lead IQA may read the portfolios. */
function assertMayRead(actor: Actor, { event, own }: ScopedExercise): void {
  const isLead = actor.roles.includes('lead_iqa');
  const prepares = event.facilitatorId === actor.userId || event.createdById === actor.userId;
  if (isLead || prepares) return;
  if (!own?.decides) {
    throw new DomainError('NOT_ALLOWED', 'Shared evidence is for the participants of the exercise.');
  }
  if (event.state === 'prepared') {
    throw new DomainError('STATE_CONFLICT', 'The facilitator has not opened this exercise yet.');
  }
}
