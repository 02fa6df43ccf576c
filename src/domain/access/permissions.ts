import { DomainError, notFound } from '../kernel/domain-error.js';
import { type Actor, assessorStanding, type Role } from './actor.js';

/** The people of one registration. Roles are per learner and unit, never global (SOD7). */
export interface RegistrationParties {
  readonly centreId: string;
  readonly learnerId: string;
  readonly assessorId: string;
  readonly iqaId: string;
  readonly countersignerId: string | null;
  /** A second assessor who also decides and judges, such as a trainee beside their mentor. */
  readonly coAssessorId: string | null;
}

/** What a person is to one registration or to one learner's portfolio. */
export const RELATIONS = ['learner', 'assessor', 'countersigner', 'iqa', 'lead_iqa', 'centre_manager'] as const;
export type Relation = (typeof RELATIONS)[number];

interface ObjectRule {
  readonly on: 'object';
  readonly allowed: readonly Relation[];
}
interface CentreRule {
  readonly on: 'centre';
  readonly allowed: readonly Role[];
}
interface PersonRule {
  readonly on: 'person';
}

/**
 * Who may do what: the matrix of assurance.md B1 as data, by operation. `object` rules are checked on the registration
 * or portfolio itself, never on the role alone; `centre` rules on the roles a person holds; `person` rules belong to
 * whoever is signed in. Administrative roles grant no judgement (SOD8). The EQA has no row yet: visits give the scope.
 */
export const OPERATIONS = {
  'session:end': { on: 'person' },
  'self:read': { on: 'person' },
  'self:change': { on: 'person' },
  'framework:read': { on: 'person' },
  'user:create': { on: 'centre', allowed: ['centre_manager'] },
  'user:change': { on: 'centre', allowed: ['centre_manager'] },
  'user:list': { on: 'centre', allowed: ['centre_manager', 'lead_iqa', 'iqa', 'assessor', 'trainee_assessor'] },
  'registration:create': { on: 'centre', allowed: ['centre_manager'] },
  'registration:list': { on: 'person' },
  'registration:read': { on: 'object', allowed: [...RELATIONS] },
  'registration:change': { on: 'object', allowed: ['centre_manager'] },
  'learner_identity:read': { on: 'object', allowed: ['learner', 'centre_manager'] },
  'interest:declare': { on: 'person' },
  // Everybody their own; centre managers and lead IQAs all of the centre.
  'interest:list': { on: 'person' },
  'interest:end': { on: 'centre', allowed: ['centre_manager'] },
  'staff:list': { on: 'centre', allowed: ['centre_manager', 'lead_iqa', 'iqa'] },
  // Everybody their own; whoever may list them, anybody's. The same goes for CPD and for observations of assessors.
  'staff:read': { on: 'person' },
  'cpd:read': { on: 'person' },
  'assessor_observation:list': { on: 'person' },
  // Everybody may propose their own; centre managers and lead IQAs keep those of others.
  'staff_record:add': { on: 'person' },
  'staff_record:confirm': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'staff_record:end': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'countersigner:link': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'cpd:log': { on: 'person' },
  'assessor_observation:record': { on: 'centre', allowed: ['iqa', 'lead_iqa'] },
  'evidence:create': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:list': { on: 'person' },
  'evidence:read': { on: 'object', allowed: [...RELATIONS] },
  'evidence:edit': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:download': { on: 'object', allowed: ['learner', 'assessor', 'countersigner', 'iqa', 'lead_iqa'] },
  'evidence:check': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:compare': { on: 'object', allowed: ['assessor', 'iqa', 'lead_iqa'] },
  'evidence:claim': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:submit': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:sign': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:decide': { on: 'object', allowed: ['assessor'] },
  'evidence:hold': { on: 'object', allowed: ['assessor', 'iqa', 'lead_iqa'] },
  // The centre manager for data protection alone; any other reason is its author's or the assessor's.
  'evidence:withdraw': { on: 'object', allowed: ['learner', 'assessor', 'centre_manager'] },
  'evidence:reopen': { on: 'object', allowed: ['assessor', 'centre_manager'] },
  'rpl:approve': { on: 'object', allowed: ['iqa', 'lead_iqa'] },
  'upload:continue': { on: 'person' },
  'witness:invite': { on: 'object', allowed: ['learner', 'assessor'] },
  'witness:verify': { on: 'object', allowed: ['assessor'] },
  'witness:list': { on: 'object', allowed: [...RELATIONS] },
  'case:list': { on: 'person' },
  'case:read': { on: 'object', allowed: [...RELATIONS] },
  'case:edit': { on: 'object', allowed: ['learner', 'assessor'] },
  'judgement:record': { on: 'object', allowed: ['assessor'] },
  'judgement:countersign': { on: 'object', allowed: ['countersigner', 'assessor'] },
  'judgement:read': { on: 'object', allowed: [...RELATIONS] },
  'coverage:read': { on: 'object', allowed: [...RELATIONS] },
  'unit:sign': { on: 'object', allowed: ['learner', 'assessor', 'countersigner', 'iqa'] },
  'unit:read': { on: 'object', allowed: [...RELATIONS] },
  'unit:reopen': { on: 'object', allowed: ['iqa', 'lead_iqa', 'centre_manager'] },
  'sampling_policy:read': { on: 'centre', allowed: ['lead_iqa', 'iqa'] },
  'sampling_policy:change': { on: 'centre', allowed: ['lead_iqa'] },
  'sampling:plan': { on: 'centre', allowed: ['lead_iqa', 'iqa'] },
  'sample:take': { on: 'object', allowed: ['iqa', 'lead_iqa'] },
  'sample:read': { on: 'object', allowed: ['assessor', 'countersigner', 'iqa', 'lead_iqa', 'centre_manager'] },
  'action:list': { on: 'person' },
  'action:answer': { on: 'object', allowed: ['assessor', 'countersigner', 'lead_iqa', 'centre_manager'] },
  'action:close': { on: 'object', allowed: ['iqa', 'lead_iqa'] },
  'audit:read': { on: 'object', allowed: ['learner', 'assessor', 'iqa', 'lead_iqa', 'centre_manager'] },
  'portfolio:export': { on: 'object', allowed: ['learner', 'assessor', 'iqa', 'lead_iqa', 'centre_manager'] },
} as const satisfies Readonly<Record<string, ObjectRule | CentreRule | PersonRule>>;

export type Operation = keyof typeof OPERATIONS;

/** The parts of a registration that these roles let somebody take; named in one without the role, they are nobody to it. */
export function partsOpenTo(roles: readonly Role[]): (keyof Omit<RegistrationParties, 'centreId'>)[] {
  const standing = assessorStanding(roles);
  const isVerifier = roles.includes('iqa') || roles.includes('lead_iqa');
  return [
    'learnerId',
    ...(standing === null ? [] : (['assessorId', 'coAssessorId'] as const)),
    ...(standing === 'qualified' ? (['countersignerId'] as const) : []),
    ...(isVerifier ? (['iqaId'] as const) : []),
  ];
}

/** What `actor` is to the registration; empty means it is out of their scope and must look as if it did not exist. */
export function relationsTo(actor: Actor, parties: RegistrationParties): Relation[] {
  if (actor.centreId !== parties.centreId) return [];
  const parts = partsOpenTo(actor.roles).filter((part) => parties[part] === actor.userId);
  const held: Readonly<Record<Relation, boolean>> = {
    learner: parts.includes('learnerId'),
    assessor: parts.includes('assessorId') || parts.includes('coAssessorId'),
    countersigner: parts.includes('countersignerId'),
    iqa: parts.includes('iqaId'),
    lead_iqa: actor.roles.includes('lead_iqa'),
    centre_manager: actor.roles.includes('centre_manager'),
  };
  return RELATIONS.filter((relation) => held[relation]);
}

function isAllowed(operation: Operation, relations: readonly Relation[]): boolean {
  const rule: ObjectRule | CentreRule | PersonRule = OPERATIONS[operation];
  return rule.on === 'object' && relations.some((relation) => rule.allowed.includes(relation));
}

/**
 * Lets `operation` through for somebody with these relations to the object.
 * @throws DomainError NOT_FOUND when the object is out of scope, NOT_ALLOWED when it is in scope but not theirs to do.
 */
export function authorise(operation: Operation, relations: readonly Relation[]): void {
  if (relations.length === 0) throw notFound();
  if (!isAllowed(operation, relations)) {
    throw new DomainError(
      'NOT_ALLOWED',
      `Your part in this registration (${relations.join(', ')}) does not include this.`,
    );
  }
}

/** The object operations open to these relations, sent to clients as `allowed` so that pages need no rules of their own. */
export function allowedOperations(relations: readonly Relation[]): Operation[] {
  return (Object.keys(OPERATIONS) as Operation[]).filter((operation) => isAllowed(operation, relations));
}

/** Whether somebody's roles let them call an operation at all, before any object is known. */
export function rolesMayCall(operation: Operation, roles: readonly Role[]): boolean {
  const rule: ObjectRule | CentreRule | PersonRule = OPERATIONS[operation];
  return rule.on !== 'centre' || roles.some((role) => rule.allowed.includes(role));
}
