import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditEventRecord } from '../../src/modules/audit/audit-event.record.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';

type PartOfUnit = 'assessorId' | 'coAssessorId' | 'countersignerId' | 'iqaId' | 'countersigningIqaId';
type People = Readonly<Record<PartOfUnit, string | null>>;
/** As much of an event as it takes to know who did what. */
type Told = Pick<AuditEventRecord, 'type' | 'sequence' | 'actorId' | 'facts'>;

/** What the trail of one learner's unit has told so far. */
class Unit {
  people: People | null = null;
  readonly interested = new Set<string>();
  readonly judges = new Set<string>();
  readonly judgeOf = new Map<string, string>();
  readonly signed = new Map<string, string>();
  openAppeals = 0;
  readonly breaches: string[] = [];

  constructor(private readonly learnerId: string) {}

  take({ type, sequence, actorId, facts }: Told): void {
    const actor = actorId ?? '';
    const breach = (rule: string): void => void this.breaches.push(`${sequence} ${type}: ${rule}`);
    if (type === 'registration.created') this.people = facts as People;
    if (type === 'registration.changed') this.people = facts.after as People;
    if (type === 'interest.declared') this.interested.add(String(facts.personId));
    if (type === 'interest.ended') this.interested.delete(String(facts.personId));
    if (type === 'appeal.lodged') this.openAppeals += 1;
    if (type === 'appeal.withdrawn') this.openAppeals -= 1;
    if (type === 'unit.reopened') this.signed.clear();
    const decides = ['judgement.recorded', 'judgement.countersigned', 'judgement.released', 'evidence.accepted'];
    const verifies = ['sample.taken', 'sample.signed'];
    if (decides.includes(type)) {
      if (actor === this.learnerId) breach('SOD1 decides about themselves');
      if (this.verifies(actor)) breach('SOD2 decides where they verify');
    }
    if ([...decides, ...verifies, 'unit.signed', 'appeal.voted'].includes(type) && this.interested.has(actor)) {
      breach('SOD6 has an interest');
    }
    if (type === 'judgement.recorded') {
      this.judges.add(actor);
      this.judgeOf.set(String(facts.judgementId), actor);
    }
    if (type === 'judgement.countersigned' || type === 'judgement.released') {
      if (this.judgeOf.get(String(facts.judgementId)) === actor) breach('SOD4 gives effect to their own judgement');
    }
    if (verifies.includes(type) && this.hasHand(actor)) breach('SOD2 samples where they decide');
    if (type === 'appeal.voted' && (this.hasHand(actor) || this.verifies(actor))) breach('SOD2 votes with a part');
    if (type === 'unit.signed') this.sign(String(facts.stage), actor, breach);
  }

  private sign(stage: string, actor: string, breach: (rule: string) => void): void {
    if (this.openAppeals > 0) breach('signed under an appeal');
    if (stage === 'assessor' && this.people?.assessorId !== actor) breach('SOD7 is not the assessor');
    if (stage.endsWith('iqa')) {
      if (this.hasHand(actor)) breach('SOD2 verifies where they decide');
      if ([...this.signed].some(([other, who]) => other !== stage && who === actor)) breach('SOD5 signs twice');
    }
    this.signed.set(stage, actor);
  }

  private hasHand(person: string): boolean {
    const { assessorId, coAssessorId, countersignerId } = this.people ?? {};
    return this.judges.has(person) || [assessorId, coAssessorId, countersignerId].includes(person);
  }

  private verifies(person: string): boolean {
    return [this.people?.iqaId, this.people?.countersigningIqaId].includes(person);
  }
}

/**
 * Tells the trail of one learner again, event by event in the order in which the database took them, and names every one
 * at which somebody did what their part, or their interest, of that moment forbade. Written from domain.md §3.2 alone.
 */
export function breachesOf(learnerId: string, events: readonly Told[]): string[] {
  const unit = new Unit(learnerId);
  for (const event of events) unit.take(event);
  return unit.breaches;
}

export async function breachesIn(app: NestFastifyApplication, learnerId: string): Promise<string[]> {
  const { reader } = app.get(UnitOfWork);
  return breachesOf(
    learnerId,
    await reader.find(AuditEventRecord, { where: { learnerId }, order: { sequence: 'ASC' } }),
  );
}
