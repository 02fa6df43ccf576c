import { Injectable } from '@nestjs/common';
import { groupBy } from '../../domain/kernel/group-by.js';
import { hoursOf } from '../../domain/staff/cpd.js';
import { isQualificationInForce } from '../../domain/staff/qualification.js';
import { isLinkInForce } from '../../domain/staff/staff-duties.js';
import type {
  EqaPackFacts,
  ExerciseForPack,
  PlanForPack,
  StaffForPack,
} from '../../domain/portfolio/eqa-pack-facts.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { type StaffEntry, StaffReader } from '../staff/staff.reader.js';
import { StandardisationReader } from '../standardisation/standardisation.reader.js';
import { SamplesReader } from '../verification/samples.reader.js';
import { SamplingReader } from '../verification/sampling.reader.js';

/** Which of the centre's records a pack shows. */
export interface RecordsWanted {
  readonly centreId: string;
  /** Keys of the units of the visit. */
  readonly units: readonly string[];
  /** Registrations in the pack; of others a plan says how many they are. */
  readonly registrationIds: readonly string[];
  /** Whoever assesses or verifies them. */
  readonly staffIds: readonly string[];
  /** YYYY-MM-DD. */
  readonly since: string;
  readonly today: string;
}

/** A centre's records of internal quality assurance, as far as a visit may read them. */
@Injectable()
export class CentreRecordsReader {
  constructor(
    private readonly sampling: SamplingReader,
    private readonly samples: SamplesReader,
    private readonly standardisation: StandardisationReader,
    private readonly staff: StaffReader,
    private readonly identity: IdentityReader,
  ) {}

  async of(wanted: RecordsWanted): Promise<Pick<EqaPackFacts, 'strategy' | 'plans' | 'exercises' | 'staff'>> {
    const { version, policy, createdAt } = await this.sampling.policy(wanted.centreId);
    return {
      strategy: { version, policy, createdAt },
      plans: await this.plans(wanted),
      exercises: await this.exercises(wanted),
      staff: await this.people(wanted),
    };
  }

  private async plans({ centreId, units, registrationIds, since }: RecordsWanted): Promise<PlanForPack[]> {
    const shown: PlanForPack[] = [];
    for (const plan of await this.sampling.plansOfUnits(centreId, units, since)) {
      const { drawn, planned } = await this.sampling.drawnPlan(plan);
      const taken = await this.samples.byIds(planned.flatMap(({ sampleId }) => sampleId ?? []));
      const signedOn = new Map(taken.map(({ id, signedAt }) => [id, signedAt?.slice(0, 'YYYY-MM-DD'.length) ?? null]));
      const ofChosen = planned.filter(({ registrationId }) => registrationIds.includes(registrationId));
      const names = await this.identity.names([
        plan.iqaId,
        ...ofChosen.flatMap(({ learnerId, iqaId }) => [learnerId, iqaId]),
      ]);
      const nameOf = (id: string): string => names.get(id) ?? '';
      shown.push({
        ...{ unit: plan.unitKey, from: plan.periodFrom, to: plan.periodTo, seed: plan.seed },
        iqaName: plan.iqaId && nameOf(plan.iqaId),
        ...{ version: drawn.version, policyVersion: drawn.policyVersion, drawnAt: drawn.drawnAt },
        populationSha256: drawn.populationSha256,
        ...{ population: drawn.facts.units.length, planned: planned.length },
        signed: [...signedOn.values()].filter((day) => day !== null).length,
        ofChosen: ofChosen.map((row) => ({
          ...{ stage: row.stage, criteria: row.criteria, methods: row.methods, riskLevel: row.riskLevel },
          reasons: [...row.riskReasons, ...row.reasons.map(({ sentence }) => sentence)],
          ...{ plannedOn: row.plannedOn, learnerName: nameOf(row.learnerId), iqaName: nameOf(row.iqaId) },
          signedOn: signedOn.get(row.sampleId ?? '') ?? null,
        })),
      });
    }
    return shown;
  }

  private async exercises({ centreId, units, since }: RecordsWanted): Promise<ExerciseForPack[]> {
    const events = [];
    for (const unit of units) events.push(...(await this.standardisation.onUnit(centreId, unit)));
    const held = events.filter(({ heldOn }) => heldOn >= since);
    const records = await this.standardisation.recordsOf(held, null);
    const names = await this.identity.names([
      ...held.map(({ facilitatorId }) => facilitatorId),
      ...records.decisions.map(({ personId }) => personId),
      ...records.conclusions.map(({ signedById }) => signedById),
      ...records.actions.map(({ ownerId }) => ownerId),
    ]);
    const nameOf = (id: string): string => names.get(id) ?? '';
    const [people, evidence, decisions, conclusions, dissents, actions] = [
      groupBy(records.people, ({ eventId }) => eventId),
      groupBy(records.evidence, ({ eventId }) => eventId),
      groupBy(records.decisions, ({ eventId }) => eventId),
      groupBy(records.conclusions, ({ eventId }) => eventId),
      groupBy(records.dissents, ({ eventId }) => eventId),
      groupBy(records.actions, ({ eventId }) => eventId),
    ];
    return held.map(({ id, title, unitKey, state, heldOn, facilitatorId, criteria }): ExerciseForPack => {
      const [conclusion = null] = conclusions.get(id) ?? [];
      return {
        ...{ title, unit: unitKey, state, heldOn, criteria, facilitatorName: nameOf(facilitatorId) },
        pieces: evidence.get(id)?.length ?? 0,
        participants: (people.get(id) ?? []).filter(({ decides }) => decides).length,
        decisions: (decisions.get(id) ?? []).map(({ personId, answers }) => ({
          name: nameOf(personId),
          answers: answers.map(({ criterion, evidence: piece, outcome }) => ({ criterion, evidence: piece, outcome })),
        })),
        agreed: conclusion?.agreed ?? [],
        dissents: dissents.get(id)?.length ?? 0,
        conclusion: conclusion && {
          ...{ signedByName: nameOf(conclusion.signedById), signedAt: conclusion.signedAt },
          sha256: conclusion.contentSha256,
        },
        actions: (actions.get(id) ?? []).map(({ text, ownerId, dueOn, response, respondedAt, closedAt }) => ({
          ...{ text, ownerName: nameOf(ownerId), dueOn, response, respondedAt, closedAt },
        })),
      };
    });
  }

  private async people({ centreId, units, staffIds, today }: RecordsWanted): Promise<StaffForPack[]> {
    const { entries, names } = await this.staff.ofPeople(centreId, staffIds, today);
    return [...entries]
      .sort((a, b) => (a.person.name + a.id < b.person.name + b.id ? -1 : 1))
      .map((entry) => toStaffForPack(entry, units, names, today));
  }
}

/** Without e-mail addresses, certificate numbers, and the learners in whom somebody has an interest. */
function toStaffForPack(
  entry: StaffEntry,
  units: readonly string[],
  names: ReadonlyMap<string, string>,
  today: string,
): StaffForPack {
  const { id, person, qualifications, competences, links } = entry;
  const countersigning = links.filter((link) => link.personId === id && isLinkInForce(link, today));
  return {
    ...{ name: person.name, roles: person.roles, hasLeft: !person.isActive },
    qualifications: qualifications.map((row) => {
      const { kind, title, awardingOrganisation, status, awardedOn, targetOn, originalSeenOn } = row;
      return {
        ...{ kind, title, awardingOrganisation, status, awardedOn, targetOn, originalSeenOn },
        isConfirmed: isQualificationInForce(row),
      };
    }),
    competences: competences
      .filter(({ unitKey }) => units.includes(unitKey))
      .map(({ unitKey, statement, basis, confirmedAt }) => ({
        ...{ unit: unitKey, statement, basis, isConfirmed: confirmedAt !== null },
      })),
    cpdHours: hoursOf(entry.recentCpdMinutes),
    ...{ observations: entry.recentObservations, lastObservedOn: entry.lastObservedOn },
    countersignerNames: countersigning.map(({ qualifiedId }) => names.get(qualifiedId) ?? ''),
    findings: entry.findings.map(({ sentence }) => sentence),
  };
}
