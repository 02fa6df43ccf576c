import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding, type Role, verifierStanding } from '../../domain/access/actor.js';
import type { RegistrationParties } from '../../domain/access/relations.js';
import { checkParties } from '../../domain/access/separation-of-duties.js';
import { DomainError, type ErrorCode, type FieldError } from '../../domain/kernel/domain-error.js';
import { STAFF_PARTS } from '../../domain/registration/allocation-history.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { UserRecord } from '../identity/user.record.js';
import { LinkedCountersigners } from './linked-countersigners.js';
import { RegistrationsReader } from './registrations.reader.js';

const PARTS = ['learnerId', ...STAFF_PARTS] as const;
type Part = (typeof PARTS)[number];

const PART_ROLES: Readonly<Record<Part, { roles: readonly Role[]; needed: string }>> = {
  learnerId: { roles: ['learner'], needed: 'is not a learner of this centre' },
  assessorId: { roles: ['assessor', 'trainee_assessor'], needed: 'is not an assessor of this centre' },
  coAssessorId: { roles: ['assessor', 'trainee_assessor'], needed: 'is not an assessor of this centre' },
  iqaId: { roles: ['iqa', 'trainee_iqa', 'lead_iqa'], needed: 'is not an IQA of this centre' },
  countersignerId: { roles: ['assessor'], needed: 'is not a qualified assessor of this centre' },
  countersigningIqaId: { roles: ['iqa', 'lead_iqa'], needed: 'is not a qualified IQA of this centre' },
};

/** Checks that the people of a registration are who they are said to be and that no two duties meet in one of them. */
@Injectable()
export class PartiesPolicy {
  constructor(
    private readonly identity: IdentityReader,
    private readonly registrations: RegistrationsReader,
    private readonly links: LinkedCountersigners,
  ) {}

  /**
   * @param actor the manager who allocates; nobody allocates themselves to assess or verify (assurance.md B1)
   * @throws DomainError ROLE_MISSING, SEGREGATION_OF_DUTIES
   */
  async check(actor: Actor, parties: RegistrationParties): Promise<void> {
    const faults: FieldError[] = [];
    const named = PARTS.flatMap((part) => parties[part] ?? []);
    const found = await this.identity.people(parties.centreId, named);
    const people = new Map<Part, UserRecord>();
    for (const part of PARTS.filter((each) => parties[each] !== null)) {
      const person = found.find(({ id, isActive }) => id === parties[part] && isActive);
      const { roles, needed } = PART_ROLES[part];
      if (!person?.roles.some((role) => roles.includes(role))) faults.push({ path: part, message: needed });
      else people.set(part, person);
    }
    const assessor = people.get('assessorId');
    if (assessor && assessorStanding(assessor.roles) === 'trainee' && parties.countersignerId === null) {
      const linked = await this.links.namesFor(assessor.id);
      const who = linked.length === 0 ? '' : `; linked with this trainee: ${linked.join(', ')}`;
      faults.push({
        path: 'countersignerId',
        message: `is needed: a trainee’s decisions must be countersigned (SOD4)${who}`,
      });
    }
    const iqa = people.get('iqaId');
    if (iqa && verifierStanding(iqa.roles) === 'trainee' && parties.countersigningIqaId === null) {
      faults.push({
        path: 'countersigningIqaId',
        message: 'is needed: a trainee IQA’s release must be countersigned (SOD5)',
      });
    }
    this.refuse('ROLE_MISSING', 'Somebody named here cannot take that part.', faults);

    checkParties(parties);
    const own = STAFF_PARTS.filter((part) => parties[part] === actor.userId);
    this.refuse(
      'SEGREGATION_OF_DUTIES',
      'Nobody allocates themselves to assess or verify a learner; another manager does (SOD8).',
      own.map((part) => ({ path: part, message: 'is yourself' })),
    );
    const conflicted = new Set(await this.registrations.conflictedPersonIds(parties.learnerId));
    const barred = STAFF_PARTS.filter((part) => conflicted.has(parties[part] ?? ''));
    this.refuse(
      'SEGREGATION_OF_DUTIES',
      'Somebody named here has declared an interest in this learner (SOD6).',
      barred.map((part) => ({ path: part, message: 'has a declared interest in this learner' })),
    );
  }

  private refuse(code: ErrorCode, message: string, faults: readonly FieldError[]): void {
    if (faults.length > 0) throw new DomainError(code, message, faults);
  }
}
