import { DomainError, notFound } from '../kernel/domain-error.js';
import { isVisitor, type Role, ROLES } from './actor.js';
import { type Relation, RELATIONS } from './relations.js';

interface ObjectRule {
  readonly on: 'object';
  readonly allowed: readonly Relation[];
}
interface CentreRule {
  readonly on: 'centre';
  readonly allowed: readonly Role[];
  /** An external verifier may as well, while a visit of theirs is open; at any other time it does not exist for them. */
  readonly duringVisit?: true;
}
interface PersonRule {
  readonly on: 'person';
}

/**
 * Who may do what: the matrix of assurance.md B1 as data, by operation. `object` rules are checked on the registration
 * or portfolio itself, never on the role alone; `centre` rules on the roles a person holds; `person` rules belong to
 * whoever is signed in. Administrative roles grant no judgement (SOD8). An EQA reads what a visit has opened and writes
 * nothing but the records of their own visit (SOD9); to order a portfolio makes a document and alters nothing.
 */
export const OPERATIONS = {
  'session:end': { on: 'person' },
  'self:read': { on: 'person' },
  'self:change': { on: 'person' },
  'framework:read': { on: 'person' },
  'user:create': { on: 'centre', allowed: ['centre_manager'] },
  'user:change': { on: 'centre', allowed: ['centre_manager'] },
  'user:list': {
    on: 'centre',
    allowed: ['centre_manager', 'lead_iqa', 'iqa', 'trainee_iqa', 'assessor', 'trainee_assessor'],
  },
  'registration:create': { on: 'centre', allowed: ['centre_manager'] },
  'registration:list': { on: 'person' },
  'registration:read': { on: 'object', allowed: [...RELATIONS] },
  'registration:change': { on: 'object', allowed: ['centre_manager'] },
  'learner_identity:read': { on: 'object', allowed: ['learner', 'centre_manager'] },
  'witness_contact:read': { on: 'object', allowed: ['centre_manager'] },
  // An EQA's interests are recorded by the centre manager: what EQAs write is their visit's alone (SOD9).
  'interest:declare': { on: 'centre', allowed: ROLES.filter((role) => role !== 'eqa') },
  // Everybody their own; centre managers and lead IQAs all of the centre.
  'interest:list': { on: 'person' },
  'interest:end': { on: 'centre', allowed: ['centre_manager'] },
  'staff:list': { on: 'centre', allowed: ['centre_manager', 'lead_iqa', 'iqa', 'trainee_iqa'], duringVisit: true },
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
  'evidence:download': {
    on: 'object',
    allowed: ['learner', 'assessor', 'countersigner', 'iqa', 'countersigning_iqa', 'lead_iqa', 'eqa'],
  },
  'evidence:check': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:compare': { on: 'object', allowed: ['assessor', 'iqa', 'countersigning_iqa', 'lead_iqa'] },
  'evidence:claim': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:submit': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:sign': { on: 'object', allowed: ['learner', 'assessor'] },
  'evidence:decide': { on: 'object', allowed: ['assessor'] },
  'evidence:hold': { on: 'object', allowed: ['assessor', 'iqa', 'lead_iqa'] },
  // The centre manager for data protection alone; any other reason is its author's or the assessor's.
  'evidence:withdraw': { on: 'object', allowed: ['learner', 'assessor', 'centre_manager'] },
  'evidence:reopen': { on: 'object', allowed: ['assessor', 'centre_manager'] },
  // A trainee IQA is refused by the use case: there is no second signature that would make up for it.
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
  'judgement:release': { on: 'object', allowed: ['lead_iqa'] },
  'countersignature:list': { on: 'person' },
  'judgement:read': { on: 'object', allowed: [...RELATIONS] },
  'assessment_plan:record': { on: 'object', allowed: ['assessor'] },
  'assessment_plan:agree': { on: 'object', allowed: ['learner'] },
  'assessment_plan:read': { on: 'object', allowed: [...RELATIONS] },
  'review:record': { on: 'object', allowed: ['assessor'] },
  'review:comment': { on: 'object', allowed: ['learner'] },
  'review:read': { on: 'object', allowed: [...RELATIONS] },
  'feedback:write': { on: 'object', allowed: ['learner', 'assessor', 'countersigner', 'iqa', 'lead_iqa'] },
  // What is not for the learner is kept from them row by row (`readsAssessorsSide`).
  'feedback:read': { on: 'object', allowed: [...RELATIONS] },
  'learner_action:read': { on: 'object', allowed: [...RELATIONS] },
  'learner_action:answer': { on: 'object', allowed: ['learner'] },
  'learner_action:close': { on: 'object', allowed: ['assessor'] },
  'coverage:read': { on: 'object', allowed: [...RELATIONS] },
  // A lead IQA only where a trainee IQA's release waits for a second signature (SOD5).
  'unit:sign': {
    on: 'object',
    allowed: ['learner', 'assessor', 'countersigner', 'iqa', 'countersigning_iqa', 'lead_iqa'],
  },
  'unit:read': { on: 'object', allowed: [...RELATIONS] },
  'unit:reopen': { on: 'object', allowed: ['iqa', 'countersigning_iqa', 'lead_iqa', 'centre_manager'] },
  'sampling_policy:read': { on: 'centre', allowed: ['lead_iqa', 'iqa', 'trainee_iqa'], duringVisit: true },
  'sampling_policy:change': { on: 'centre', allowed: ['lead_iqa'] },
  'sampling:plan': { on: 'centre', allowed: ['lead_iqa', 'iqa', 'trainee_iqa'] },
  'sampling_plan:read': { on: 'centre', allowed: ['lead_iqa', 'iqa', 'trainee_iqa'], duringVisit: true },
  'sample:take': { on: 'object', allowed: ['iqa', 'lead_iqa'] },
  'sample:read': {
    on: 'object',
    allowed: ['assessor', 'countersigner', 'iqa', 'countersigning_iqa', 'lead_iqa', 'centre_manager', 'eqa'],
  },
  'action:list': { on: 'person' },
  'action:answer': { on: 'object', allowed: ['assessor', 'countersigner', 'lead_iqa', 'centre_manager'] },
  'action:close': { on: 'object', allowed: ['iqa', 'lead_iqa'] },
  'appeal:lodge': { on: 'object', allowed: ['learner'] },
  'appeal:list': { on: 'person' },
  'appeal:read': { on: 'object', allowed: [...RELATIONS, 'appeal_panel'] },
  'appeal:read_record': { on: 'object', allowed: [...RELATIONS, 'appeal_panel'] },
  'appeal:download': {
    on: 'object',
    allowed: ['learner', 'assessor', 'countersigner', 'iqa', 'countersigning_iqa', 'lead_iqa', 'appeal_panel'],
  },
  'appeal:acknowledge': { on: 'object', allowed: ['assessor', 'countersigner'] },
  'appeal:decide': { on: 'object', allowed: ['assessor', 'countersigner', 'iqa', 'lead_iqa', 'appeal_panel'] },
  'appeal:vote': { on: 'object', allowed: ['appeal_panel'] },
  'appeal:answer': { on: 'object', allowed: ['learner'] },
  'appeal:administer': { on: 'object', allowed: ['centre_manager'] },
  'appeal:trace': { on: 'object', allowed: ['lead_iqa', 'centre_manager'] },
  'appeal_policy:read': { on: 'person' },
  'appeal_policy:change': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'standardisation:arrange': { on: 'centre', allowed: ['lead_iqa', 'iqa'] },
  'standardisation:read': {
    on: 'centre',
    allowed: ['assessor', 'trainee_assessor', 'iqa', 'trainee_iqa', 'lead_iqa', 'centre_manager'],
    duringVisit: true,
  },
  'standardisation:read_evidence': {
    on: 'centre',
    allowed: ['assessor', 'trainee_assessor', 'iqa', 'trainee_iqa', 'lead_iqa'],
  },
  'standardisation:decide': {
    on: 'centre',
    allowed: ['assessor', 'trainee_assessor', 'iqa', 'trainee_iqa', 'lead_iqa'],
  },
  'standardisation:answer': {
    on: 'centre',
    allowed: ['assessor', 'trainee_assessor', 'iqa', 'trainee_iqa', 'lead_iqa', 'centre_manager'],
  },
  'standardisation:close': { on: 'centre', allowed: ['lead_iqa', 'iqa'] },
  'criterion_trail:read': { on: 'object', allowed: [...RELATIONS] },
  'visit:plan': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'visit:read': { on: 'centre', allowed: ['centre_manager', 'lead_iqa', 'eqa'] },
  'visit:select': { on: 'centre', allowed: ['centre_manager', 'lead_iqa', 'eqa'] },
  'visit:record': { on: 'centre', allowed: ['eqa'] },
  'eqa_pack:export': { on: 'centre', allowed: ['centre_manager', 'lead_iqa', 'eqa'] },
  'visit:oversee': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'qualification:create': { on: 'centre', allowed: ['centre_manager'] },
  'qualification:list': {
    on: 'centre',
    allowed: ['centre_manager', 'lead_iqa', 'iqa', 'trainee_iqa', 'assessor', 'trainee_assessor'],
    duringVisit: true,
  },
  'direct_claims:record': { on: 'centre', allowed: ['centre_manager'] },
  'claim_readiness:read': { on: 'object', allowed: [...RELATIONS] },
  'certificate:read': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'certificate:claim': { on: 'centre', allowed: ['centre_manager'] },
  'certificate:propose_revocation': { on: 'centre', allowed: ['centre_manager'] },
  'certificate:decide_revocation': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'ao_notification:list': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
  'ao_notification:send': { on: 'centre', allowed: ['centre_manager'] },
  'audit:read': {
    on: 'object',
    allowed: ['learner', 'assessor', 'iqa', 'countersigning_iqa', 'lead_iqa', 'centre_manager', 'eqa'],
  },
  'portfolio:export': {
    on: 'object',
    allowed: ['learner', 'assessor', 'iqa', 'countersigning_iqa', 'lead_iqa', 'centre_manager', 'eqa'],
  },
  // The same words as in a draft portfolio, for a spreadsheet.
  'tracking_sheet:read': {
    on: 'object',
    allowed: ['learner', 'assessor', 'iqa', 'countersigning_iqa', 'lead_iqa', 'centre_manager', 'eqa'],
  },
  // An external verifier's access ends with their visit; a package stays with whoever has it.
  'package:export': {
    on: 'object',
    allowed: ['learner', 'assessor', 'iqa', 'countersigning_iqa', 'lead_iqa', 'centre_manager'],
  },
  'portfolio:import': { on: 'centre', allowed: ['centre_manager'] },
  // What came with a learner is read by whoever reads their unit; files of evidence by whoever may have those.
  'arrival:read': { on: 'object', allowed: [...RELATIONS] },
  'queue:read': { on: 'person' },
  'caseload:read': { on: 'person' },
  'notification:read': { on: 'person' },
  'notification:change': { on: 'person' },
  'centre_overview:read': { on: 'centre', allowed: ['centre_manager', 'lead_iqa'] },
} as const satisfies Readonly<Record<string, ObjectRule | CentreRule | PersonRule>>;

export type Operation = keyof typeof OPERATIONS;

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
  if (rule.on !== 'centre' || roles.some((role) => rule.allowed.includes(role))) return true;
  return rule.duringVisit === true && isVisitor({ roles });
}

/** Whether an external verifier may do this at the centre only while a visit of theirs is open. */
export function opensWithVisit(operation: Operation): boolean {
  const rule: ObjectRule | CentreRule | PersonRule = OPERATIONS[operation];
  return rule.on === 'centre' && rule.duringVisit === true;
}
