import { assessorStanding, verifierStanding } from '../../../domain/access/actor.js';
import { isReleasedState, type SignOffStage } from '../../../domain/sign-off/sign-off.js';
import type { NamedPart, QueueKindCode } from '../../../domain/workload/queue-kinds.js';
import type { WaitingCriteria } from '../../../domain/workload/registration-progress.js';
import {
  type Addressee,
  ASSESSORS,
  type FollowedPerson,
  type FollowedUnit,
  type FoundWork,
  holders,
  type LearnerScope,
  type QueueKind,
} from './queue-kind.js';

const aboutUnit = ({ registration }: FollowedUnit) => ({
  subjectId: registration.id,
  registrationId: registration.id,
  unitKey: registration.unitKey,
});

/** A signature that could be given now. */
function signatureKind(kind: QueueKindCode, stage: SignOffStage, part: NamedPart): QueueKind {
  return {
    kind,
    find: (scope) =>
      scope.units
        .filter(({ progress }) => progress.nextStage === stage)
        .map((unit) => ({
          ...aboutUnit(unit),
          since: unit.progress.nextStageSince,
          waitsFor: holders(unit.registration, [part], stage === 'learner' ? { barredIds: new Set() } : scope),
        })),
  };
}

/** Criteria of a unit that wait for its assessors: one entry however many there are. */
function criteriaKind(kind: QueueKindCode, criteriaOf: (unit: FollowedUnit) => WaitingCriteria | null): QueueKind {
  return {
    kind,
    find: (scope) =>
      scope.units.flatMap((unit): FoundWork[] => {
        const criteria = criteriaOf(unit);
        // Nobody judges on a released unit: it is opened again first.
        if (criteria === null || isReleasedState(unit.registration.status)) return [];
        return [
          {
            ...aboutUnit(unit),
            since: criteria.since,
            detail: { criteria: criteria.codes },
            waitsFor: holders(unit.registration, ASSESSORS, scope),
          },
        ];
      }),
  };
}

/** The countersigner; where nobody is named, a qualified assessor of the registration other than the trainee (SOD4). */
function countersigners(scope: LearnerScope, { registration }: FollowedUnit, traineeId: string): Addressee[] {
  const named = holders(registration, ['countersignerId'], scope);
  const able = named.length > 0 ? named : holders(registration, ASSESSORS, scope);
  return able.filter(
    ({ id }) => id !== traineeId && assessorStanding(scope.people.get(id)?.roles ?? []) === 'qualified',
  );
}

const JUDGEMENT_TO_COUNTERSIGN: QueueKind = {
  kind: 'judgement_to_countersign',
  find: (scope) =>
    scope.units.flatMap((unit) =>
      unit.progress.pending.map(({ id, criterion, decidedAt, assessorId }) => ({
        ...aboutUnit(unit),
        subjectId: id,
        since: decidedAt,
        detail: { criteria: [criterion] },
        waitsFor: countersigners(scope, unit, assessorId),
      })),
    ),
};

/** A trainee IQA's release waits for the IQA who is named for it, and where nobody is or they may not, for a lead IQA (SOD5). */
const RELEASE_TO_COUNTERSIGN: QueueKind = {
  kind: 'release_to_countersign',
  find: (scope) =>
    scope.units
      .filter(({ progress }) => progress.nextStage === 'countersigning_iqa')
      .map((unit) => {
        const named = holders(unit.registration, ['countersigningIqaId'], scope);
        return {
          ...aboutUnit(unit),
          since: unit.progress.nextStageSince,
          waitsFor: named.length > 0 ? named : [{ id: scope.centreId, part: 'lead_iqa' }],
        };
      }),
};

/** What each part asks of whoever holds it. */
const PARTS: readonly { part: NamedPart; word: string; fits: (person: FollowedPerson) => boolean }[] = [
  { part: 'assessorId', word: 'assessor', fits: ({ roles }) => assessorStanding(roles) !== null },
  { part: 'coAssessorId', word: 'second assessor', fits: ({ roles }) => assessorStanding(roles) !== null },
  { part: 'countersignerId', word: 'countersigner', fits: ({ roles }) => assessorStanding(roles) === 'qualified' },
  { part: 'iqaId', word: 'IQA', fits: ({ roles }) => verifierStanding(roles) !== null },
  {
    part: 'countersigningIqaId',
    word: 'countersigning IQA',
    fits: ({ roles }) => verifierStanding(roles) === 'qualified',
  },
];

/** Somebody named here has left, lost the role, or declared an interest: a manager allocates another (SOD6, SOD8). */
const STAFF_TO_REPLACE: QueueKind = {
  kind: 'staff_to_replace',
  find: (scope) =>
    scope.units
      .filter(({ registration }) => !isReleasedState(registration.status))
      .flatMap((unit) =>
        PARTS.flatMap(({ part, word, fits }): FoundWork[] => {
          const id = unit.registration[part];
          const person = id === null ? undefined : scope.people.get(id);
          if (id === null || (person?.isActive && fits(person) && !scope.barredIds.has(id))) return [];
          return [
            {
              ...aboutUnit(unit),
              since: null,
              detail: { part: word },
              waitsFor: [{ id: scope.centreId, part: 'centre_manager' }],
            },
          ];
        }).slice(0, 1),
      ),
};

export const UNIT_KINDS: readonly QueueKind[] = [
  signatureKind('unit_to_declare', 'learner', 'learnerId'),
  criteriaKind('criteria_to_judge', ({ progress }) => progress.toJudge),
  criteriaKind('criteria_at_risk', ({ progress }) => progress.atRisk),
  signatureKind('unit_to_sign', 'assessor', 'assessorId'),
  JUDGEMENT_TO_COUNTERSIGN,
  signatureKind('unit_to_countersign', 'countersigner', 'countersignerId'),
  signatureKind('unit_to_release', 'iqa', 'iqaId'),
  RELEASE_TO_COUNTERSIGN,
  STAFF_TO_REPLACE,
];
