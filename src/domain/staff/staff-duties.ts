import { assessorStanding, type Role } from '../access/actor.js';
import type { RegistrationParties } from '../access/relations.js';
import { checkMayVerify } from '../access/separation-of-duties.js';
import { DomainError, type FieldError } from '../kernel/domain-error.js';

function refuse(code: 'SEGREGATION_OF_DUTIES' | 'ROLE_MISSING' | 'VALIDATION_FAILED', errors: readonly FieldError[]) {
  if (errors.length === 0) return;
  const sentences = {
    SEGREGATION_OF_DUTIES: errors.map(({ message }) => message).join(' '),
    ROLE_MISSING: 'Somebody named here cannot take that part.',
    VALIDATION_FAILED: 'Some fields do not fit together.',
  };
  throw new DomainError(code, sentences[code], errors);
}

const broken = (...rules: readonly (readonly [isBroken: boolean, path: string, message: string])[]): FieldError[] =>
  rules.filter(([isBroken]) => isBroken).map(([, path, message]) => ({ path, message }));

/** @throws DomainError SEGREGATION_OF_DUTIES: what is on record of somebody is vouched for, and ended, by others (P6) */
export function checkNotOwnRecord(actorId: string, personId: string): void {
  refuse(
    'SEGREGATION_OF_DUTIES',
    broken([
      actorId === personId,
      'actor',
      'P6: nobody confirms or ends what is recorded about themselves; another centre manager or lead IQA does.',
    ]),
  );
}

/** A countersigner link from its first to its last day (YYYY-MM-DD), both included. */
export interface LinkDays {
  readonly startsOn: string;
  /** `null` = until it is ended. */
  readonly endsOn: string | null;
}

export function isLinkInForce(link: LinkDays & { readonly endedAt: string | null }, today: string): boolean {
  return link.endedAt === null && link.startsOn <= today && (link.endsOn === null || today <= link.endsOn);
}

/**
 * Before a qualified assessor is named to countersign and mentor a trainee (SOD4).
 * @throws DomainError SEGREGATION_OF_DUTIES, ROLE_MISSING, VALIDATION_FAILED
 */
export function checkCountersignerLink(
  facts: LinkDays & {
    readonly actorId: string;
    readonly trainee: { readonly id: string; readonly roles: readonly Role[] };
    /** `null` when there is no such person, or they have left. */
    readonly qualified: { readonly id: string; readonly roles: readonly Role[] } | null;
  },
): void {
  const { actorId, trainee, qualified, startsOn, endsOn } = facts;
  refuse(
    'SEGREGATION_OF_DUTIES',
    broken(
      [trainee.id === qualified?.id, 'qualifiedId', 'SOD4: nobody countersigns their own decisions.'],
      [
        actorId === trainee.id || actorId === qualified?.id,
        'actor',
        'SOD8: nobody makes themselves a countersigner or chooses their own; another manager does.',
      ],
    ),
  );
  refuse(
    'ROLE_MISSING',
    broken(
      [assessorStanding(trainee.roles) !== 'trainee', 'userId', 'is not a trainee assessor of this centre'],
      [
        qualified === null || assessorStanding(qualified.roles) !== 'qualified',
        'qualifiedId',
        'is not a qualified assessor of this centre',
      ],
    ),
  );
  refuse(
    'VALIDATION_FAILED',
    broken([endsOn !== null && endsOn < startsOn, 'until', 'must not be before the first day']),
  );
}

/** Whether two spells of the same link share a day. */
export function linksOverlap(one: LinkDays, other: LinkDays): boolean {
  const isBefore = (a: LinkDays, b: LinkDays): boolean => a.endsOn !== null && a.endsOn < b.startsOn;
  return !isBefore(one, other) && !isBefore(other, one);
}

/**
 * Before an IQA records that they observed an assessor at work (domain.md §4.1). On a registration that is named, they
 * must be free to verify it (SOD2).
 * @throws DomainError SEGREGATION_OF_DUTIES, ROLE_MISSING, VALIDATION_FAILED
 */
export function checkAssessorObservation(facts: {
  readonly observerId: string;
  readonly assessorId: string;
  /** `null` when there is no such person at the centre. */
  readonly assessorRoles: readonly Role[] | null;
  readonly unit: string;
  readonly observedOn: string;
  readonly today: string;
  readonly registration: (Omit<RegistrationParties, 'centreId'> & { readonly unitKey: string }) | null;
}): void {
  const { observerId, assessorId, assessorRoles, unit, observedOn, today, registration } = facts;
  refuse(
    'SEGREGATION_OF_DUTIES',
    broken([observerId === assessorId, 'actor', 'SOD2: nobody observes their own practice.']),
  );
  refuse(
    'ROLE_MISSING',
    broken([assessorStanding(assessorRoles ?? []) === null, 'assessorId', 'is not an assessor of this centre']),
  );
  const isTheirs = registration && [registration.assessorId, registration.coAssessorId].includes(assessorId);
  refuse(
    'VALIDATION_FAILED',
    broken(
      [observedOn > today, 'observedOn', 'must not be in the future'],
      [registration !== null && registration.unitKey !== unit, 'registrationId', 'is on another unit'],
      [registration !== null && !isTheirs, 'registrationId', 'is not assessed by this person'],
    ),
  );
  if (registration === null) return;
  const { learnerId, coAssessorId, countersignerId } = registration;
  checkMayVerify({
    actorId: observerId,
    learnerId,
    assessorIds: [registration.assessorId, coAssessorId].filter((id) => id !== null),
    countersignerIds: countersignerId === null ? [] : [countersignerId],
    authorIds: [],
  });
}
