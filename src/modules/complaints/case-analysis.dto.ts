import { ApiProperty } from '@nestjs/swagger';
import {
  authorityBreached,
  CHAIN_LINKS,
  type ChainLink,
  diagnosisBeforeRemedy,
  isHandled,
  isResolved,
  missingChainLinks,
  missingForResolution,
  RESOLUTION_PARTS,
  type ResolutionPart,
  TIMESCALE_ANSWERS,
  type TimescaleAnswer,
  timescaleMet,
  updateGapDays,
} from '../../domain/complaint/case-analysis.js';
import { type CaseMix, caseMix, MIX_KINDS, type MixKind } from '../../domain/complaint/case-mix.js';
import {
  CASE_STATUSES,
  type CaseStatus,
  type ComplaintCase,
  RECOMMENDATION_SUBJECTS,
  type RecommendationSubject,
} from '../../domain/complaint/complaint-case.js';
import { COMPLAINT_POLICY, type ComplaintPolicy } from '../../domain/complaint/complaint-policy.js';
import { COMPLAINT_RULES, type ComplaintRule, RULE_REACH } from '../../domain/complaint/complaint-rules.js';
import { findInCases } from '../../domain/complaint/find-in-cases.js';
import type { Moment } from '../../domain/complaint/moment.js';
import { type ComplaintIssue, findIssues, recommendationBacked } from '../../domain/complaint/repeated-issue.js';

/** What can be computed about one case (domain.md §6.3). */
export class CaseAnalysisView {
  /** Logged and acknowledged. */
  isHandled: boolean;
  /** Called resolved, with root cause, remedy and follow-up. */
  isResolved: boolean;
  @ApiProperty({ enum: RESOLUTION_PARTS, isArray: true })
  missingForResolution: ResolutionPart[];
  /** The longest time without a message to the customer while it was open; `null` when no message is on record. */
  updateGapDays: number | null;
  @ApiProperty({ enum: TIMESCALE_ANSWERS })
  acknowledgement: TimescaleAnswer;
  @ApiProperty({ enum: TIMESCALE_ANSWERS })
  resolution: TimescaleAnswer;
  /** Of a referred case: links of the chain of evidence that are missing; `null` for an initial one. */
  @ApiProperty({ enum: CHAIN_LINKS, isArray: true, nullable: true })
  missingChainLinks: ChainLink[] | null;
  /** `null` while nothing was agreed. */
  diagnosisBeforeRemedy: boolean | null;
  /** `null` while nothing was agreed, and when no limit is on record. */
  authorityBreached: boolean | null;
}

export class AnalysedCaseView extends CaseAnalysisView {
  id: string;
  caseRef: string;
  @ApiProperty({ enum: CASE_STATUSES })
  status: CaseStatus;
}

export class IssueView {
  issueKey: string;
  caseRefs: string[];
  /** Most distinct customers that complained of it within one window. */
  distinctCustomers: number;
  /** First and last day of that window on which a complaint came. */
  from: string;
  to: string;
  isRepeated: boolean;
  /** Why it is not repeated. */
  @ApiProperty({ enum: ['single_customer', 'below_threshold'], nullable: true })
  shortfall: 'single_customer' | 'below_threshold' | null;
  /** Whether a root cause is stated in one of the cases. */
  hasRootCause: boolean;
}

export class RecommendationView {
  caseRef: string;
  text: string;
  @ApiProperty({ enum: RECOMMENDATION_SUBJECTS })
  subject: RecommendationSubject;
  /** Whether it rests on a repeated issue with a stated root cause. */
  isBacked: boolean;
}

export class CaseMixView {
  resolved: number;
  /** Ended or handed on without a resolution. */
  unresolved: number;
  neither: number;
  /** Cases by channel. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, selfRequired: true })
  channels: CaseMix['channels'];
  /** Cases by kind of customer. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, selfRequired: true })
  customerTypes: CaseMix['customerTypes'];
  /** The kinds of which there is no case. */
  @ApiProperty({ enum: MIX_KINDS, isArray: true })
  missing: MixKind[];
}

export class CaseFindingView {
  @ApiProperty({ enum: COMPLAINT_RULES })
  rule: ComplaintRule;
  /** The case it is about, the latest where it is about several; `null` for the portfolio as a whole. */
  caseRef: string | null;
  @ApiProperty({ enum: ['warning', 'info'] })
  severity: 'warning' | 'info';
  message: string;
}

/** How far a rule can be computed, and what of it is left to people. */
export class RuleReachView {
  @ApiProperty({ enum: COMPLAINT_RULES })
  rule: ComplaintRule;
  /** The words of the source. */
  sentence: string;
  computed: string | null;
  leftToPeople: string | null;
}

/** What a learner's cases say together. Nothing of it is a judgement. */
export class ComplaintAnalysisView {
  learnerId: string;
  /** Days within which customers must have complained of the same for it to be repeated. */
  window: number;
  /** Distinct customers that it takes. */
  threshold: number;
  policyVersion: string;
  /** The day on which open cases were looked at. */
  asOf: string;
  caseMix: CaseMixView;
  issues: IssueView[];
  recommendations: RecommendationView[];
  cases: AnalysedCaseView[];
  findings: CaseFindingView[];
  rules: RuleReachView[];
}

export function toCaseAnalysisView(one: ComplaintCase, today: Moment): CaseAnalysisView {
  return {
    isHandled: isHandled(one),
    isResolved: isResolved(one),
    missingForResolution: missingForResolution(one),
    updateGapDays: updateGapDays(one, today),
    acknowledgement: timescaleMet(one, 'acknowledgement', today),
    resolution: timescaleMet(one, 'resolution', today),
    missingChainLinks: one.stage === 'referred' ? missingChainLinks(one) : null,
    diagnosisBeforeRemedy: diagnosisBeforeRemedy(one),
    authorityBreached: authorityBreached(one),
  };
}

function toIssueView({ caseRefs, shortfall, ...issue }: ComplaintIssue): IssueView {
  const { issueKey, distinctCustomers, from, to, hasRootCause } = issue;
  return {
    ...{ issueKey, distinctCustomers, from, to, hasRootCause },
    caseRefs: [...caseRefs],
    isRepeated: shortfall === null,
    shortfall,
  };
}

/** The analysis of a whole portfolio of cases. */
export function toComplaintAnalysisView(
  learnerId: string,
  cases: readonly { readonly id: string; readonly fact: ComplaintCase }[],
  window: number,
  today: string,
): ComplaintAnalysisView {
  const facts = cases.map(({ fact }) => fact);
  const policy: ComplaintPolicy = { ...COMPLAINT_POLICY, repeatWindowDays: window };
  const issues = findIssues(facts, policy);
  const mix = caseMix(facts);
  return {
    ...{ learnerId, window },
    threshold: policy.repeatThreshold,
    policyVersion: policy.version,
    asOf: today,
    caseMix: { ...mix, missing: [...mix.missing] },
    issues: issues.map(toIssueView),
    recommendations: facts.flatMap(({ caseRef, recommendations }) =>
      recommendations.map((recommendation) => {
        const { text, subject } = recommendation;
        return { caseRef, text, subject, isBacked: recommendationBacked(recommendation, issues) };
      }),
    ),
    cases: cases.map(({ id, fact }) => {
      const { caseRef, status } = fact;
      return { id, caseRef, status, ...toCaseAnalysisView(fact, today) };
    }),
    findings: findInCases(facts, policy, today),
    rules: COMPLAINT_RULES.map((rule) => ({ rule, ...RULE_REACH[rule] })),
  };
}
