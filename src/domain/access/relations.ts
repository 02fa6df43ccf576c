import { type Actor, assessorStanding, isVisitor, type Role, verifierStanding } from './actor.js';

/** The people of one registration. Roles are per learner and unit, never global (SOD7). */
export interface RegistrationParties {
  readonly centreId: string;
  readonly learnerId: string;
  readonly assessorId: string;
  readonly iqaId: string;
  readonly countersignerId: string | null;
  /** A second assessor who also decides and judges, such as a trainee beside their mentor. */
  readonly coAssessorId: string | null;
  /** A qualified IQA who countersigns what a trainee IQA releases (SOD5). */
  readonly countersigningIqaId: string | null;
}

/** What a person is to one registration or to one learner's portfolio; `eqa` only while a visit has it open for them. */
export const RELATIONS = [
  'learner',
  'assessor',
  'countersigner',
  'iqa',
  'countersigning_iqa',
  'lead_iqa',
  'centre_manager',
  'eqa',
] as const;
/** What a registration itself makes somebody; the panel of an appeal is not among it. */
export type PartRelation = (typeof RELATIONS)[number];
/** A panel sits over one appeal and is nothing to the registration it is about (§3.1). */
export type Relation = PartRelation | 'appeal_panel';

/** The parts of a registration that these roles let somebody take; named in one without the role, they are nobody to it. */
export function partsOpenTo(roles: readonly Role[]): (keyof Omit<RegistrationParties, 'centreId'>)[] {
  const standing = assessorStanding(roles);
  const verifying = verifierStanding(roles);
  return [
    'learnerId',
    ...(standing === null ? [] : (['assessorId', 'coAssessorId'] as const)),
    ...(standing === 'qualified' ? (['countersignerId'] as const) : []),
    ...(verifying === null ? [] : (['iqaId'] as const)),
    ...(verifying === 'qualified' ? (['countersigningIqaId'] as const) : []),
  ];
}

/**
 * What `actor` is to the registration; empty means it is out of their scope and must look as if it did not exist.
 * @param isOpened whether a visit of the actor's is open now and the registration is selected for it
 */
export function relationsTo(actor: Actor, parties: RegistrationParties, isOpened = false): PartRelation[] {
  if (actor.centreId !== parties.centreId) return [];
  const parts = partsOpenTo(actor.roles).filter((part) => parties[part] === actor.userId);
  const held: Readonly<Record<PartRelation, boolean>> = {
    learner: parts.includes('learnerId'),
    assessor: parts.includes('assessorId') || parts.includes('coAssessorId'),
    countersigner: parts.includes('countersignerId'),
    iqa: parts.includes('iqaId'),
    countersigning_iqa: parts.includes('countersigningIqaId'),
    lead_iqa: actor.roles.includes('lead_iqa'),
    centre_manager: actor.roles.includes('centre_manager'),
    eqa: isOpened && isVisitor(actor),
  };
  return RELATIONS.filter((relation) => held[relation]);
}
