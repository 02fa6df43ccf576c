import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { mailboxOf } from '../../domain/access/mailbox.js';
import { checkNoDeclaredInterest } from '../../domain/access/separation-of-duties.js';
import { checkMayWitness } from '../../domain/access/witness-duties.js';
import { checkRequestForTestimony } from '../../domain/evidence/check-testimony.js';
import type { Relationship, WitnessCategory } from '../../domain/evidence/witness.js';
import { criteriaOf } from '../../domain/specification/find-criterion.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { TestimonyDoor } from '../evidence/testimony.door.js';
import { WitnessPartiesReader } from '../evidence/witness-parties.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';

/** Somebody who is, or would be, asked to testify. */
export interface AskedPerson {
  readonly name: string;
  readonly email: string;
  readonly relationship: Relationship;
  readonly category: WitnessCategory;
}

/** Whether this person may be asked for this testimony. Asked again when it is given: people are reassigned meanwhile. */
@Injectable()
export class WitnessPolicy {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
    private readonly identity: IdentityReader,
    private readonly door: TestimonyDoor,
    private readonly parties: WitnessPartiesReader,
  ) {}

  /** @throws DomainError SEGREGATION_OF_DUTIES for somebody with a declared interest in the learner (SOD6) */
  async checkInviter(actor: Actor, { learnerId }: EvidenceRecord): Promise<void> {
    const conflictedPersonIds = await this.registrations.conflictedPersonIds(learnerId);
    checkNoDeclaredInterest({ actorId: actor.userId, conflictedPersonIds });
  }

  /** @throws DomainError STATE_CONFLICT, SUBMISSION_INCOMPLETE, TESTIMONY_REFUSED, SEGREGATION_OF_DUTIES */
  async check(evidence: EvidenceRecord, witness: AskedPerson): Promise<void> {
    await this.door.assertCanBeAsked(evidence);
    const { files, claims } = await this.evidence.whole(evidence);
    const registrations = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));

    const units = [];
    for (const { id, unitKey, specificationVersion } of registrations) {
      const unit = await this.specifications.version(unitKey, specificationVersion);
      const claimed = claims.filter(({ registrationId }) => registrationId === id).length;
      units.push({ title: unit.title, claimed, criteria: criteriaOf(unit).length });
    }
    checkRequestForTestimony({
      method: evidence.method,
      category: witness.category,
      fileCount: files.length,
      units,
    });

    checkMayWitness({
      ...(await this.parties.of(evidence, registrations)),
      witness: { ...witness, isRelative: witness.relationship === 'relative' },
    });
  }

  /** The account at this centre that a witness has, if any: coverage then sees who else they are (SOD3, SOD6). */
  async accountOf(centreId: string, email: string): Promise<string | null> {
    for (const address of [email.trim().toLowerCase(), mailboxOf(email)]) {
      const user = await this.identity.userByEmail(address);
      if (user?.centreId === centreId) return user.id;
    }
    return null;
  }
}
