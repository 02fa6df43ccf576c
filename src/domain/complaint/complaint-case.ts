import type { Channel, CustomerType } from '../evidence/evidence.js';
import type { Moment } from './moment.js';

/** domain.md §6.1: the main line, then the side states. */
export const CASE_STATUSES = [
  'received',
  'acknowledged',
  'investigating',
  'options_offered',
  'agreed',
  'implemented',
  'closed',
  'escalated',
  'referred_in',
  'unresolved_closed',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** `referred`: it came to the learner from somebody else, after a first attempt to deal with it (RRC 4.1). */
export const CASE_STAGES = ['initial', 'referred'] as const;
export type CaseStage = (typeof CASE_STAGES)[number];

export const DIRECTIONS = ['outward', 'inward'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const PARTIES = ['customer', 'colleague', 'department'] as const;
export type Party = (typeof PARTIES)[number];

export const PURPOSES = ['acknowledge', 'clarify', 'empathise', 'update', 'offer', 'outcome'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Where an investigation looks (RRC 1.1: the customer, service records and involved staff). */
export const INVESTIGATION_SOURCES = ['customer', 'service_records', 'staff', 'other'] as const;
export type InvestigationSource = (typeof INVESTIGATION_SOURCES)[number];

export const REMEDIES = ['apology', 'explanation', 'replacement', 'repair', 'refund', 'compensation', 'other'] as const;
export type Remedy = (typeof REMEDIES)[number];

export const OUTCOME_RESULTS = ['resolved', 'partly', 'unresolved', 'escalated'] as const;
export type OutcomeResult = (typeof OUTCOME_RESULTS)[number];

/** What a recommendation would change (RRC 3.1). */
export const RECOMMENDATION_SUBJECTS = ['policy', 'procedure', 'training'] as const;
export type RecommendationSubject = (typeof RECOMMENDATION_SUBJECTS)[number];

/** The explicit answer on special-category data, such as health, in what the customer said (§6.4). */
export const SPECIAL_CATEGORY_ANSWERS = ['none', 'removed', 'in_situ'] as const;
export type SpecialCategoryAnswer = (typeof SPECIAL_CATEGORY_ANSWERS)[number];

/** How a case came to the learner (RRC 1.1, 4.1). */
export interface Referral {
  /** A role or department, not a name. */
  readonly from: string;
  readonly at: Moment;
  readonly reason: string | null;
  readonly notes: string | null;
}

/** One message of a case (AC2.3, 2.6, RRC 2.2). Only ever added. */
export interface CaseCommunication {
  readonly at: Moment;
  readonly direction: Direction;
  readonly party: Party;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly summary: string;
  /** Whether everybody could read it, as a post on social media (CX14). */
  readonly isPublic: boolean;
}

export interface InvestigationStep {
  readonly at: Moment;
  readonly source: InvestigationSource;
  readonly finding: string;
}

export interface RootCause {
  readonly text: string;
  /** How it was established. */
  readonly establishedBy: string | null;
  readonly recordedAt: Moment;
}

/** AC2.4 and 2.5: what was weighed, for the customer and for the organisation. */
export interface CaseOption {
  readonly option: string;
  readonly customerAdvantages: string | null;
  readonly customerLimitations: string | null;
  readonly organisationAdvantages: string | null;
  readonly organisationLimitations: string | null;
  readonly isChosen: boolean;
}

/** AC2.7. */
export interface Solution {
  readonly agreed: string;
  /** How it was agreed, and how the customer's agreement shows. */
  readonly howAgreed: string | null;
  readonly agreedAt: Moment;
  readonly remedy: Remedy;
  /** What it costs the organisation, in pence; `null` when it costs nothing that is counted. */
  readonly valuePence: number | null;
}

/** What the learner may grant alone (AC2.7). */
export interface AuthorityLimit {
  readonly maxPence: number | null;
  /** `null`: the limit says nothing about kinds of remedy. */
  readonly remedies: readonly Remedy[] | null;
}

/** AC1.6, HRE-3. */
export interface Escalation {
  /** A role or department, not a name. */
  readonly to: string;
  readonly at: Moment;
  readonly reason: string;
  readonly handoverNote: string | null;
  readonly customerTold: string | null;
}

/** The organisation's own timescales (RRC 2.2). */
export interface CaseTargets {
  readonly acknowledgeBy: Moment | null;
  readonly resolveBy: Moment | null;
  /** The customer is to hear something at least this often. */
  readonly updateEveryDays: number | null;
}

/** AC2.8, HRE-4. */
export interface CaseOutcome {
  readonly result: OutcomeResult;
  readonly at: Moment;
  readonly remedy: string | null;
  readonly followUp: string | null;
  readonly customerFeedback: string | null;
}

/** A change that the learner proposes, and the issues whose repetition justifies it (RRC 3.1). */
export interface Recommendation {
  readonly text: string;
  readonly subject: RecommendationSubject;
  readonly rationale: string | null;
  readonly issueKeys: readonly string[];
}

/** What a case says, beside its messages and how far it has come. */
export interface CaseContent {
  readonly customerLabel: string;
  readonly customerType: CustomerType;
  readonly specialCategoryData: SpecialCategoryAnswer;
  /** Who holds the original and can show it. */
  readonly verifiableAt: string | null;
  readonly receivedAt: Moment;
  readonly channel: Channel;
  /** A role, not a name. */
  readonly receivedBy: string | null;
  readonly stage: CaseStage;
  readonly referral: Referral | null;
  readonly category: string | null;
  /** What the customer says is wrong (AC2.1). */
  readonly nature: string;
  /** The immediate cause. */
  readonly cause: string | null;
  readonly rootCause: RootCause | null;
  readonly customerImplications: string | null;
  /** Cost, reputation, safety, regulation (AC2.1, 1.7). */
  readonly organisationImplications: string | null;
  readonly acknowledgedAt: Moment | null;
  readonly ownerIsLearner: boolean;
  readonly ownedFrom: Moment | null;
  readonly ownedTo: Moment | null;
  readonly ownershipNotes: string | null;
  readonly investigationSteps: readonly InvestigationStep[];
  readonly optionsConsidered: readonly CaseOption[];
  readonly solution: Solution | null;
  readonly authorityLimit: AuthorityLimit | null;
  /** The learner's own word; `null` until given. */
  readonly withinAuthority: boolean | null;
  /** A role, not a name. */
  readonly authorisedBy: string | null;
  readonly escalation: Escalation | null;
  readonly policiesApplied: readonly string[];
  readonly lawApplied: readonly string[];
  readonly ethicalPoints: string | null;
  readonly targets: CaseTargets;
  readonly outcome: CaseOutcome | null;
  /** When and in which system the learner recorded the case at work (AC2.8). */
  readonly recordedAt: Moment | null;
  readonly recordedIn: string | null;
  readonly lessonsLearned: string | null;
  readonly recommendations: readonly Recommendation[];
  /** The theme by which cases are compared, normalised. */
  readonly issueKey: string | null;
}

/** A pseudonymised record that can evidence AC2.1–2.9: evidence about the learner, not customer relations (§6.1). */
export interface ComplaintCase extends CaseContent {
  readonly caseRef: string;
  readonly status: CaseStatus;
  readonly communications: readonly CaseCommunication[];
}

/** The messages to the customer, oldest first. */
export function outwardToCustomer({ communications }: Pick<ComplaintCase, 'communications'>): CaseCommunication[] {
  return communications
    .filter(({ direction, party }) => direction === 'outward' && party === 'customer')
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
