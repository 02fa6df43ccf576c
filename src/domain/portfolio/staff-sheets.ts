import type { Role } from '../access/actor.js';
import type { QualificationKind } from '../staff/qualification.js';
import type { StaffForPack } from './eqa-pack-facts.js';
import type { CentreRecord } from './eqa-pack-manifest.js';
import type { RecordPart } from './manifest.js';
import { formatDate, joinWords, NOT_STATED } from './wording.js';

const KIND_WORDS: Readonly<Record<QualificationKind, string>> = {
  assessor: 'Assessor',
  iqa: 'Internal quality assurance',
  occupational: 'Occupational',
  other: 'Other',
};

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  learner: 'learner',
  assessor: 'assessor',
  trainee_assessor: 'trainee assessor',
  iqa: 'internal quality assurer',
  trainee_iqa: 'trainee internal quality assurer',
  lead_iqa: 'lead internal quality assurer',
  centre_manager: 'centre manager',
  eqa: 'external verifier',
};

const confirmationWords = (isConfirmed: boolean): string => (isConfirmed ? 'Confirmed' : 'Not confirmed yet');

/** One record for each person who assesses or verifies the chosen registrations. */
export function staffRecords(staff: readonly StaffForPack[]): CentreRecord[] {
  return staff.map((person) => ({
    title: person.name,
    parts: [aboutOf(person), ...qualifications(person), ...competences(person)],
  }));
}

function aboutOf(person: StaffForPack): RecordPart {
  const { roles, hasLeft, cpdHours, observations, lastObservedOn, countersignerNames, findings } = person;
  const hours = Math.round(cpdHours * 10) / 10;
  return {
    kind: 'facts',
    label: 'On the register',
    facts: [
      {
        label: 'Roles',
        value: joinWords(roles.map((role) => ROLE_WORDS[role])) + (hasLeft ? '; has left the centre' : ''),
      },
      { label: 'CPD in twelve months', value: `${hours} ${hours === 1 ? 'hour' : 'hours'}` },
      {
        label: 'Observed in twelve months',
        value: lastObservedOn === null ? 'not observed' : `${observations}, last on ${formatDate(lastObservedOn)}`,
      },
      ...(countersignerNames.length === 0 ? [] : [{ label: 'Countersigned by', value: joinWords(countersignerNames) }]),
      ...findings.map((value) => ({ label: 'To be seen to', value })),
    ],
  };
}

function qualifications({ qualifications: held }: StaffForPack): RecordPart[] {
  if (held.length === 0) return [];
  return [
    {
      kind: 'rows',
      label: 'Qualifications',
      headings: ['Title', 'Kind', 'Awarding organisation', 'Standing', 'Original seen', 'Record'],
      rows: held.map(
        ({ title, kind, awardingOrganisation, status, awardedOn, targetOn, originalSeenOn, isConfirmed }) => [
          ...[title, KIND_WORDS[kind], awardingOrganisation],
          status === 'held'
            ? `Held since ${awardedOn === null ? NOT_STATED : formatDate(awardedOn)}`
            : `Working towards${targetOn === null ? '' : `, by ${formatDate(targetOn)}`}`,
          originalSeenOn === null ? '–' : formatDate(originalSeenOn),
          confirmationWords(isConfirmed),
        ],
      ),
    },
  ];
}

function competences({ competences: known }: StaffForPack): RecordPart[] {
  if (known.length === 0) return [];
  return [
    {
      kind: 'rows',
      label: 'Occupational competence',
      headings: ['Unit', 'What they know and can do', 'What that rests on', 'Record'],
      rows: known.map(({ unit, statement, basis, isConfirmed }) => [
        ...[unit, statement, basis, confirmationWords(isConfirmed)],
      ]),
    },
  ];
}
