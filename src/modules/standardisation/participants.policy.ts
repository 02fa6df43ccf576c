import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../../domain/access/actor.js';
import { DomainError, type FieldError } from '../../domain/kernel/domain-error.js';
import { IdentityReader } from '../identity/identity.reader.js';

const DECIDERS: readonly Role[] = ['assessor', 'trainee_assessor', 'iqa', 'trainee_iqa', 'lead_iqa'];
const FACILITATORS: readonly Role[] = ['iqa', 'lead_iqa'];
/** Anybody but learners, and the EQA, whose write access ends at their own visit (SOD9). */
const STAFF: readonly Role[] = [...DECIDERS, 'centre_manager'];

/** Who may have which part in an exercise. */
@Injectable()
export class ParticipantsPolicy {
  constructor(private readonly identity: IdentityReader) {}

  /**
   * @param learnerIds whose evidence is shared: they are not in it, whatever else they are
   * @throws DomainError ROLE_MISSING, SEGREGATION_OF_DUTIES
   */
  async check(
    actor: Actor,
    exercise: {
      readonly participantIds: readonly string[];
      readonly facilitatorId: string;
      readonly learnerIds: readonly string[];
    },
  ): Promise<void> {
    const { participantIds, facilitatorId, learnerIds } = exercise;
    const parts = [
      { id: facilitatorId, path: 'facilitatorId', roles: FACILITATORS, needed: 'is not an active IQA of this centre' },
      ...participantIds.map((id, index) => ({
        ...{ id, path: `participantIds[${index}]`, roles: DECIDERS },
        needed: 'is not an active assessor or IQA of this centre',
      })),
    ];
    await this.assertRoles(actor, parts, 'Somebody named here cannot take that part.');
    const message = 'is the learner whose evidence is shared';
    const breaches = [{ id: actor.userId, path: 'actor' }, ...parts]
      .filter(({ id }) => learnerIds.includes(id))
      .map(({ path }): FieldError => ({ path, message }));
    if (breaches.length > 0) {
      throw new DomainError(
        'SEGREGATION_OF_DUTIES',
        'SOD1: nobody has a part in decisions on their own work.',
        breaches,
      );
    }
  }

  /** @throws DomainError ROLE_MISSING when an owner of an action is no active member of staff */
  async checkOwners(actor: Actor, ownerIds: readonly string[]): Promise<void> {
    const owners = ownerIds.map((id, index) => ({
      ...{ id, path: `actions[${index}].ownerId`, roles: STAFF, needed: 'is not an active member of staff' },
    }));
    await this.assertRoles(actor, owners, 'Somebody named here cannot own an action.');
  }

  private async assertRoles(
    actor: Actor,
    parts: readonly { id: string; path: string; roles: readonly Role[]; needed: string }[],
    sentence: string,
  ): Promise<void> {
    const people = await this.identity.people(
      actor.centreId,
      parts.map(({ id }) => id),
    );
    const errors = parts
      .filter(({ id, roles }) => {
        const person = people.find((one) => one.id === id && one.isActive);
        return !person?.roles.some((role) => roles.includes(role));
      })
      .map(({ path, needed }) => ({ path, message: needed }));
    if (errors.length > 0) throw new DomainError('ROLE_MISSING', sentence, errors);
  }
}
