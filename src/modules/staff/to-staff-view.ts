import { isQualificationInForce } from '../../domain/staff/qualification.js';
import { isLinkInForce } from '../../domain/staff/staff-duties.js';
import { hoursOf } from '../../domain/staff/cpd.js';
import type { CompetenceRecord } from './competence.record.js';
import type { CountersignerLinkRecord } from './countersigner-link.record.js';
import type { StaffQualificationRecord } from './staff-qualification.record.js';
import type { StaffEntry, StaffRegister } from './staff.reader.js';
import type {
  CompetenceView,
  ConfirmationView,
  CountersignerLinkView,
  EndingView,
  QualificationView,
  StaffPersonView,
  StaffView,
} from './staff-view.dto.js';

type Names = ReadonlyMap<string, string>;

const person = (id: string, names: Names): StaffPersonView => ({ id, name: names.get(id) ?? '' });

function toEnding(
  row: Pick<StaffQualificationRecord, 'endedAt' | 'endedById' | 'endingReason'>,
  names: Names,
): EndingView | null {
  const { endedAt, endedById, endingReason } = row;
  return endedAt === null ? null : { at: endedAt, by: person(endedById ?? '', names), reason: endingReason ?? '' };
}

function toConfirmation(
  { confirmedAt, confirmedById }: Pick<StaffQualificationRecord, 'confirmedAt' | 'confirmedById'>,
  names: Names,
): ConfirmationView | null {
  return confirmedAt === null ? null : { at: confirmedAt, by: person(confirmedById ?? '', names) };
}

export function toQualificationView(row: StaffQualificationRecord, names: Names): QualificationView {
  const { id, kind, title, awardingOrganisation, status, awardedOn, certificateNumber, startedOn, targetOn } = row;
  const { followsId, recordedById, recordedAt, originalSeenOn } = row;
  return {
    ...{ id, kind, title, awardingOrganisation, status, awardedOn, certificateNumber, startedOn, targetOn },
    ...{ followsId, recordedBy: person(recordedById, names), recordedAt, originalSeenOn },
    confirmation: toConfirmation(row, names),
    isInForce: isQualificationInForce(row),
    ending: toEnding(row, names),
  };
}

export function toCompetenceView(row: CompetenceRecord, names: Names): CompetenceView {
  const { id, unitKey, statement, basis, recordedById, recordedAt } = row;
  return {
    ...{ id, unit: unitKey, statement, basis, recordedBy: person(recordedById, names), recordedAt },
    confirmation: toConfirmation(row, names),
    isInForce: isQualificationInForce(row),
    ending: toEnding(row, names),
  };
}

export function toLinkView(row: CountersignerLinkRecord, names: Names, today: string): CountersignerLinkView {
  const { id, personId, qualifiedId, startsOn, endsOn, recordedById, recordedAt } = row;
  return {
    ...{ id, trainee: person(personId, names), qualified: person(qualifiedId, names), from: startsOn, until: endsOn },
    ...{ recordedBy: person(recordedById, names), recordedAt, isInForce: isLinkInForce(row, today) },
    ending: toEnding(row, names),
  };
}

/** One member of staff with what the register of that day says of them. */
export function toStaffView(entry: StaffEntry, { names, today }: Omit<StaffRegister, 'entries'>): StaffView {
  const { person: somebody, unitsAssessed, recentCpdMinutes, recentObservations, lastObservedOn } = entry;
  const { id, name, email, roles, isActive } = somebody;
  return {
    ...{ id, name, email, roles: [...roles], isActive },
    qualifications: entry.qualifications.map((row) => toQualificationView(row, names)),
    competences: entry.competences.map((row) => toCompetenceView(row, names)),
    countersignerLinks: entry.links.map((row) => toLinkView(row, names, today)),
    interests: entry.interests.map((row) => ({
      ...{ id: row.id, learner: person(row.learnerId, names), kind: row.kind, declaredAt: row.declaredAt },
      ending: toEnding(row, names),
    })),
    ...{ unitsAssessed: [...unitsAssessed], cpdHours: hoursOf(recentCpdMinutes) },
    ...{ observations: recentObservations, lastObservedOn },
    findings: entry.findings.map((finding) => ({ ...finding })),
  };
}
