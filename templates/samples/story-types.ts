import type {
  Channel,
  CustomerType,
  Redaction,
  ReturnReason,
  Setting,
  Storage,
} from '../../src/domain/evidence/evidence.js';
import type { EvidenceMethod } from '../../src/domain/evidence/evidence-method.js';
import type { EvidenceLocator } from '../../src/domain/evidence/locator.js';
import type { VarcsCheck } from '../../src/domain/evidence/varcs.js';
import type { JudgementOutcome } from '../../src/domain/judgement/judgement.js';

/**
 * A date of the story. It is told backwards from the day somebody loads it, so that the evidence never goes out of date;
 * `resolveDates` turns it into `YYYY-MM-DD`.
 */
export interface DaysAgo {
  readonly daysAgo: number;
}

/** What `direct_observation` records (domain.md §2.2 OBS). Claims point at paragraphs of `narrative`, counted from 1. */
export interface ObservationRecord {
  readonly startTime: string;
  readonly endTime: string;
  readonly location: string;
  readonly othersPresent: string;
  readonly narrative: readonly string[];
  readonly productsSeen: string;
  readonly notSeen: string;
  readonly feedback: string;
  readonly nextSteps: string;
}

/** What `professional_discussion` records (PD). Claims point at times of the recording, which `summary` indexes. */
export interface DiscussionRecord {
  readonly plan: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly location: string;
  readonly recording: string;
  readonly prompts: readonly string[];
  readonly summary: readonly { readonly at: string; readonly text: string }[];
  readonly feedback: string;
  readonly nextSteps: string;
}

/** What `oral_questioning` records (OQ). Claims point at questions by their number. */
export interface QuestioningRecord {
  readonly conditions: string;
  readonly questions: readonly { readonly criterion: string; readonly question: string; readonly answer: string }[];
  readonly feedback: string;
}

/** What `witness_testimony` records (WT). Claims point at paragraphs of `account`, counted from 1. */
export interface TestimonyRecord {
  readonly witness: {
    readonly name: string;
    readonly jobRole: string;
    readonly organisation: string;
    readonly relationship: string;
    /** Category of the witness status list, in words. */
    readonly status: string;
    readonly knownFor: string;
    /** The date beside the signature on paper; `null` while the witness has not signed. */
    readonly signedOn: DaysAgo | null;
  };
  readonly account: readonly string[];
}

/** What `reflective_account` records (RA). The account itself, with its numbered paragraphs, is the attached file. */
export interface ReflectiveRecord {
  readonly situation: string;
  readonly whatIDid: string;
  readonly why: string;
  readonly outcome: string;
  readonly learning: string;
}

export type SampleRecord =
  ObservationRecord | DiscussionRecord | QuestioningRecord | TestimonyRecord | ReflectiveRecord;

/** The body of `POST /api/evidence` once its dates are resolved. */
export interface SampleEvidenceBody {
  readonly method: EvidenceMethod;
  readonly title: string;
  readonly contextStatement: string;
  readonly activityFrom: DaysAgo;
  readonly activityTo: DaysAgo;
  readonly setting: Setting;
  readonly workplaceContext: boolean;
  readonly channel?: Channel;
  readonly customerType?: CustomerType;
  readonly caseRefs: readonly string[];
  readonly storage: Storage;
  readonly redaction: Redaction;
  readonly record?: SampleRecord;
}

export interface SampleClaim {
  readonly criterion: string;
  /** Absent: all facets of the criterion. */
  readonly facets?: readonly string[];
  readonly locator: EvidenceLocator;
  readonly rationale: string;
  /** What the assessor makes of it when the item is accepted. */
  readonly decision: 'confirmed' | 'declined';
  /** The assessor's word on verb depth (U40-R7); said of knowledge claims only. */
  readonly depthMet?: boolean;
}

/** How far the item has come when the story stops. */
export type SampleProgress =
  | { readonly stage: 'draft' }
  | { readonly stage: 'submitted' }
  | {
      readonly stage: 'accepted';
      readonly varcs: VarcsCheck;
      readonly comment: string;
      /** How the assessor made sure of the witness; without it a testimony does not count (WITNESS_UNVERIFIED). */
      readonly witnessVerification?: { readonly method: 'in_person'; readonly verifiedOn: DaysAgo };
    }
  | {
      readonly stage: 'returned';
      readonly varcs: VarcsCheck;
      readonly comment: string;
      readonly reasons: readonly ReturnReason[];
    };

export interface SampleEvidence {
  /** Name of the item inside the story; judgements and overrides refer to it. */
  readonly key: string;
  /** Who creates and submits it. */
  readonly author: 'learner' | 'assessor' | 'trainee';
  /** Names of files beside this one, attached in this order. */
  readonly files: readonly string[];
  readonly body: SampleEvidenceBody;
  readonly claims: readonly SampleClaim[];
  /** What the learner says when signing the assessor's record; `null` where the method's card asks for no learner signature. */
  readonly learnerSignature: string | null;
  readonly progress: SampleProgress;
}

export interface SampleJudgement {
  readonly criterion: string;
  readonly outcome: JudgementOutcome;
  /** A trainee's judgement is provisional until countersigned (SOD4); the story leaves it so. */
  readonly by: 'assessor' | 'trainee';
  readonly rationale: string;
  /** Keys of the items relied upon. */
  readonly evidence: readonly string[];
}

/** A portfolio as a story: do the evidence in order, then the judgements in order. */
export interface SampleSet {
  readonly evidence: readonly SampleEvidence[];
  readonly judgements: readonly SampleJudgement[];
}

/** What makes a story stop earlier: named differences from a whole one and nothing else. */
export interface SampleOverrides {
  /** By item key. */
  readonly evidence: Readonly<Record<string, EvidenceOverride>>;
  /** By criterion; `null` = not judged yet. */
  readonly judgements: Readonly<Record<string, SampleJudgement | null>>;
}

export interface EvidenceOverride {
  readonly author?: SampleEvidence['author'];
  readonly files?: readonly string[];
  readonly progress?: SampleProgress;
  /** Criteria nobody has claimed on the item yet. */
  readonly unclaimed?: readonly string[];
  readonly record?: SampleRecord;
}
