import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { rolesMayCall } from '../../domain/access/permissions.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { VisitsReader } from '../visits/visits.reader.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';

/** Who may have a document that was ordered. */
@Injectable()
export class ExportPolicy {
  constructor(
    private readonly reader: PortfolioReader,
    private readonly registrations: RegistrationsReader,
    private readonly visits: VisitsReader,
  ) {}

  /**
   * An order that `actor` may have: whoever could order the like now, of every unit in it.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED
   */
  async orderFor(actor: Actor, id: string): Promise<PortfolioExportRecord> {
    const order = await this.reader.byId(id);
    if (!order) throw notFound();
    // It says more than others may read; whoever runs the centre may read that.
    const isOwn = order.requestedById === actor.userId || actor.roles.includes('centre_manager');
    if (order.isForRequesterOnly === true && !isOwn) throw notFound();
    if (order.visitId !== null) await this.assertMayHavePack(actor, order, order.visitId);
    else await this.assertMayHaveUnits(actor, order);
    return order;
  }

  private async assertMayHaveUnits(actor: Actor, order: PortfolioExportRecord): Promise<void> {
    for (const { registrationId } of await this.reader.unitsOf(order)) {
      await this.registrations.forOperation(actor, registrationId, 'portfolio:export');
    }
  }

  /** An interest that was declared after a pack was made closes it to the verifier: it would show them the learner (SOD6). */
  private async assertMayHavePack(actor: Actor, order: PortfolioExportRecord, visitId: string): Promise<void> {
    if (!rolesMayCall('eqa_pack:export', actor.roles)) throw notFound();
    const { eqaId } = await this.visits.insideFor(actor, visitId);
    if (!isVisitor(actor)) return;
    const units = await this.registrations.byIds((await this.reader.unitsOf(order)).map((unit) => unit.registrationId));
    const barred = await this.registrations.interestsAmong(
      eqaId,
      units.map(({ learnerId }) => learnerId),
    );
    if (barred.length > 0) throw notFound();
  }
}
