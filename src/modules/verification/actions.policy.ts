import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { ProposedAction, ProposedSampleDecision } from '../../domain/sampling/sample-decision.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import type { IqaActionRecord } from './iqa-action.record.js';
import { SampleDesk } from './sample-desk.js';
import type { ScopedSample } from './samples.reader.js';
import { VerifierPolicy } from './verifier.policy.js';

/** Who may raise, own and close actions. */
@Injectable()
export class ActionsPolicy {
  constructor(
    private readonly identity: IdentityReader,
    private readonly desk: SampleDesk,
    private readonly verifiers: VerifierPolicy,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError SEGREGATION_OF_DUTIES */
  async assertMayVerify(actor: Actor, registration: RegistrationRecord): Promise<void> {
    const { unit } = await this.desk.open(registration);
    await this.verifiers.check(actor, registration, unit);
  }

  /**
   * The actions as they are kept. Left to itself an action goes to whoever made the decision, or else to the assessor of
   * the registration.
   * @throws DomainError ROLE_MISSING when an owner is no active member of staff, or is whoever verifies
   */
  async raised(
    actor: Actor,
    { sample, registration }: ScopedSample,
    actions: readonly (ProposedAction & { readonly ownerId: string | null })[],
    decisions: readonly ProposedSampleDecision[],
  ): Promise<IqaActionRecord[]> {
    const judgementOn = new Map(sample.snapshot.judgements.map((judged) => [judged.criterion, judged]));
    const rows = actions.map(({ severity, against, subject, text, dueDate, ownerId }): IqaActionRecord => {
      const judged = against === 'criterion' && subject !== null ? judgementOn.get(subject) : undefined;
      const isDisputed = decisions.some(
        ({ criterion, decision }) => criterion === subject && decision === 'not_agreed',
      );
      return {
        id: newId(),
        centreId: sample.centreId,
        sampleId: sample.id,
        registrationId: registration.id,
        ...{ severity, against, subject, text: text.trim(), dueDate },
        disputedSequence: judged !== undefined && isDisputed ? judged.sequence : null,
        ownerId: ownerId ?? judged?.assessorId ?? registration.assessorId,
        raisedById: actor.userId,
        raisedAt: this.clock.now(),
        ...{ response: null, respondedAt: null, closedById: null, closureNote: null, closedAt: null },
      };
    });
    await this.assertOwners(actor, rows);
    return rows;
  }

  private async assertOwners(actor: Actor, actions: readonly IqaActionRecord[]): Promise<void> {
    const people = await this.identity.people(
      actor.centreId,
      actions.map(({ ownerId }) => ownerId),
    );
    const errors = actions.flatMap(({ ownerId }, index) => {
      const owner = people.find(({ id, isActive }) => id === ownerId && isActive);
      const isStaff = owner?.roles.some((role) => role !== 'learner' && role !== 'eqa') ?? false;
      if (isStaff && ownerId !== actor.userId) return [];
      return [{ path: `actions[${index}].ownerId`, message: 'is not an active member of staff other than yourself' }];
    });
    if (errors.length > 0) throw new DomainError('ROLE_MISSING', 'Somebody named here cannot own an action.', errors);
  }
}
