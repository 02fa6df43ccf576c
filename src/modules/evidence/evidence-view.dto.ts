import { ApiProperty } from '@nestjs/swagger';
import { allowedOperations, OPERATIONS, type Operation } from '../../domain/access/permissions.js';
import type { Relation } from '../../domain/access/relations.js';
import { blankEssentials } from '../../domain/evidence/forms/blank-essentials.js';
import { formOf } from '../../domain/evidence/forms/method-forms.js';
import {
  AUTHOR_ROLES,
  type AuthorRole,
  EVIDENCE_METHODS,
  type EvidenceMethod,
} from '../../domain/evidence/evidence-method.js';
import {
  type Channel,
  CHANNELS,
  CLAIM_STATES,
  type ClaimState,
  CUSTOMER_TYPES,
  type CustomerType,
  type EvidenceSignature,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  type Redaction,
  REDACTIONS,
  RETURN_REASONS,
  type ReturnReason,
  RPL_STATES,
  type RplState,
  type Setting,
  SETTINGS,
  type Storage,
  STORAGES,
} from '../../domain/evidence/evidence.js';
import type { ContentFacts } from '../../domain/content/reading.js';
import { PassagePlaceView } from './evidence-contents.dto.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import type { EvidenceDecisionRecord } from './evidence-decision.record.js';
import { EvidenceFileView, toFileView } from './evidence-file-view.dto.js';
import { VarcsBody } from './evidence-lifecycle.dto.js';
import { LocatorBody } from './evidence.dto.js';
import type { EvidenceRecord, MethodRecord, WitnessVerification } from './evidence.record.js';
import type { WholeEvidence } from './evidence.reader.js';

export class ClaimView {
  id: string;
  registrationId: string;
  criterion: string;
  facets: string[];
  locator: LocatorBody | null;
  rationale: string | null;
  @ApiProperty({ enum: CLAIM_STATES })
  state: ClaimState;
  depthMet: boolean | null;
}

export class SignatureView {
  @ApiProperty({ enum: AUTHOR_ROLES })
  role: AuthorRole;
  personName: string;
  statement: string;
  signedAt: string;
  /** Hash of the content that was signed. */
  contentSha256: string;
  /** How it came here: signed in to an account, through the personal link of a witness, or filed from paper. */
  @ApiProperty({ enum: ['account', 'link', 'paper'] })
  givenThrough: 'account' | 'link' | 'paper';
}

/** How an assessor made sure who a witness is. */
export class WitnessVerificationView {
  @ApiProperty({ enum: ['telephone', 'email', 'in_person', 'known_to_assessor'] })
  method: WitnessVerification['method'];
  verifiedOn: string;
  byId: string;
}

export class DecisionView {
  @ApiProperty({ enum: ['accepted', 'returned'] })
  outcome: 'accepted' | 'returned';
  varcs: VarcsBody | null;
  comment: string | null;
  @ApiProperty({ enum: RETURN_REASONS, isArray: true })
  reasons: ReturnReason[];
  assessorId: string;
  decidedAt: string;
}

export class EvidenceSummaryView {
  id: string;
  /** Portfolio-unique and never reused: E001, E001.v2. */
  ref: string;
  version: number;
  learnerId: string;
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  @ApiProperty({ enum: EVIDENCE_STATUSES })
  status: EvidenceStatus;
  /** Its authenticity is being queried; it does not count meanwhile. */
  onHold: boolean;
  title: string;
  activityFrom: string;
  activityTo: string;
  authorId: string;
  @ApiProperty({ enum: AUTHOR_ROLES })
  authorRole: AuthorRole;
  submittedAt: string | null;
  decidedAt: string | null;
  createdAt: string;
}

export class AdviceView {
  /** Where in the request: `record.questions[2].answer`. */
  path: string;
  message: string;
}

/** Where the words of an item were first written, when they came with a package of another centre. */
export class EvidenceOriginView {
  /** Name of the centre. */
  centre: string;
  /** What the item was called there. */
  ref: string;
  packageId: string;
}

export class EvidenceView extends EvidenceSummaryView {
  replacesId: string | null;
  contextStatement: string;
  @ApiProperty({ enum: SETTINGS })
  setting: Setting;
  workplaceContext: boolean;
  @ApiProperty({ enum: CHANNELS, nullable: true })
  channel: Channel | null;
  @ApiProperty({ enum: CUSTOMER_TYPES, nullable: true })
  customerType: CustomerType | null;
  caseRefs: string[];
  @ApiProperty({ enum: STORAGES })
  storage: Storage;
  @ApiProperty({ enum: REDACTIONS })
  redaction: Redaction;
  /** Who said that customers' data is removed or not there, and when; `null` while nobody has. */
  redactionConfirmedById: string | null;
  redactionConfirmedAt: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  record: MethodRecord | null;
  contentSha256: string | null;
  declarationVersion: string | null;
  @ApiProperty({ enum: RPL_STATES, nullable: true })
  rplState: RplState | null;
  /** The awarding organisation's reference for its approval of prior learning. */
  aoReference: string | null;
  /** `null` for what was written here. */
  @ApiProperty({ type: () => EvidenceOriginView, nullable: true })
  origin: EvidenceOriginView | null;
  files: EvidenceFileView[];
  claims: ClaimView[];
  signatures: SignatureView[];
  /** For testimonies; without it they do not count. */
  @ApiProperty({ type: () => WitnessVerificationView, nullable: true })
  witnessVerification: WitnessVerificationView | null;
  /** Every decision ever, oldest first. */
  decisions: DecisionView[];
  /** What the card of the method lives by and the record leaves blank; nothing is refused for it. Empty once decided. */
  advice: AdviceView[];
  @ApiProperty({ enum: Object.keys(OPERATIONS), isArray: true })
  allowed: Operation[];
}

/** A place in a file that holds all the words of a search. */
export class SearchHitView {
  fileId: string;
  locator: PassagePlaceView;
  /** The words with their surroundings. */
  excerpt: string;
}

export class FoundEvidenceView extends EvidenceSummaryView {
  /** Where in its files the words of `q` stand, at most three places; none without `q` or when only its title matches. */
  hits: SearchHitView[];
}

export class EvidencePage {
  items: FoundEvidenceView[];
  nextCursor: string | null;
}

/** While somebody can still act on it. */
const OPEN_FOR_ADVICE: readonly EvidenceStatus[] = ['draft', 'submitted'];

function toClaimView(claim: EvidenceClaimRecord): ClaimView {
  const { id, registrationId, criterion, facets, locator, rationale, state, depthMet } = claim;
  return { id, registrationId, criterion, facets, locator, rationale, state, depthMet };
}

function toSignatureView(signature: EvidenceSignature): SignatureView {
  const { role, personName, statement, signedAt, contentSha256, givenThrough } = signature;
  return {
    ...{ role, personName, statement, signedAt, contentSha256 },
    givenThrough: role === 'witness' ? (givenThrough ?? 'paper') : 'account',
  };
}

function toDecisionView(decision: EvidenceDecisionRecord): DecisionView {
  const { outcome, varcs, comment, reasons, assessorId, decidedAt } = decision;
  return { outcome, varcs, comment, reasons, assessorId, decidedAt };
}

export function toEvidenceSummaryView(row: EvidenceRecord): EvidenceSummaryView {
  const { id, ref, version, learnerId, method, status, onHold, title, activityFrom, activityTo } = row;
  const { authorId, authorRole, submittedAt, decidedAt, createdAt } = row;
  return {
    ...{ id, ref, version, learnerId, method, status, onHold, title, activityFrom, activityTo },
    ...{ authorId, authorRole, submittedAt, decidedAt, createdAt },
  };
}

export function toEvidenceView(
  { evidence, files, claims }: WholeEvidence,
  readings: ReadonlyMap<string, ContentFacts>,
  decisions: readonly EvidenceDecisionRecord[],
  relations: readonly Relation[],
  viewerId: string,
): EvidenceView {
  const { replacesId, contextStatement, setting, workplaceContext, channel, customerType, caseRefs } = evidence;
  const { storage, redaction, redactionConfirmedById, redactionConfirmedAt } = evidence;
  const { record, contentSha256, declarationVersion, rplState, aoReference, witnessVerification, origin } = evidence;
  return {
    ...toEvidenceSummaryView(evidence),
    ...{ replacesId, contextStatement, setting, workplaceContext, channel, customerType, caseRefs },
    ...{ storage, redaction, redactionConfirmedById, redactionConfirmedAt },
    ...{ record, contentSha256, declarationVersion, rplState, aoReference, origin },
    files: files.map((file) => toFileView(file, readings.get(file.sha256), viewerId)),
    claims: claims.map(toClaimView),
    signatures: evidence.signatures.map(toSignatureView),
    witnessVerification,
    decisions: decisions.map(toDecisionView),
    advice: OPEN_FOR_ADVICE.includes(evidence.status) ? blankEssentials(formOf(evidence.method), record) : [],
    allowed: allowedOperations(relations).filter((operation) => /^(evidence|rpl|witness):/.test(operation)),
  };
}
