import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { allowedOperations, OPERATIONS, type Operation } from '../../domain/access/permissions.js';
import { type Relation, RELATIONS } from '../../domain/access/relations.js';
import { UNIT_STATES, type UnitState } from '../../domain/sign-off/sign-off.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { RegistrationRecord } from './registration.record.js';

export class CreateRegistrationBody {
  @IsUUID()
  learnerId: string;

  /** Key of the unit, such as U40. */
  @IsString()
  @Matches(/^[A-Z0-9]{2,10}$/)
  unit: string;

  /** Date of registration; work done before it needs recognition of prior learning. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  registeredOn: string;

  @IsUUID()
  assessorId: string;

  @IsUUID()
  iqaId: string;

  /** Qualified assessor who countersigns; needed when the assessor is a trainee (SOD4). */
  @IsOptional()
  @IsUUID()
  countersignerId?: string | null;

  /** A second assessor who also decides and judges, such as a trainee beside their mentor. */
  @IsOptional()
  @IsUUID()
  coAssessorId?: string | null;

  /** Qualified IQA who countersigns the release; needed when the IQA is a trainee (SOD5). */
  @IsOptional()
  @IsUUID()
  countersigningIqaId?: string | null;

  /** The awarding organisation's number, opaque. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  registrationNumber?: string | null;

  /** Unique learner number: ten digits with a check digit. A learner may decline one. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  uln?: string | null;

  /** Where the learner works or is assessed. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  site?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  employer?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  jobRole?: string | null;
}

/** Left out keeps a field, `null` clears it. */
export class ChangeRegistrationBody extends PartialType(
  OmitType(CreateRegistrationBody, ['learnerId', 'unit', 'registeredOn', 'assessorId', 'iqaId'] as const),
) {
  @ValidateIf((body: ChangeRegistrationBody) => body.assessorId !== undefined)
  @IsUUID()
  assessorId?: string;

  @ValidateIf((body: ChangeRegistrationBody) => body.iqaId !== undefined)
  @IsUUID()
  iqaId?: string;
}

export class ListRegistrationsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  learnerId?: string;

  @IsOptional()
  @IsUUID()
  assessorId?: string;

  @IsOptional()
  @IsUUID()
  iqaId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  unit?: string;

  @ApiProperty({ enum: UNIT_STATES, required: false })
  @IsOptional()
  @IsIn(UNIT_STATES)
  status?: UnitState;
}

export class RegistrationView {
  id: string;
  learnerId: string;
  learnerName: string;
  /** Key of the unit. */
  unit: string;
  specificationVersion: string;
  registeredOn: string;
  assessorId: string;
  assessorName: string;
  iqaId: string;
  iqaName: string;
  countersignerId: string | null;
  countersignerName: string | null;
  coAssessorId: string | null;
  coAssessorName: string | null;
  countersigningIqaId: string | null;
  countersigningIqaName: string | null;
  registrationNumber: string | null;
  /** Shown to the learner and the centre manager only; `null` for everybody else. */
  uln: string | null;
  site: string | null;
  employer: string | null;
  jobRole: string | null;
  /** How far the unit has come, from its signatures to its certificate. */
  @ApiProperty({ enum: UNIT_STATES })
  status: UnitState;
  createdAt: string;
  /** What you are to this registration. */
  @ApiProperty({ enum: RELATIONS, isArray: true })
  relations: Relation[];
  /** What you may do with it. */
  @ApiProperty({ enum: Object.keys(OPERATIONS), isArray: true })
  allowed: Operation[];
}

export class RegistrationPage {
  items: RegistrationView[];
  nextCursor: string | null;
}

export function toRegistrationView(
  row: RegistrationRecord,
  relations: readonly Relation[],
  names: ReadonlyMap<string, string>,
): RegistrationView {
  const allowed = allowedOperations(relations);
  const nameOf = (id: string): string => names.get(id) ?? '';
  return {
    id: row.id,
    learnerId: row.learnerId,
    learnerName: nameOf(row.learnerId),
    unit: row.unitKey,
    specificationVersion: row.specificationVersion,
    registeredOn: row.registeredOn,
    assessorId: row.assessorId,
    assessorName: nameOf(row.assessorId),
    iqaId: row.iqaId,
    iqaName: nameOf(row.iqaId),
    countersignerId: row.countersignerId,
    countersignerName: row.countersignerId === null ? null : nameOf(row.countersignerId),
    coAssessorId: row.coAssessorId,
    coAssessorName: row.coAssessorId === null ? null : nameOf(row.coAssessorId),
    countersigningIqaId: row.countersigningIqaId,
    countersigningIqaName: row.countersigningIqaId === null ? null : nameOf(row.countersigningIqaId),
    registrationNumber: row.registrationNumber,
    uln: allowed.includes('learner_identity:read') ? row.uln : null,
    site: row.site,
    employer: row.employer,
    jobRole: row.jobRole,
    status: row.status,
    createdAt: row.createdAt,
    relations: [...relations],
    allowed,
  };
}
