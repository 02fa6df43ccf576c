import type { CaseCommunication, CaseContent, ComplaintCase } from '../../domain/complaint/complaint-case.js';
import type { CaseCommunicationRecord } from './case-communication.record.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';

/** Whether each field of the content is listed: one that is missing here does not compile. */
const CONTENT: Readonly<Record<keyof CaseContent, true>> = {
  customerLabel: true,
  customerType: true,
  specialCategoryData: true,
  verifiableAt: true,
  receivedAt: true,
  channel: true,
  receivedBy: true,
  stage: true,
  referral: true,
  category: true,
  nature: true,
  cause: true,
  rootCause: true,
  customerImplications: true,
  organisationImplications: true,
  acknowledgedAt: true,
  ownerIsLearner: true,
  ownedFrom: true,
  ownedTo: true,
  ownershipNotes: true,
  investigationSteps: true,
  optionsConsidered: true,
  solution: true,
  authorityLimit: true,
  withinAuthority: true,
  authorisedBy: true,
  escalation: true,
  policiesApplied: true,
  lawApplied: true,
  ethicalPoints: true,
  targets: true,
  outcome: true,
  recordedAt: true,
  recordedIn: true,
  lessonsLearned: true,
  recommendations: true,
  issueKey: true,
};

/** What a case says, without what the product notes about it. */
export function toContent(row: CaseContent): CaseContent {
  const fields = Object.keys(CONTENT) as (keyof CaseContent)[];
  return Object.fromEntries(fields.map((field) => [field, row[field]])) as unknown as CaseContent;
}

export function toCommunication(row: CaseCommunicationRecord): CaseCommunication {
  const { at, direction, party, channel, purpose, summary, isPublic } = row;
  return { at, direction, party, channel, purpose, summary, isPublic };
}

export function toComplaintCase(
  row: ComplaintCaseRecord,
  communications: readonly CaseCommunicationRecord[],
): ComplaintCase {
  const { caseRef, status } = row;
  return { ...toContent(row), caseRef, status, communications: communications.map(toCommunication) };
}
