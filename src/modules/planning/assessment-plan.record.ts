import { Entity, Unique } from 'typeorm';
import type { PlanTarget } from '../../domain/planning/assessment-plan.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** One version of the plan for a learner's unit. The newest is in force; none is ever edited (P5). */
@Entity('assessment_plans')
@Unique('uq_assessment_plans_version', ['registrationId', 'version'])
export class AssessmentPlanRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_assessment_plans_registration' })
  registrationId: string;

  /** From 1. */
  @IntegerColumn()
  version: number;

  @JsonColumn()
  targets: PlanTarget[];

  @TextColumn({ nullable: true })
  note: string | null;

  @DateColumn()
  nextReviewOn: string;

  /** The issue of the unit's specification it was planned against. */
  @CodeColumn()
  specificationVersion: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_assessment_plans_creator' })
  createdById: string;

  @InstantColumn()
  createdAt: string;
}
