import type { UnitCoverage } from '../coverage/coverage.js';
import type {
  CustomerType,
  Evidence,
  Redaction,
  ReturnReason,
  Storage,
  WitnessCheckMethod,
} from '../evidence/evidence.js';
import type { CriterionJudgement } from '../judgement/judgement.js';
import type { Json } from '../kernel/canonical-json.js';
import type { PlanTarget } from '../planning/assessment-plan.js';
import type { ActionOrigin } from '../planning/learner-action.js';
import type { LearnerRemark } from '../planning/learner-remark.js';
import type { ActionSeverity, ActionSubject, CheckAnswer, SampleCheck } from '../sampling/sample-decision.js';
import type { RecordKind, SampleStage } from '../sampling/sampling-facts.js';
import type { SampleDecision, SignOff } from '../sign-off/sign-off.js';
import type { UnitSpecification } from '../specification/unit.js';
import type { PortfolioFile } from './portfolio-file.js';

/** The two kinds of a portfolio (domain.md §5.1). */
export const PORTFOLIO_KINDS = ['draft', 'signed_off'] as const;
export type PortfolioKind = (typeof PORTFOLIO_KINDS)[number];

/** The three products of domain.md §5.1: a portfolio of either kind, and the pack for an external verifier. */
export const DOCUMENT_KINDS = [...PORTFOLIO_KINDS, 'eqa_pack'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** How and when an assessor made sure who a witness is; without it a testimony does not count. */
export interface WitnessCheck {
  readonly method: WitnessCheckMethod;
  /** YYYY-MM-DD. */
  readonly verifiedOn: string;
  readonly byName: string;
}

/** An evidence item with the words that coverage does not need but a reader does. */
export interface PortfolioEvidence extends Evidence {
  /** 1 for the first version; the ref already carries ".v2". */
  readonly version: number;
  readonly title: string;
  /** What, where and the learner's part in it. */
  readonly contextStatement: string;
  readonly customerType: CustomerType | null;
  readonly storage: Storage;
  /** Where the original is held and by whom; set when `storage` is `in_situ`. */
  readonly inSituStatement: string | null;
  readonly redaction: Redaction;
  /** Who said that customers' data is removed or not there, and when; `null` while nobody has. */
  readonly redactionConfirmed: { readonly byName: string; readonly at: string } | null;
  /** The form of the method (narrative, questions and answers, …), as its author filled it in. */
  readonly record: { readonly [field: string]: Json | undefined };
  readonly files: readonly PortfolioFile[];
  readonly authorName: string;
  readonly witnessCheck: WitnessCheck | null;
  /** The awarding organisation's reference for its approval of prior learning. */
  readonly aoReference: string | null;
  /** Hash of the content frozen at submission; `null` while it is a draft. */
  readonly contentSha256: string | null;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decidedByName: string | null;
  readonly decisionComment: string | null;
  readonly returnReasons: readonly ReturnReason[];
}

/** A row of the judgement ledger with the names of the people in it. */
export interface PortfolioJudgement extends CriterionJudgement {
  readonly assessorName: string;
  /** Set exactly when there is a countersignature. */
  readonly countersignerName: string | null;
}

/** A signature under the unit, void ones included. */
export interface PortfolioSignOff extends SignOff {
  /** Role in plain words: "Assessor". */
  readonly role: string;
}

/** One thing an IQA wanted done, with the names of the people in it. */
export interface PortfolioAction {
  readonly severity: ActionSeverity;
  readonly against: ActionSubject;
  readonly subject: string | null;
  readonly text: string;
  /** YYYY-MM-DD. */
  readonly dueDate: string;
  readonly ownerName: string;
  readonly response: string | null;
  readonly respondedAt: string | null;
  readonly closedByName: string | null;
  readonly closureNote: string | null;
  readonly closedAt: string | null;
}

/** A signed sample (§4.2). */
export interface PortfolioSample {
  readonly stage: SampleStage;
  readonly selectionReason: string;
  readonly iqaName: string;
  readonly frozenAt: string;
  readonly signedAt: string;
  readonly snapshotSha256: string;
  readonly evidenceRefs: readonly string[];
  readonly recordsSeen: readonly RecordKind[];
  readonly checks: Readonly<Record<SampleCheck, CheckAnswer>>;
  readonly decisions: readonly {
    readonly criterion: string;
    readonly decision: SampleDecision;
    readonly note: string | null;
    readonly assessorName: string | null;
  }[];
  readonly feedback: string;
  readonly learnerInterview: string | null;
  readonly witnessContacted: string | null;
  readonly actions: readonly PortfolioAction[];
}

/** What the learner said to a plan or a review, oldest first. */
export interface PortfolioRemark extends LearnerRemark {
  readonly at: string;
}

/** One version of the assessment plan. */
export interface PortfolioPlan {
  readonly version: number;
  readonly targets: readonly PlanTarget[];
  readonly note: string | null;
  readonly nextReviewOn: string;
  readonly createdByName: string;
  readonly createdAt: string;
  readonly remarks: readonly PortfolioRemark[];
}

export interface PortfolioReview {
  readonly heldOn: string;
  readonly attendees: readonly string[];
  readonly progress: string;
  readonly feedback: string;
  readonly nextReviewOn: string | null;
  readonly recordedByName: string;
  readonly recordedAt: string;
  readonly remarks: readonly PortfolioRemark[];
}

/** Something the learner was asked to do. */
export interface PortfolioLearnerAction {
  /** Place in the order in which they were raised, from 1. */
  readonly number: number;
  readonly origin: ActionOrigin;
  readonly criterion: string | null;
  readonly text: string;
  readonly dueOn: string | null;
  readonly raisedByName: string;
  readonly raisedAt: string;
  readonly response: string | null;
  readonly respondedAt: string | null;
  readonly closureNote: string | null;
  readonly closedByName: string | null;
  readonly closedAt: string | null;
}

export interface PortfolioPerson {
  readonly name: string;
  /** On this registration: "Assessor", "Trainee assessor". */
  readonly role: string;
}

/** One key event of the audit trail (section 15). */
export interface PortfolioAuditEvent {
  readonly at: string;
  /** Past tense code: `evidence.accepted`. */
  readonly type: string;
  readonly by: string;
  /** One plain sentence; carries no customer's name. */
  readonly summary: string;
}

/** Everything a document says of one unit, gathered in one reading. Plain JSON; lists are free in order but for people. */
export interface UnitFacts {
  readonly kind: DocumentKind;
  /** `{centre}-{learnerRef}-{urn}-{seq}` (§5.3), without the centre when it has no number; printed on every page. */
  readonly portfolioId: string;
  /** ISO instant: the clock of the whole document, so that a second rendering gives the same bytes. */
  readonly exportedAt: string;
  readonly generatorVersion: string;
  /** What a reader types into the verification page; drafts have none. */
  readonly verificationCode: string | null;
  /** Address of the page that says whether the document still stands; drafts have none. */
  readonly verificationUrl: string | null;
  /** Hash of the signed content; required for a signed-off portfolio, `null` for a draft. */
  readonly snapshotSha256: string | null;
  readonly centre: { readonly name: string; readonly number: string | null };
  readonly learner: { readonly name: string; readonly uln: string | null };
  readonly registration: {
    /** YYYY-MM-DD. */
    readonly registeredOn: string;
    /** With the awarding organisation. */
    readonly registrationNumber: string | null;
    readonly site: string | null;
    readonly employer: string | null;
    readonly jobRole: string | null;
  };
  /** In the order in which they are printed: the assessor before a second one. */
  readonly people: {
    readonly assessors: readonly PortfolioPerson[];
    readonly countersigner: PortfolioPerson | null;
    readonly iqas: readonly PortfolioPerson[];
    readonly countersigningIqa: PortfolioPerson | null;
  };
  /** Addresses of witnesses by the id of their evidence; `null` where the audience must not have them. */
  readonly witnessContacts: Readonly<Record<string, string>> | null;
  readonly unit: UnitSpecification;
  /** Computed by the core as of `exportedAt` (or as of the snapshot). */
  readonly coverage: UnitCoverage;
  /** Every version of every item; which of them are printed is decided by the manifest. */
  readonly evidence: readonly PortfolioEvidence[];
  /** The whole ledger of the registration, superseded rows included. */
  readonly judgements: readonly PortfolioJudgement[];
  /** Every signature, void ones included. */
  readonly signOffs: readonly PortfolioSignOff[];
  readonly planning: {
    readonly plans: readonly PortfolioPlan[];
    readonly reviews: readonly PortfolioReview[];
    readonly actions: readonly PortfolioLearnerAction[];
  };
  /** Signed samples of the unit with the actions that came of them. */
  readonly samples: readonly PortfolioSample[];
  readonly audit: {
    readonly events: readonly PortfolioAuditEvent[];
    /** Number of events of each type in the full trail, not only in `events`. */
    readonly counts: Readonly<Record<string, number>>;
    /** Where the centre's trail stood: a document out in the world holds its trail to that (assurance.md B3). */
    readonly end: { readonly sequence: number; readonly sha256: string };
  };
}

export type PortfolioFacts = UnitFacts & { readonly kind: PortfolioKind };
