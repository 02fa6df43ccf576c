import type { EntityManager } from 'typeorm';
import type { Role } from '../../../domain/access/actor.js';
import type { AuthorRole, EvidenceMethod } from '../../../domain/evidence/evidence-method.js';
import type { EvidenceSignature, EvidenceStatus, Redaction, RplState } from '../../../domain/evidence/evidence.js';
import type { NamedPart, QueueKindCode, WaitingDetail, WaitingPart } from '../../../domain/workload/queue-kinds.js';
import type { RegistrationProgress } from '../../../domain/workload/registration-progress.js';
import type { RegistrationRecord } from '../../registrations/registration.record.js';

/** A registration of the learner, with how far it has come. */
export interface FollowedUnit {
  readonly registration: RegistrationRecord;
  readonly progress: RegistrationProgress;
}

/** A version of an item that is still alive, as far as somebody may have to do something about it. */
export interface FollowedEvidence {
  readonly id: string;
  readonly ref: string;
  readonly method: EvidenceMethod;
  readonly status: EvidenceStatus;
  readonly onHold: boolean;
  readonly authorId: string;
  readonly authorRole: AuthorRole;
  readonly redaction: Redaction;
  readonly rplState: RplState | null;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly createdAt: string;
  readonly signatures: readonly EvidenceSignature[];
  readonly isWitnessVerified: boolean;
  /** When it was first and last decided on, re-openings not counted out. */
  readonly firstDecidedAt: string | null;
  readonly lastDecidedAt: string | null;
  readonly hasFiles: boolean;
  readonly claims: readonly { readonly registrationId: string; readonly state: string }[];
}

export interface FollowedAction {
  readonly id: string;
  readonly registrationId: string;
  readonly severity: string;
  readonly subject: string | null;
  readonly dueDate: string;
  readonly ownerId: string;
  readonly raisedById: string;
  readonly raisedAt: string;
  readonly respondedAt: string | null;
  readonly closedAt: string | null;
}

/** A choice of a sampling plan in the version that is in force. */
export interface FollowedChoice {
  readonly id: string;
  readonly registrationId: string;
  readonly iqaId: string;
  readonly assessorIds: readonly string[];
  readonly stage: string;
  readonly plannedOn: string;
  readonly sampleId: string | null;
}

export interface FollowedSample {
  readonly id: string;
  readonly registrationId: string;
  readonly iqaId: string;
  readonly stage: string;
  readonly frozenAt: string;
  readonly signedAt: string | null;
  readonly assessorIds: readonly string[];
}

export interface FollowedPerson {
  readonly roles: readonly Role[];
  readonly isActive: boolean;
}

/** One learner's portfolio, read in a bounded number of queries. `reader` is for kinds that need tables of their own. */
export interface LearnerScope {
  readonly reader: EntityManager;
  readonly centreId: string;
  readonly learnerId: string;
  readonly units: readonly FollowedUnit[];
  readonly evidence: readonly FollowedEvidence[];
  readonly actions: readonly FollowedAction[];
  readonly choices: readonly FollowedChoice[];
  readonly samples: readonly FollowedSample[];
  /** Staff of the registrations and whoever else something may wait for, by id. */
  readonly people: ReadonlyMap<string, FollowedPerson>;
  /** People with a declared interest in the learner: nothing here waits for them (SOD6). */
  readonly barredIds: ReadonlySet<string>;
  readonly lastActivityAt: string;
}

/** The centre itself, for work that belongs to no learner. */
export interface CentreScope {
  readonly reader: EntityManager;
  readonly centreId: string;
  readonly today: string;
}

/** For whom something waits: a person in a part, or with the centre's id whoever has a role there. */
export interface Addressee {
  readonly id: string;
  readonly part: WaitingPart;
}

/** Something that waits. */
export interface FoundWork {
  /** What it is about: with kind and addressee it is told apart by this. */
  readonly subjectId: string;
  readonly waitsFor: readonly Addressee[];
  /** Since when; `null`: since it was first seen, where no fact says it. */
  readonly since: string | null;
  readonly dueOn?: string | null;
  readonly registrationId?: string | null;
  readonly evidenceId?: string | null;
  readonly unitKey?: string | null;
  readonly detail?: WaitingDetail;
}

/**
 * One kind of work. A new one is a code in `domain/workload/queue-kinds.ts`, its words in `queue-wording.ts`, a constant of this type in a
 * file beside this one, and its line in `all-kinds.ts`. It only selects, by the learner or their registrations, through an
 * index; it is asked again whenever an event of the trail names the learner.
 */
export interface QueueKind {
  readonly kind: QueueKindCode;
  readonly find: (scope: LearnerScope) => readonly FoundWork[] | Promise<readonly FoundWork[]>;
}

/** The same for work of the centre, asked again when an event names no learner. */
export interface CentreKind {
  readonly kind: QueueKindCode;
  readonly find: (scope: CentreScope) => readonly FoundWork[] | Promise<readonly FoundWork[]>;
}

/** Who holds these parts of a registration, but for people with an interest in the learner. */
export function holders(
  registration: RegistrationRecord,
  parts: readonly NamedPart[],
  { barredIds }: Pick<LearnerScope, 'barredIds'>,
): Addressee[] {
  return parts.flatMap((part) => {
    const id = registration[part];
    return id === null || barredIds.has(id) ? [] : [{ id, part }];
  });
}

export const ASSESSORS = ['assessorId', 'coAssessorId'] as const;

/** Where the item is claimed, and by which state its claims are. */
export function claimedUnits(
  scope: LearnerScope,
  { claims }: FollowedEvidence,
  states: readonly string[],
): FollowedUnit[] {
  const ids = new Set(claims.filter(({ state }) => states.includes(state)).map(({ registrationId }) => registrationId));
  return scope.units.filter(({ registration }) => ids.has(registration.id));
}

/** The later of two instants. */
export const later = (a: string | null, b: string | null): string | null =>
  a !== null && (b === null || a > b) ? a : b;
