import { normaliseIssueKey } from '../../domain/complaint/case-labels.js';
import type { CaseContent } from '../../domain/complaint/complaint-case.js';
import type { CreateComplaintCaseBody, EditComplaintCaseBody } from './complaint-case.dto.js';

type Fields = Readonly<Record<string, unknown>>;

const NO_TARGETS = { acknowledgeBy: null, resolveBy: null, updateEveryDays: null };

/** What a case says of which nothing was said. */
const UNSAID = {
  verifiableAt: null,
  receivedBy: null,
  stage: 'initial',
  referral: null,
  category: null,
  cause: null,
  rootCause: null,
  customerImplications: null,
  organisationImplications: null,
  acknowledgedAt: null,
  ownerIsLearner: false,
  ownedFrom: null,
  ownedTo: null,
  ownershipNotes: null,
  investigationSteps: [],
  optionsConsidered: [],
  solution: null,
  authorityLimit: null,
  withinAuthority: null,
  authorisedBy: null,
  escalation: null,
  policiesApplied: [],
  lawApplied: [],
  ethicalPoints: null,
  targets: NO_TARGETS,
  outcome: null,
  recordedAt: null,
  recordedIn: null,
  lessonsLearned: null,
  recommendations: [],
  issueKey: null,
} as const satisfies Partial<CaseContent>;

/** The same for the parts of a case that have fields of their own. */
const UNSAID_IN: Readonly<Record<string, Fields>> = {
  referral: { reason: null, notes: null },
  rootCause: { establishedBy: null },
  optionsConsidered: {
    customerAdvantages: null,
    customerLimitations: null,
    organisationAdvantages: null,
    organisationLimitations: null,
    isChosen: false,
  },
  solution: { howAgreed: null, valuePence: null },
  authorityLimit: { maxPence: null, remedies: null },
  escalation: { handoverNote: null, customerTold: null },
  targets: NO_TARGETS,
  outcome: { remedy: null, followUp: null, customerFeedback: null },
  recommendations: { rationale: null, issueKeys: [] },
};

/** The content of a new case: what was said, and nothing for what was not. */
export function newContent(body: CreateComplaintCaseBody): CaseContent {
  const { learnerId: _learner, caseRef: _ref, ...said } = body;
  return { ...UNSAID, ...whole(said) } as CaseContent;
}

/** The fields that an edit changes, each as a whole. */
export function changedContent(body: EditComplaintCaseBody): Partial<CaseContent> {
  return whole(body);
}

function whole(said: object): Partial<CaseContent> {
  const given = Object.entries(said).filter(([, value]) => value !== undefined) as [string, unknown][];
  return Object.fromEntries(given.map(([field, value]) => [field, wholeField(field, value)]));
}

function wholeField(field: string, value: unknown): unknown {
  if (field === 'issueKey' && typeof value === 'string') return normaliseIssueKey(value);
  // Targets are a part that is always there: cleared, they are unsaid.
  if (field === 'targets' && value === null) return NO_TARGETS;
  const unsaid = UNSAID_IN[field];
  if (value === null || (unsaid === undefined && field !== 'investigationSteps')) return value;
  return Array.isArray(value)
    ? value.map((part: Fields) => wholePart(part, unsaid))
    : wholePart(value as Fields, unsaid);
}

function wholePart(part: Fields, unsaid: Fields = {}): Fields {
  const said = Object.entries(part).filter(([, value]) => value !== undefined);
  const { issueKeys, ...rest } = { ...unsaid, ...Object.fromEntries(said) } as Fields & { issueKeys?: string[] };
  return issueKeys === undefined ? rest : { ...rest, issueKeys: issueKeys.map(normaliseIssueKey) };
}
