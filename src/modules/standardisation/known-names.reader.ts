import { Injectable } from '@nestjs/common';
import type { AuthorRole } from '../../domain/evidence/evidence-method.js';
import { witnessIn } from '../../domain/evidence/witness.js';
import type { KnownName, MaskRole } from '../../domain/standardisation/masks.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { EvidenceRecord } from '../evidence/evidence.record.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import type { SharedEvidenceRecord } from './shared-evidence.record.js';

const ROLE_OF: Readonly<Record<AuthorRole, MaskRole>> = {
  learner: 'Learner',
  assessor: 'Assessor',
  witness: 'Witness',
};

/** Finds the names that evidence is known to hold: of everybody and everything around it. */
@Injectable()
export class KnownNamesReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly evidence: EvidenceReader,
    private readonly identity: IdentityReader,
  ) {}

  /** Learners first, each in the order of their evidence, so that labels follow its numbers. */
  async around(centreId: string, shared: readonly SharedEvidenceRecord[]): Promise<KnownName[]> {
    const { reader } = this.unitOfWork;
    const ids = shared.map(({ evidenceId }) => evidenceId);
    const learnerIds = [...new Set(shared.map(({ learnerId }) => learnerId))];
    const evidence = await reader
      .createQueryBuilder(EvidenceRecord, 'evidence')
      .where('evidence.id IN (:...ids)', { ids })
      .getMany();
    const registrations = await reader
      .createQueryBuilder(RegistrationRecord, 'registration')
      .where('registration.centreId = :centreId', { centreId })
      .andWhere('registration.learnerId IN (:...learnerIds)', { learnerIds })
      .orderBy('registration.id')
      .getMany();
    const [decisions, claims] = [await this.evidence.decisions(ids), await this.evidence.claims(ids)];

    const people: (readonly [MaskRole, string | null])[] = [
      ...learnerIds.map((id) => ['Learner', id] as const),
      ...registrations.flatMap(({ assessorId, coAssessorId, countersignerId }) =>
        [assessorId, coAssessorId, countersignerId].map((id) => ['Assessor', id] as const),
      ),
      ...registrations.map(({ iqaId }) => ['IQA', iqaId] as const),
      ...evidence.map(({ authorId, authorRole }) => [ROLE_OF[authorRole], authorId] as const),
      ...decisions.map(({ assessorId }) => ['Assessor', assessorId] as const),
      ...claims.flatMap(({ claimedById, decidedById }) =>
        [claimedById, decidedById].map((id) => ['Assessor', id] as const),
      ),
      ...evidence.map(({ heldById }) => ['IQA', heldById] as const),
    ];
    const names = await this.identity.names(people.map(([, id]) => id));
    return [
      ...people.flatMap(([role, who]): KnownName[] =>
        who === null ? [] : [{ role, who, name: names.get(who) ?? '' }],
      ),
      ...evidence.flatMap(({ signatures }) =>
        signatures.map(({ role, personId, personName }) => ({
          ...{ role: ROLE_OF[role], who: personId ?? personName, name: personName },
        })),
      ),
      ...evidence.flatMap(namedByWitness),
      ...registrations.flatMap(namedByRegistration),
    ];
  }
}

function namedByWitness({ record }: EvidenceRecord): KnownName[] {
  const { name, organisation } = witnessIn(record);
  return [
    ...(name === null ? [] : [{ role: 'Witness' as const, who: name, name }]),
    ...(organisation === null ? [] : [whole('Employer', organisation, organisation)]),
  ];
}

function namedByRegistration(registration: RegistrationRecord): KnownName[] {
  const { learnerId, employer, site, uln, registrationNumber } = registration;
  return [
    ...(employer === null ? [] : [whole('Employer', employer, employer)]),
    ...(site === null ? [] : [whole('Site', site, site)]),
    ...[uln, registrationNumber].flatMap((number) => (number === null ? [] : [whole('Learner', learnerId, number)])),
  ];
}

const whole = (role: MaskRole, who: string, name: string): KnownName => ({ role, who, name, onlyWhole: true });
