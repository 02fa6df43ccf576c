import { groupBy } from '../../domain/kernel/group-by.js';
import type { PackagePerson, PackageRegistration } from '../../domain/portfolio/package-format.js';
import type {
  PackageAuditEvent,
  PackageDecision,
  PackageJudgement,
  PackagePlanning,
  PackageRemark,
  PackageSignOff,
} from '../../domain/portfolio/package-history.js';
import { effectiveJudgement } from '../../domain/judgement/ledger.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';
import type { JudgementEntry } from '../assessment/judgements.reader.js';
import type { EvidenceDecisionRecord } from '../evidence/evidence-decision.record.js';
import type { PlanningHistory } from '../planning/planning.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import type { SignOffRecord } from '../sign-off/sign-off.record.js';

type NameOf = (id: string) => PackagePerson;

/** @param showsUln whether the learner's number may stand in it */
export function toPackageRegistration(
  registration: RegistrationRecord,
  personOf: NameOf,
  showsUln: boolean,
): PackageRegistration {
  const { id, status, registeredOn, registrationNumber, uln, site, employer, jobRole } = registration;
  const perhaps = (person: string | null): PackagePerson | null => (person === null ? null : personOf(person));
  return {
    ...{ id, status, registeredOn, registrationNumber, uln: showsUln ? uln : null, site, employer, jobRole },
    learner: personOf(registration.learnerId),
    assessor: personOf(registration.assessorId),
    coAssessor: perhaps(registration.coAssessorId),
    countersigner: perhaps(registration.countersignerId),
    iqa: personOf(registration.iqaId),
    countersigningIqa: perhaps(registration.countersigningIqaId),
  };
}

/** Decisions on evidence, as far as they are about this registration: an item may serve several units. */
export function toPackageDecisions(
  rows: readonly EvidenceDecisionRecord[],
  registrationId: string,
  personOf: NameOf,
): PackageDecision[] {
  return rows.map(({ id, evidenceId, outcome, varcs, comment, reasons, claims, contentSha256, ...row }) => ({
    ...{ id, evidenceId, outcome, varcs, comment, reasons, contentSha256, decidedAt: row.decidedAt },
    claims: claims
      .filter((claim) => claim.registrationId === registrationId)
      .map(({ criterion, outcome: verdict, facets, depthMet }) => ({ criterion, outcome: verdict, facets, depthMet })),
    assessor: personOf(row.assessorId),
  }));
}

export function toPackageJudgements(ledger: readonly JudgementEntry[], personOf: NameOf): PackageJudgement[] {
  return ledger.map((judgement) => {
    const { id, sequence, criterion, outcome, assessorStatus, decidedAt, rationale, evidenceIds } = judgement;
    const { overrideReason, action, targetDate, countersignature } = judgement;
    return {
      ...{ id, sequence, criterion, outcome, assessorStatus, decidedAt, rationale, evidenceIds },
      ...{ overrideReason, action, targetDate },
      inForce: effectiveJudgement(ledger, criterion)?.id === id,
      assessor: personOf(judgement.assessorId),
      countersignature: countersignature && {
        by: personOf(countersignature.countersignerId),
        ...{ result: countersignature.result, note: countersignature.note, at: countersignature.at },
      },
    };
  });
}

export function toPackageSignOffs(rows: readonly SignOffRecord[]): PackageSignOff[] {
  return rows.map(({ id, stage, personId, personName, statement, signedAt, snapshotSha256, signerStatus, ...row }) => ({
    ...{ id, stage, statement, signedAt, snapshotSha256, signerStatus },
    person: { id: personId, name: personName },
    ...{ route: row.route, decision: row.decision, note: row.note, voidedAt: row.voidedAt, voidReason: row.voidReason },
  }));
}

/** @param showsUln whether the learner's number may stand in what was changed in a registration */
export function toPackageAudit(
  events: readonly AuditEventRecord[],
  personOf: NameOf,
  showsUln: boolean,
): PackageAuditEvent[] {
  return events.map(({ id, sequence, type, at, actorId, evidenceId, registrationId, facts, ...seal }) => ({
    ...{ id, sequence, type, at, evidenceId, registrationId },
    actor: actorId === null ? null : personOf(actorId),
    facts: showsUln ? facts : withoutUln(facts),
    ...{ previousSha256: seal.previousSha256, sha256: seal.sha256, keyId: seal.keyId },
  }));
}

function withoutUln(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (name === 'uln' && value !== null) return [name, 'withheld'];
      const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [name, isGroup ? withoutUln(value as Record<string, unknown>) : value];
    }),
  );
}

/** Plans and reviews with what the learner said to them, and what the learner was asked to do. */
export function toPackagePlanning(
  { plans, reviews, remarks, actions }: PlanningHistory,
  personOf: NameOf,
): PackagePlanning {
  const said = groupBy(remarks, ({ planId, reviewId }) => planId ?? reviewId ?? '');
  const remarksOn = (id: string): PackageRemark[] =>
    (said.get(id) ?? []).map(({ statement, comment, at }) => ({ statement, comment, at }));
  return {
    plans: plans.map(({ id, version, targets, note, nextReviewOn, specificationVersion, createdById, createdAt }) => ({
      ...{ id, version, targets, note, nextReviewOn, specificationVersion, createdAt },
      createdBy: personOf(createdById),
      remarks: remarksOn(id),
    })),
    reviews: reviews.map(({ id, heldOn, attendees, progress, feedback, nextReviewOn, recordedById, recordedAt }) => ({
      ...{ id, heldOn, attendees, progress, feedback, nextReviewOn, recordedAt },
      recordedBy: personOf(recordedById),
      remarks: remarksOn(id),
    })),
    actions: actions.map(({ id, origin, originId, criterion, text, dueOn, raisedById, raisedAt, ...row }) => ({
      ...{ id, origin, originId, criterion, text, dueOn, raisedAt },
      raisedBy: personOf(raisedById),
      ...{ response: row.response, respondedAt: row.respondedAt },
      ...{ closureCause: row.closureCause, closureNote: row.closureNote, closedAt: row.closedAt },
      closedBy: row.closedById === null ? null : personOf(row.closedById),
    })),
  };
}
