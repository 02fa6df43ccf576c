import type { CriterionCoverage } from '../../domain/coverage/coverage.js';
import { compareEvidenceRefs } from '../../domain/evidence/evidence-ref.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { effectiveJudgement } from '../../domain/judgement/ledger.js';
import { actionStatus } from '../../domain/sampling/sample-decision.js';
import type { AssessmentCriterion } from '../../domain/specification/unit.js';
import type { JudgementEntry } from '../assessment/judgements.reader.js';
import type { EvidenceClaimRecord } from '../evidence/evidence-claim.record.js';
import type { EvidenceDecisionRecord } from '../evidence/evidence-decision.record.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import type { IqaActionRecord } from '../verification/iqa-action.record.js';
import type { IqaSampleRecord } from '../verification/iqa-sample.record.js';
import type {
  CriterionTrailView,
  TrailClaimView,
  TrailDecisionView,
  TrailEvidenceView,
  TrailJudgementView,
  TrailSampleView,
} from './criterion-trail.dto.js';

/** Everything there is about one criterion of one registration. */
export interface CriterionTrail {
  readonly registration: RegistrationRecord;
  readonly criterion: AssessmentCriterion;
  readonly coverage: CriterionCoverage | undefined;
  /** Claims on this criterion. */
  readonly claims: readonly EvidenceClaimRecord[];
  /** The items of those claims, with their files and every decision on them. */
  readonly evidence: readonly EvidenceRecord[];
  readonly files: readonly EvidenceFileRecord[];
  readonly decisions: readonly EvidenceDecisionRecord[];
  /** On this criterion. */
  readonly judgements: readonly JudgementEntry[];
  /** That looked at this criterion, with all of their actions. */
  readonly samples: readonly IqaSampleRecord[];
  readonly actions: readonly IqaActionRecord[];
}

type NameOf = (id: string) => string;

/** Everybody whose name the page needs. */
export function peopleIn({ evidence, decisions, judgements, samples }: CriterionTrail): string[] {
  return [
    ...evidence.map(({ authorId }) => authorId),
    ...decisions.map(({ assessorId }) => assessorId),
    ...judgements.flatMap(({ assessorId, countersignature }) => [
      assessorId,
      ...(countersignature === null ? [] : [countersignature.countersignerId]),
    ]),
    ...samples.map(({ iqaId }) => iqaId),
  ];
}

export function toCriterionTrailView(trail: CriterionTrail, names: ReadonlyMap<string, string>): CriterionTrailView {
  const { registration, criterion, coverage, samples } = trail;
  const nameOf: NameOf = (id) => names.get(id) ?? '';
  return {
    registrationId: registration.id,
    unit: registration.unitKey,
    specificationVersion: registration.specificationVersion,
    ...{ code: criterion.code, statement: criterion.statement, kind: criterion.kind },
    facets: criterion.facets.map(({ code, label }) => ({ code, label })),
    status: coverage?.status ?? 'unclaimed',
    gaps: (coverage?.gaps ?? []).map(({ code, severity }) => ({ code, severity })),
    claims: toClaimViews(trail, nameOf),
    judgements: toJudgementViews(trail, nameOf),
    samples: samples.map((sample) => toSampleView(trail, sample, nameOf)),
  };
}

function toClaimViews({ claims, evidence, files, decisions }: CriterionTrail, nameOf: NameOf): TrailClaimView[] {
  const filesOf = groupBy(files, ({ evidenceId }) => evidenceId);
  const decisionsOf = groupBy(decisions, ({ evidenceId }) => evidenceId);
  const claimOf = new Map(claims.map((claim) => [claim.evidenceId, claim]));
  return [...evidence]
    .sort((a, b) => compareEvidenceRefs(a.ref, b.ref))
    .flatMap((row): TrailClaimView[] => {
      const claim = claimOf.get(row.id);
      if (!claim) return [];
      const { id, state, facets, locator, rationale, depthMet } = claim;
      return [
        {
          ...{ id, state, facets, locator: locator && { ...locator }, rationale, depthMet },
          evidence: toEvidenceView(row, filesOf.get(row.id) ?? [], nameOf),
          decisions: (decisionsOf.get(row.id) ?? []).map((decision) => toDecisionView(decision, claim, nameOf)),
        },
      ];
    });
}

function toEvidenceView(row: EvidenceRecord, files: readonly EvidenceFileRecord[], nameOf: NameOf): TrailEvidenceView {
  const { id, ref, version, title, method, status, onHold, activityFrom, activityTo, authorId } = row;
  const { submittedAt, contentSha256, signatures } = row;
  return {
    ...{ id, ref, version, title, method, status, onHold, activityFrom, activityTo, authorId },
    ...{ submittedAt, contentSha256, authorName: nameOf(authorId) },
    files: files.map(({ id: fileId, name, mediaType, size, sha256, sealedAt, purgedAt }) => ({
      ...{ id: fileId, name: sealedAt === null ? name : null, mediaType, size, sha256, purgedAt },
    })),
    signatures: signatures.map(({ role, personName, signedAt, contentSha256: signed }) => ({
      ...{ role, personName, signedAt, contentSha256: signed },
    })),
  };
}

function toDecisionView(
  decision: EvidenceDecisionRecord,
  { registrationId, criterion }: EvidenceClaimRecord,
  nameOf: NameOf,
): TrailDecisionView {
  const { outcome, varcs, comment, reasons, assessorId, decidedAt, contentSha256 } = decision;
  const decided = decision.claims.find(
    (claim) => claim.registrationId === registrationId && claim.criterion === criterion,
  );
  return {
    ...{ outcome, varcs: varcs && { ...varcs }, comment, reasons, assessorId, decidedAt, contentSha256 },
    ...{ claim: decided?.outcome ?? null, assessorName: nameOf(assessorId) },
  };
}

function toJudgementViews({ judgements, criterion }: CriterionTrail, nameOf: NameOf): TrailJudgementView[] {
  const effective = effectiveJudgement(judgements, criterion.code);
  return judgements.map((entry) => {
    const { id, sequence, outcome, assessorId, assessorStatus, decidedAt, rationale, evidenceIds } = entry;
    const { overrideReason, action, targetDate, countersignature } = entry;
    return {
      ...{
        id,
        sequence,
        outcome,
        assessorId,
        assessorStatus,
        decidedAt,
        rationale,
        overrideReason,
        action,
        targetDate,
      },
      ...{ evidenceIds: [...evidenceIds], assessorName: nameOf(assessorId), isEffective: id === effective?.id },
      countersignature: countersignature && {
        ...countersignature,
        countersignerName: nameOf(countersignature.countersignerId),
      },
    };
  });
}

function toSampleView(
  { criterion, actions }: CriterionTrail,
  sample: IqaSampleRecord,
  nameOf: NameOf,
): TrailSampleView {
  const { id, stage, iqaId, frozenAt, signedAt, feedback } = sample;
  const decided = sample.decisions?.find((one) => one.criterion === criterion.code);
  return {
    ...{ id, stage, iqaId, frozenAt, signedAt, feedback, iqaName: nameOf(iqaId) },
    ...{ decision: decided?.decision ?? null, note: decided?.note ?? null },
    actions: actions
      .filter(({ sampleId, against, subject }) => {
        return sampleId === id && (against !== 'criterion' || subject === criterion.code);
      })
      .map((action) => {
        const { id: actionId, severity, text, dueDate, response, closureNote } = action;
        return { id: actionId, severity, text, dueDate, response, closureNote, status: actionStatus(action) };
      }),
  };
}
