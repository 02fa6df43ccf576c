import type { ReturnReason } from '../evidence/evidence.js';
import type { VarcsCheck } from '../evidence/varcs.js';
import type { AssessorStatus, CountersignatureResult, JudgementOutcome } from '../judgement/judgement.js';
import type { PlanTarget } from '../planning/assessment-plan.js';
import type { ActionOrigin } from '../planning/learner-action.js';
import type { SignOffStage } from '../sign-off/sign-off.js';
import type { PackagePerson } from './package-format.js';

/** Every acceptance and return ever, in `decisions.json`, oldest first. */
export interface PackageDecision {
  readonly id: string;
  readonly evidenceId: string;
  readonly outcome: 'accepted' | 'returned';
  readonly varcs: VarcsCheck | null;
  readonly comment: string | null;
  readonly reasons: readonly ReturnReason[];
  readonly claims: readonly {
    readonly criterion: string;
    readonly outcome: 'confirmed' | 'declined';
    readonly facets: readonly string[];
    readonly depthMet: boolean | null;
  }[];
  readonly contentSha256: string;
  readonly assessor: PackagePerson;
  readonly decidedAt: string;
}

/** The whole ledger, in `judgements.json`, oldest first. */
export interface PackageJudgement {
  readonly id: string;
  readonly sequence: number;
  readonly criterion: string;
  readonly outcome: JudgementOutcome;
  /** Whether it ruled on its criterion at the export. */
  readonly inForce: boolean;
  readonly assessor: PackagePerson;
  readonly assessorStatus: AssessorStatus;
  readonly decidedAt: string;
  readonly rationale: string;
  readonly evidenceIds: readonly string[];
  readonly overrideReason: string | null;
  readonly action: string | null;
  readonly targetDate: string | null;
  readonly countersignature: {
    readonly by: PackagePerson;
    readonly result: CountersignatureResult;
    readonly note: string | null;
    readonly at: string;
  } | null;
}

/** Every signature under the unit, void ones included, in `sign-offs.json`. */
export interface PackageSignOff {
  readonly id: string;
  readonly stage: SignOffStage;
  readonly person: PackagePerson;
  readonly statement: string;
  readonly signedAt: string;
  readonly snapshotSha256: string;
  readonly signerStatus: AssessorStatus | null;
  readonly route: string | null;
  readonly decision: string | null;
  readonly note: string | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
}

/** One event of the trail as it was sealed, in `audit.json`; the exporting centre can compute its seal again. */
export interface PackageAuditEvent {
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly actor: PackagePerson | null;
  readonly evidenceId: string | null;
  readonly registrationId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly previousSha256: string;
  readonly sha256: string;
  readonly keyId: string | null;
}

export interface PackageRemark {
  readonly statement: string | null;
  readonly comment: string | null;
  readonly at: string;
}

/** `planning.json`, each list oldest first. */
export interface PackagePlanning {
  readonly plans: readonly {
    readonly id: string;
    readonly version: number;
    readonly targets: readonly PlanTarget[];
    readonly note: string | null;
    readonly nextReviewOn: string;
    readonly specificationVersion: string;
    readonly createdBy: PackagePerson;
    readonly createdAt: string;
    readonly remarks: readonly PackageRemark[];
  }[];
  readonly reviews: readonly {
    readonly id: string;
    readonly heldOn: string;
    readonly attendees: readonly string[];
    readonly progress: string;
    readonly feedback: string;
    readonly nextReviewOn: string | null;
    readonly recordedBy: PackagePerson;
    readonly recordedAt: string;
    readonly remarks: readonly PackageRemark[];
  }[];
  readonly actions: readonly {
    readonly id: string;
    readonly origin: ActionOrigin;
    readonly originId: string;
    readonly criterion: string | null;
    readonly text: string;
    readonly dueOn: string | null;
    readonly raisedBy: PackagePerson;
    readonly raisedAt: string;
    readonly response: string | null;
    readonly respondedAt: string | null;
    readonly closureCause: string | null;
    readonly closureNote: string | null;
    readonly closedBy: PackagePerson | null;
    readonly closedAt: string | null;
  }[];
}
