import type { Role } from '../access/actor.js';
import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { SampleStage } from '../sampling/sampling-facts.js';
import type { RiskLevel, SamplingPolicy } from '../sampling/sampling-policy.js';
import type { UnitState } from '../sign-off/sign-off.js';
import type { QualificationKind, QualificationStatus } from '../staff/qualification.js';
import type { ExerciseDecision, ExerciseState } from '../standardisation/exercise.js';
import type { VisitKind } from '../visit/visit.js';
import type { UnitFacts } from './portfolio-facts.js';

/** A registration that was chosen for the visit, with all that is said of it. */
export interface ChosenUnit {
  readonly facts: UnitFacts;
  readonly state: UnitState;
  readonly chosenByName: string;
  readonly chosenAt: string;
  readonly reason: string;
}

/** What a sampling plan says of one of the chosen registrations. */
export interface PlannedForPack {
  readonly learnerName: string;
  readonly stage: SampleStage;
  readonly criteria: readonly string[];
  readonly methods: readonly EvidenceMethod[];
  readonly riskLevel: RiskLevel;
  /** In words: of the assessor's risk, then of the choice. */
  readonly reasons: readonly string[];
  /** YYYY-MM-DD. */
  readonly plannedOn: string;
  readonly iqaName: string;
  /** YYYY-MM-DD; `null` while it has not been signed. */
  readonly signedOn: string | null;
}

/** A sampling plan in the version in force. Learners whom nobody chose for the visit are a number. */
export interface PlanForPack {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  /** Whose registrations it draws from; `null` for those of the whole centre. */
  readonly iqaName: string | null;
  readonly version: number;
  readonly policyVersion: number;
  readonly drawnAt: string;
  readonly seed: string;
  readonly populationSha256: string;
  /** Learners it drew from, and learners it chose. */
  readonly population: number;
  readonly planned: number;
  readonly signed: number;
  readonly ofChosen: readonly PlannedForPack[];
}

/** A standardisation exercise as far as somebody who was not in it may know: no decision before the reveal. */
export interface ExerciseForPack {
  readonly title: string;
  readonly unit: string;
  readonly state: ExerciseState;
  readonly heldOn: string;
  readonly facilitatorName: string;
  readonly criteria: readonly string[];
  readonly pieces: number;
  readonly participants: number;
  /** Whoever has decided, and what, once that is revealed. */
  readonly decisions: readonly { readonly name: string; readonly answers: readonly ExerciseDecision[] }[];
  readonly agreed: readonly (ExerciseDecision & { readonly reasoning: string | null })[];
  readonly dissents: number;
  readonly conclusion: { readonly signedByName: string; readonly signedAt: string; readonly sha256: string } | null;
  readonly actions: readonly {
    readonly text: string;
    readonly ownerName: string;
    readonly dueOn: string;
    readonly response: string | null;
    readonly respondedAt: string | null;
    readonly closedAt: string | null;
  }[];
}

/** Somebody who assesses or verifies the chosen registrations, as the staff register shows them to a visit. */
export interface StaffForPack {
  readonly name: string;
  /** What they are at the centre, and not for one learner. */
  readonly roles: readonly Role[];
  readonly hasLeft: boolean;
  readonly qualifications: readonly {
    readonly kind: QualificationKind;
    readonly title: string;
    readonly awardingOrganisation: string;
    readonly status: QualificationStatus;
    readonly awardedOn: string | null;
    readonly targetOn: string | null;
    readonly originalSeenOn: string | null;
    readonly isConfirmed: boolean;
  }[];
  readonly competences: readonly {
    readonly unit: string;
    readonly statement: string;
    readonly basis: string;
    readonly isConfirmed: boolean;
  }[];
  /** Of the last twelve months. */
  readonly cpdHours: number;
  readonly observations: number;
  readonly lastObservedOn: string | null;
  /** Who countersigns what they decide while they are in training. */
  readonly countersignerNames: readonly string[];
  /** What the register finds missing or overdue, as sentences. */
  readonly findings: readonly string[];
}

/** Everything a pack for the visit of an external verifier says. Plain JSON; the order of the lists is that of the pages. */
export interface EqaPackFacts {
  readonly reference: string;
  readonly exportedAt: string;
  readonly generatorVersion: string;
  readonly centre: { readonly name: string; readonly number: string | null };
  readonly visit: {
    readonly verifierName: string;
    readonly awardingOrganisation: string;
    readonly kind: VisitKind;
    readonly opensAt: string;
    readonly closesAt: string;
    /** Keys of the units whose learners could be chosen. */
    readonly units: readonly string[];
    readonly agenda: string | null;
  };
  readonly chosen: readonly ChosenUnit[];
  readonly strategy: { readonly version: number; readonly policy: SamplingPolicy; readonly createdAt: string | null };
  readonly plans: readonly PlanForPack[];
  readonly exercises: readonly ExerciseForPack[];
  readonly staff: readonly StaffForPack[];
  /** First day from which plans and exercises are shown (YYYY-MM-DD). */
  readonly since: string;
  /** Where the centre's audit trail stood. */
  readonly trail: { readonly sequence: number; readonly sha256: string };
}
