import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { JudgementRecord } from '../assessment/judgement.record.js';
import { AppealRecord } from '../appeals/appeal.record.js';
import { AuditHeadRecord } from '../audit/audit-head.record.js';
import { EvidenceClaimRecord } from '../evidence/evidence-claim.record.js';
import { EvidenceRecord } from '../evidence/evidence.record.js';
import { AssessmentPlanRecord } from '../planning/assessment-plan.record.js';
import { ReviewRecord } from '../planning/review.record.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import { CpdEntryRecord } from '../staff/cpd-entry.record.js';
import { StaffQualificationRecord } from '../staff/staff-qualification.record.js';
import { StandardisationEventRecord } from '../standardisation/standardisation-event.record.js';
import { IqaActionRecord } from '../verification/iqa-action.record.js';
import { IqaSampleRecord } from '../verification/iqa-sample.record.js';
import { SamplingPlanRecord } from '../verification/sampling-plan.record.js';
import { SamplingPolicyRecord } from '../verification/sampling-policy.record.js';
import { EqaVisitRecord } from './eqa-visit.record.js';
import { VisitActionRecord } from './visit-action.record.js';
import type { ChecklistView } from './visit-views.dto.js';

const YEAR_MS = 365 * 86_400_000;

/** What is asked about: a visit, and the year before it and itself. */
interface Scope {
  readonly visit: EqaVisitRecord;
  readonly units: string[];
  /** First and last day. */
  readonly from: string;
  readonly to: string;
}

interface Found {
  readonly count: number;
  readonly note?: string;
}

/** One thing that verifiers ask for (§4.4). A room with more to show adds its line, with one query that counts. */
interface Question {
  readonly code: string;
  readonly title: string;
  readonly where: (visit: EqaVisitRecord) => string;
  readonly find: (from: SelectFrom, scope: Scope) => Promise<Found>;
}

type SelectFrom = <Row extends ObjectLiteral>(record: new () => Row) => SelectQueryBuilder<Row>;

const onUnits = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, column: string, { visit, units }: Scope) =>
  query
    .innerJoin(RegistrationRecord, 'registration', `registration.id = ${column}`)
    .where('registration.centreId = :centreId', { centreId: visit.centreId })
    .andWhere('registration.unitKey IN (:...units)', { units });

/** How many rows there are, and how many of them nobody has closed. */
async function withOpen<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): Promise<Found> {
  const row = await query
    .select('COUNT(*)', 'all')
    .addSelect('COUNT(*) - COUNT(one.closedAt)', 'open')
    .getRawOne<{ all: string | number; open: string | number }>();
  return { count: Number(row?.all), note: `${Number(row?.open)} open` };
}

const CHECKLIST: readonly Question[] = [
  {
    code: 'registered_learners',
    title: 'Registered learners to choose from',
    where: ({ id }) => `/api/eqa-visits/${id}/register`,
    find: async (from, { visit, units }) => ({
      count: await from(RegistrationRecord)
        .where('one.centreId = :centreId', { centreId: visit.centreId })
        .andWhere('one.unitKey IN (:...units)', { units })
        .getCount(),
    }),
  },
  {
    code: 'assessment_decisions',
    title: 'Assessment decisions with their reasons',
    where: () => '/api/registrations/{id}/judgements',
    find: async (from, scope) => ({
      count: await onUnits(from(JudgementRecord), 'one.registrationId', scope).getCount(),
    }),
  },
  {
    code: 'prior_learning',
    title: 'Claims for recognition of prior learning',
    where: () => '/api/evidence?method=rpl_claim',
    find: async (from, scope) => {
      const claimed = from(EvidenceRecord).innerJoin(EvidenceClaimRecord, 'claim', 'claim.evidenceId = one.id');
      const row = await onUnits(claimed, 'claim.registrationId', scope)
        .andWhere(`one.method = 'rpl_claim'`)
        .select('COUNT(DISTINCT one.id)', 'items')
        .getRawOne<{ items: string | number }>();
      return { count: Number(row?.items) };
    },
  },
  {
    code: 'sampling_strategy',
    title: 'The strategy for internal quality assurance',
    where: () => '/api/sampling-policy',
    find: async (from, { visit }) => {
      const count = await from(SamplingPolicyRecord)
        .where('one.centreId = :centreId', { centreId: visit.centreId })
        .getCount();
      return { count, note: count === 0 ? 'the standard strategy, unchanged' : `version ${count}` };
    },
  },
  {
    code: 'sampling_plans',
    title: 'Sampling plans of the period',
    where: () => '/api/sampling-plans',
    find: async (from, scope) => ({
      count: await from(SamplingPlanRecord)
        .where('one.centreId = :centreId', { centreId: scope.visit.centreId })
        .andWhere('one.unitKey IN (:...units)', { units: scope.units })
        .andWhere('one.periodTo >= :from AND one.periodFrom <= :to', { from: scope.from, to: scope.to })
        .getCount(),
    }),
  },
  {
    code: 'samples',
    title: 'Signed samples of the period, with feedback to assessors',
    where: () => '/api/registrations/{id}/samples',
    find: async (from, scope) => ({
      count: await onUnits(from(IqaSampleRecord), 'one.registrationId', scope)
        .andWhere('one.signedAt >= :from', { from: scope.from })
        .getCount(),
    }),
  },
  {
    code: 'iqa_actions',
    title: 'Actions that internal quality assurance raised',
    where: () => '/api/iqa-actions',
    find: (from, scope) => withOpen(onUnits(from(IqaActionRecord), 'one.registrationId', scope)),
  },
  {
    code: 'earlier_visit_actions',
    title: 'Actions from earlier visits for the awarding organisation',
    where: () => '/api/eqa-visits',
    find: (from, { visit }) =>
      withOpen(
        from(VisitActionRecord)
          .innerJoin(EqaVisitRecord, 'visit', 'visit.id = one.visitId')
          .where('visit.centreId = :centreId AND visit.id <> :id', { centreId: visit.centreId, id: visit.id })
          .andWhere('LOWER(visit.awardingOrganisation) = LOWER(:name)', { name: visit.awardingOrganisation }),
      ),
  },
  {
    code: 'assessment_plans',
    title: 'Assessment plans and reviews',
    where: () => '/api/registrations/{id}/assessment-plans',
    find: async (from, scope) => {
      const plans = await onUnits(from(AssessmentPlanRecord), 'one.registrationId', scope).getCount();
      const reviews = await onUnits(from(ReviewRecord), 'one.registrationId', scope).getCount();
      return { count: plans, note: `${reviews} reviews` };
    },
  },
  {
    code: 'staff_register',
    title: 'Staff with their qualifications and occupational competence',
    where: () => '/api/staff',
    find: async (from, { visit: { centreId } }) => ({
      count: await from(StaffQualificationRecord)
        .where('one.centreId = :centreId AND one.confirmedAt IS NOT NULL AND one.endedAt IS NULL', { centreId })
        .getCount(),
      note: 'confirmed qualifications',
    }),
  },
  {
    code: 'cpd',
    title: 'Continuing professional development of the period',
    where: () => '/api/staff',
    find: async (from, { visit: { centreId }, from: since }) => ({
      count: await from(CpdEntryRecord)
        .where('one.centreId = :centreId AND one.doneOn >= :since AND one.endedAt IS NULL', { centreId, since })
        .getCount(),
    }),
  },
  {
    code: 'standardisation',
    title: 'Standardisation exercises of the period, with what was agreed',
    where: () => '/api/standardisation-events',
    find: async (from, { visit: { centreId }, units, from: since }) => ({
      count: await from(StandardisationEventRecord)
        .where('one.centreId = :centreId AND one.unitKey IN (:...units)', { centreId, units })
        .andWhere(`one.state = 'concluded' AND one.heldOn >= :since`, { since })
        .getCount(),
    }),
  },
  {
    code: 'appeals',
    title: 'Appeals and what came of them',
    where: () => '/api/appeals',
    find: (from, scope) => withOpen(onUnits(from(AppealRecord), 'one.registrationId', scope)),
  },
  {
    code: 'direct_claims',
    title: 'Claims for certificates, and the history of direct claims',
    where: () => '/api/qualifications',
    find: async (from, scope) => ({
      count: await onUnits(from(RegistrationRecord), 'one.id', scope)
        .andWhere(`one.status IN ('claimed', 'certificated')`)
        .getCount(),
      note: 'units claimed or certificated',
    }),
  },
  {
    code: 'audit_trail',
    title: 'The history of everything, sealed',
    where: () => '/api/registrations/{id}/audit',
    find: async (from, { visit }) => {
      const head = await from(AuditHeadRecord).where('one.id = :id', { id: visit.centreId }).getOne();
      return head ? { count: head.sequence, note: `ends with ${head.sha256}` } : { count: 0 };
    },
  },
];

/** Answers what external verifiers ask for, line by line, in one query for each. */
@Injectable()
export class VisitChecklistReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async of(visit: EqaVisitRecord): Promise<ChecklistView> {
    const from = new Date(Date.parse(visit.opensAt) - YEAR_MS).toISOString().slice(0, 10);
    const scope: Scope = { visit, units: [...visit.units], from, to: this.clock.today() };
    const select: SelectFrom = (record) => this.unitOfWork.reader.createQueryBuilder(record, 'one');
    const items: ChecklistView['items'] = [];
    for (const { code, title, where, find } of CHECKLIST) {
      const { count, note = null } = await find(select, scope);
      items.push({ code, title, where: where(visit), count, exists: count > 0, note });
    }
    return { visitId: visit.id, from, to: scope.to, items };
  }
}
