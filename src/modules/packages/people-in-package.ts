import { planners } from '../portfolio/to-portfolio-planning.js';
import type { PackageRecords } from './package-facts.reader.js';
import { evidencePeople } from './to-package-evidence.js';

/** Everybody whose name a package needs. */
export function peopleIn(records: PackageRecords): (string | null)[] {
  const { registration, claimed, decisions, judgements, samples, actions, events, planning, arrived } = records;
  const { learnerId, assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId } = registration;
  return [
    ...[learnerId, assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId],
    ...evidencePeople(claimed),
    ...decisions.map((decision) => decision.assessorId),
    ...judgements.flatMap((one) => [one.assessorId, one.countersignature?.countersignerId ?? null]),
    ...samples.flatMap((sample) => [sample.iqaId, ...(sample.decisions ?? []).map((one) => one.assessorId)]),
    ...actions.flatMap(({ ownerId, closedById }) => [ownerId, closedById]),
    ...events.map(({ actorId }) => actorId),
    ...planners(planning),
    ...arrived.map(({ arrival }) => arrival.acceptedById),
  ];
}
