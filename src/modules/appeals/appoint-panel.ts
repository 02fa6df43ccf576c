import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../../domain/access/actor.js';
import { checkPanel } from '../../domain/appeal/independence.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { AppealDesk } from './appeal-desk.js';
import { AppealPartsReader } from './appeal-parts.reader.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsReader, type ScopedAppeal } from './appeals.reader.js';
import { AppealsStore } from './appeals.store.js';

/** Decisions on appeals are taken by competent people ([OFQ-I1]). */
const COMPETENT: readonly Role[] = ['assessor', 'iqa', 'lead_iqa', 'centre_manager'];

/**
 * The centre manager names the panel of stage 3, or puts somebody in another's place: people of the centre who had no part
 * in what is appealed. Whoever leaves takes their vote along.
 */
@Injectable()
export class AppointPanel {
  constructor(
    private readonly desk: AppealDesk,
    private readonly reader: AppealsReader,
    private readonly parts: AppealPartsReader,
    private readonly identity: IdentityReader,
    private readonly store: AppealsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, memberIds: readonly string[]): Promise<AppealRecord> {
    // For the message: the longest list of refusals anybody gets here is worth having before the lock.
    await this.check(actor, await this.reader.forOperation(actor, id, 'appeal:administer'), memberIds);
    return this.desk.change(actor, id, 'appeal:administer', async (scoped) => {
      // And for truth: somebody may have judged, sampled, signed or declared an interest in between.
      await this.check(actor, scoped, memberIds);
      const { appeal } = scoped;
      const at = this.clock.now();
      const sitting = await this.reader.panel(id);
      const joining = memberIds
        .filter((memberId) => !sitting.some((member) => member.memberId === memberId))
        .map((memberId) => ({ id: newId(), appealId: id, memberId, appointedById: actor.userId, appointedAt: at }));
      const leaving = sitting.filter(({ memberId }) => !memberIds.includes(memberId));
      await this.store.changePanel(
        joining.map((member) => ({ ...member, stoodDownAt: null })),
        leaving.map((member) => member.id),
        at,
      );
      const appointed = await this.store.move(appeal, {
        ...{ event: 'panel_appointed', actorId: actor.userId, at, dueOn: appeal.dueOn },
        personIds: [...memberIds],
      });
      const { registrationId, learnerId } = appeal;
      const facts = { appealId: id, memberIds };
      await this.trail.record(actor, 'appeal.panel_appointed', facts, { registrationId, learnerId });
      return appointed;
    });
  }

  /** @throws DomainError STATE_CONFLICT, ROLE_MISSING, SEGREGATION_OF_DUTIES */
  private async check(
    actor: Actor,
    { appeal, registration }: ScopedAppeal,
    memberIds: readonly string[],
  ): Promise<void> {
    if (appeal.status !== 'stage3') {
      throw new DomainError('STATE_CONFLICT', 'A panel is appointed while the appeal is at stage 3.');
    }
    const people = await this.identity.people(actor.centreId, memberIds);
    const faults = memberIds.flatMap((memberId, index) => {
      const person = people.find(({ id, isActive }) => id === memberId && isActive);
      if (person?.roles.some((role) => COMPETENT.includes(role))) return [];
      return [{ path: `memberIds[${index}]`, message: 'is no assessor, IQA or manager of this centre' }];
    });
    if (faults.length > 0) throw new DomainError('ROLE_MISSING', 'Somebody named here cannot sit on a panel.', faults);
    checkPanel({ actorId: actor.userId, memberIds, parts: await this.parts.of(appeal, registration) });
  }
}
