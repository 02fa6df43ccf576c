import { isBlank } from '../evidence/findings.js';
import {
  authorityBreached,
  diagnosisBeforeRemedy,
  endedAt,
  isResolved,
  missingForResolution,
  type ResolutionPart,
  timescaleMet,
  TIMESCALES,
  updateGapDays,
} from './case-analysis.js';
import { type ComplaintCase, outwardToCustomer } from './complaint-case.js';
import type { CaseFinding, ComplaintRule } from './complaint-rules.js';
import { dayOf, daysBetween, isLater, type Moment } from './moment.js';

/** What a rule says about one case, without its name and the case's. */
type Remark = Pick<CaseFinding, 'severity' | 'message'>;

const warning = (message: string): Remark => ({ severity: 'warning', message });
const info = (message: string): Remark => ({ severity: 'info', message });

/** The rules that look at one case alone. */
const CASE_RULES: Readonly<Partial<Record<ComplaintRule, (one: ComplaintCase, today: Moment) => Remark[]>>> = {
  CX2: findInReferral,
  CX3: findInDiagnosis,
  CX6: findInUpdates,
  CX7: findInTimescales,
  CX8: findInAuthority,
  CX10: findInCapture,
  CX11: findInExpectations,
  CX13: findInResolution,
  CX14: findInSocialMedia,
};

export function findInCase(one: ComplaintCase, today: Moment): CaseFinding[] {
  return Object.entries(CASE_RULES).flatMap(([rule, find]) =>
    find(one, today).map((remark) => ({ rule: rule as ComplaintRule, caseRef: one.caseRef, ...remark })),
  );
}

function findInReferral({ stage, referral, solution, outcome, investigationSteps }: ComplaintCase): Remark[] {
  if (stage !== 'referred') return [];
  const found: Remark[] = [];
  if (isBlank(referral?.reason) && isBlank(referral?.notes)) {
    found.push(warning('It is recorded as referred, but not why: it cannot be told from a repeat of the complaint.'));
  }
  if ((solution !== null || outcome !== null) && investigationSteps.length === 0) {
    found.push(warning('It was referred and settled without an investigation of its own on record.'));
  }
  return found;
}

function findInDiagnosis(one: ComplaintCase): Remark[] {
  if (diagnosisBeforeRemedy(one) !== false) return [];
  return [
    warning(
      one.rootCause === null
        ? 'A solution was agreed and no root cause is on record.'
        : 'The solution was agreed before the root cause was recorded.',
    ),
  ];
}

function findInUpdates(one: ComplaintCase, today: Moment): Remark[] {
  const standard = one.targets.updateEveryDays;
  const gap = updateGapDays(one, today);
  if (standard === null) {
    if (gap === null) return [info('No message to the customer is on record.')];
    return [info(`The customer’s longest wait for news was ${days(gap)}; no standard is recorded to hold it against.`)];
  }
  const openFor = daysBetween(one.receivedAt, endedAt(one) ?? today);
  if (gap === null) {
    return openFor > standard
      ? [
          warning(
            `It was open for ${days(openFor)} and no message to the customer is on record (standard: ${standard}).`,
          ),
        ]
      : [];
  }
  return gap > standard ? [warning(`The customer heard nothing for ${days(gap)}; the standard is ${standard}.`)] : [];
}

function findInTimescales(one: ComplaintCase, today: Moment): Remark[] {
  const missed = TIMESCALES.filter((timescale) => timescaleMet(one, timescale, today) === 'missed');
  if (missed.length > 0) return missed.map((timescale) => warning(`The ${timescale} missed the agreed timescale.`));
  const isUnknown = TIMESCALES.every((timescale) => timescaleMet(one, timescale, today) === 'unknown');
  return isUnknown ? [info('No timescale of the organisation is recorded.')] : [];
}

function findInAuthority(one: ComplaintCase): Remark[] {
  const found: Remark[] = [];
  const breached = authorityBreached(one);
  if (breached === true) found.push(warning('What was agreed goes beyond the limit, and nobody authorised it.'));
  if (breached === null && one.solution !== null) {
    found.push(info('No limit of authority is recorded to hold the solution against.'));
  }
  if (one.escalation !== null && isBlank(one.escalation.handoverNote)) {
    found.push(warning('It was handed over without a note on record.'));
  }
  return found;
}

/** What whoever takes a case over would have to ask the customer for a second time. */
const CAPTURED: readonly (readonly [words: string, isThere: (one: ComplaintCase) => boolean])[] = [
  ['who received it', ({ receivedBy }) => !isBlank(receivedBy)],
  ['what kind of complaint it is', ({ category }) => !isBlank(category)],
  ['what it means for the customer', ({ customerImplications }) => !isBlank(customerImplications)],
  ['what it means for the organisation', ({ organisationImplications }) => !isBlank(organisationImplications)],
  ['when it was recorded', ({ recordedAt }) => recordedAt !== null],
  ['where it was recorded', ({ recordedIn }) => !isBlank(recordedIn)],
];

function findInCapture(one: ComplaintCase): Remark[] {
  if (one.status === 'received' || one.status === 'referred_in') return [];
  const missing = CAPTURED.filter(([, isThere]) => !isThere(one)).map(([words]) => words);
  return missing.length === 0 ? [] : [warning(`The record does not say ${missing.join(', ')}.`)];
}

function findInExpectations(one: ComplaintCase, today: Moment): Remark[] {
  const found: Remark[] = [];
  if (one.escalation !== null && isBlank(one.escalation.customerTold)) {
    found.push(warning('It was handed over, and nothing says what the customer was told.'));
  }
  const settled = one.solution?.agreedAt ?? endedAt(one) ?? today;
  if (dayOf(settled) === dayOf(one.receivedAt)) return found;
  const isToldMeanwhile = outwardToCustomer(one).some(
    ({ purpose, at }) => (purpose === 'acknowledge' || purpose === 'update') && !isLater(at, settled),
  );
  if (!isToldMeanwhile) {
    found.push(
      warning('It was not settled on the day it came, and no acknowledgement or update tells what to expect.'),
    );
  }
  return found;
}

const PART_WORDS: Readonly<Record<ResolutionPart, string>> = {
  root_cause: 'root cause',
  remedy: 'remedy',
  follow_up: 'follow-up',
};

function findInResolution(one: ComplaintCase): Remark[] {
  if (one.outcome?.result !== 'resolved' || isResolved(one)) return [];
  const missing = missingForResolution(one).map((part) => PART_WORDS[part]);
  return [warning(`It is called resolved without ${missing.join(', ')}: so far it was handled.`)];
}

function findInSocialMedia(one: ComplaintCase): Remark[] {
  if (one.channel !== 'social' || one.status === 'received' || one.status === 'referred_in') return [];
  const messages = outwardToCustomer(one);
  const publicly = messages.find(({ isPublic }) => isPublic);
  if (publicly === undefined) return [warning('It came over social media and was not acknowledged in public.')];
  const isMoved = messages.some(({ isPublic, at }) => !isPublic && !isLater(publicly.at, at));
  return isMoved ? [] : [warning('The public acknowledgement was not followed by a private message.')];
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
