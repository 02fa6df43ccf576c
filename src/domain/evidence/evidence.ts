import type { AuthorRole, EvidenceMethod } from './evidence-method.js';
import type { EvidenceLocator } from './locator.js';
import type { VarcsCheck } from './varcs.js';

/** domain.md §3.3. */
export const EVIDENCE_STATUSES = ['draft', 'submitted', 'accepted', 'returned', 'superseded', 'withdrawn'] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];

/** Where the work happened. `realistic_working_environment` is neither simulation nor the workplace. */
export const SETTINGS = ['workplace', 'realistic_working_environment', 'classroom', 'simulated'] as const;
export type Setting = (typeof SETTINGS)[number];

export const CHANNELS = ['face_to_face', 'telephone', 'email', 'chat', 'social', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Channels that leave the words themselves behind: a work product of one of these can show the interaction (§2.3). */
export const WRITTEN_CHANNELS: readonly Channel[] = ['email', 'letter', 'chat', 'social'];

export const CUSTOMER_TYPES = ['internal', 'external'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];

/** `in_situ`: held by the employer, described and not copied (§6.4). */
export const STORAGES = ['embedded', 'in_situ'] as const;
export type Storage = (typeof STORAGES)[number];

/** `pending` blocks submission: customers are third parties who did not join the programme (§6.4). */
export const REDACTIONS = ['not_needed', 'done', 'pending'] as const;
export type Redaction = (typeof REDACTIONS)[number];

/** §3.5. A learner proposes, the assessor confirms or declines; a confirmed claim can be revoked. */
export const CLAIM_STATES = ['proposed', 'confirmed', 'declined', 'revoked'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** How far recognition of prior learning has come (§3.9). */
export const RPL_STATES = ['proposed', 'mapped', 'assessed', 'iqa_approved', 'ao_approved'] as const;
export type RplState = (typeof RPL_STATES)[number];

/** Reasons for returning an item to its author (§3.3). */
export const RETURN_REASONS = [
  'not_valid',
  'not_authentic',
  'not_reliable',
  'not_current',
  'not_sufficient',
  'wrong_method',
  'simulated',
  'unsigned',
  'pii_present',
  'illegible',
  'locator_missing',
  'depth',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

export const WITHDRAWAL_REASONS = [
  'learner_choice',
  'duplicate',
  'wrong_unit',
  'authenticity',
  'data_protection',
  'superseded_manually',
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** How an assessor can make sure who a witness is (§2.2 WT). */
export const WITNESS_CHECK_METHODS = ['telephone', 'email', 'in_person', 'known_to_assessor'] as const;
export type WitnessCheckMethod = (typeof WITNESS_CHECK_METHODS)[number];

/** Evidence item × criterion × facets × locator. Acceptance belongs to the item, counting to the claim (P3). */
export interface EvidenceClaim {
  readonly id: string;
  readonly registrationId: string;
  readonly criterion: string;
  /** What the claimant says it shows; after the decision, what the assessor confirmed. */
  readonly facets: readonly string[];
  readonly locator: EvidenceLocator | null;
  readonly rationale: string | null;
  readonly state: ClaimState;
  /** The assessor's word on verb depth for K and AK; `null` until said (U40-R7). */
  readonly depthMet: boolean | null;
}

export interface EvidenceSignature {
  readonly role: AuthorRole;
  /** The account that signed. Of a witness, who needs none, the account with their address, or `null`. */
  readonly personId: string | null;
  readonly personName: string;
  readonly statement: string;
  readonly signedAt: string;
  /** Hash of the content that was signed. */
  readonly contentSha256: string;
  /** Only under a testimony that its witness gave through a link of their own; without it a witness signed on paper. */
  readonly givenThrough?: 'link';
}

/** What coverage needs to know of one evidence item (one version of it). */
export interface Evidence {
  readonly id: string;
  /** Portfolio-unique, human, never reused: E001, and E001.v2 for its second version. */
  readonly ref: string;
  readonly method: EvidenceMethod;
  readonly status: EvidenceStatus;
  /** Authenticity query: while set, the item does not count (§3.3). */
  readonly onHold: boolean;
  readonly authorRole: AuthorRole;
  readonly authorId: string;
  readonly learnerId: string;
  /** Dates of the work itself (YYYY-MM-DD); currency is measured from here, never from the upload. */
  readonly activityFrom: string;
  readonly activityTo: string;
  readonly setting: Setting;
  /** For knowledge items: tied to the learner's own organisation. */
  readonly workplaceContext: boolean;
  readonly channel: Channel | null;
  readonly caseRefs: readonly string[];
  readonly hasAudioVisualFile: boolean;
  readonly isDeclared: boolean;
  readonly signatures: readonly EvidenceSignature[];
  readonly varcs: VarcsCheck | null;
  /** The assessor's evaluation given with the decision, or `null`. */
  readonly assessorComment: string | null;
  /** Witness testimony: whether an assessor has confirmed who the witness is. */
  readonly witnessVerified: boolean;
  readonly rplState: RplState | null;
  /** A declared interest of author or witness in this learner (SOD6): the item does not count. */
  readonly hasConflictOfInterest: boolean;
  readonly claims: readonly EvidenceClaim[];
}
