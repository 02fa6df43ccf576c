import { type Finding, refuseOn } from '../evidence/findings.js';
import type { CaseContent, CaseStatus } from './complaint-case.js';
import { isLater, type Moment } from './moment.js';

/** Which content a status presupposes: a case cannot be agreed without a solution. */
const NEEDED: Readonly<
  Partial<Record<CaseStatus, { path: keyof CaseContent; isThere: (content: CaseContent) => boolean; message: string }>>
> = {
  acknowledged: {
    path: 'acknowledgedAt',
    isThere: ({ acknowledgedAt }) => acknowledgedAt !== null,
    message: 'Say when the complaint was acknowledged.',
  },
  options_offered: {
    path: 'optionsConsidered',
    isThere: ({ optionsConsidered }) => optionsConsidered.length > 0,
    message: 'Describe at least one option.',
  },
  agreed: { path: 'solution', isThere: ({ solution }) => solution !== null, message: 'Describe what was agreed.' },
  implemented: { path: 'solution', isThere: ({ solution }) => solution !== null, message: 'Describe what was agreed.' },
  escalated: {
    path: 'escalation',
    isThere: ({ escalation }) => escalation !== null,
    message: 'Say to whom it was handed over, when and why.',
  },
  closed: {
    path: 'outcome',
    isThere: ({ outcome }) => outcome !== null && outcome.result !== 'unresolved',
    message: 'Record the outcome; a case without a resolution is closed as unresolved.',
  },
  unresolved_closed: {
    path: 'outcome',
    isThere: ({ outcome }) => outcome?.result === 'unresolved' || outcome?.result === 'escalated',
    message: 'Record the outcome as unresolved or escalated.',
  },
};

/**
 * Whether a case hangs together and says what its status presupposes. How good it is, is for people to judge: what the
 * seeds call mistakes is reported (`findInCases`), never refused.
 * @throws DomainError CASE_INCONSISTENT or CASE_INCOMPLETE, naming everything that is wrong
 */
export function checkCase(content: CaseContent, status: CaseStatus, now: Moment): void {
  const needed = NEEDED[status];
  const missing: Finding[] =
    needed && !needed.isThere(content) ? [{ code: 'CASE_INCOMPLETE', path: needed.path, message: needed.message }] : [];
  refuseOn(
    [...findInTimes(content, now), ...findInStage(content), ...missing],
    [
      ['CASE_INCONSISTENT', 'Parts of this case contradict each other.'],
      ['CASE_INCOMPLETE', `The case does not say yet what one that is ${status.replaceAll('_', ' ')} must say.`],
    ],
  );
}

function inconsistent(path: string, message: string): Finding {
  return { code: 'CASE_INCONSISTENT', path, message };
}

/** Every moment of a case that cannot come before the complaint; targets lie ahead and may. */
function momentsAfterReceipt(content: CaseContent): readonly (readonly [path: string, at: Moment | null])[] {
  return [
    ['referral.at', content.referral?.at ?? null],
    ['rootCause.recordedAt', content.rootCause?.recordedAt ?? null],
    ['acknowledgedAt', content.acknowledgedAt],
    ['ownedFrom', content.ownedFrom],
    ['ownedTo', content.ownedTo],
    ...content.investigationSteps.map(({ at }, index) => [`investigationSteps[${index}].at`, at] as const),
    ['solution.agreedAt', content.solution?.agreedAt ?? null],
    ['escalation.at', content.escalation?.at ?? null],
    ['outcome.at', content.outcome?.at ?? null],
    ['recordedAt', content.recordedAt],
  ];
}

function findInTimes(content: CaseContent, now: Moment): Finding[] {
  const findings: Finding[] = [];
  if (isLater(content.receivedAt, now)) findings.push(inconsistent('receivedAt', 'Must not lie in the future.'));
  for (const [path, at] of momentsAfterReceipt(content)) {
    if (at === null) continue;
    if (isLater(at, now)) findings.push(inconsistent(path, 'Must not lie in the future.'));
    if (isLater(content.receivedAt, at)) findings.push(inconsistent(path, 'Must not be before the complaint came.'));
  }
  const { ownedFrom, ownedTo } = content;
  if (ownedFrom !== null && ownedTo !== null && isLater(ownedFrom, ownedTo)) {
    findings.push(inconsistent('ownedTo', 'Ownership must not end before it begins.'));
  }
  return findings;
}

function findInStage({ stage, referral }: CaseContent): Finding[] {
  return stage === 'initial' && referral !== null
    ? [inconsistent('referral', 'An initial complaint was not referred; if this one was, its stage is “referred”.')]
    : [];
}

/** @throws DomainError CASE_INCONSISTENT when a message lies in the future or before the complaint */
export function checkCommunicationTime(at: Moment, { receivedAt }: CaseContent, now: Moment): void {
  const findings: Finding[] = [];
  if (isLater(at, now)) findings.push(inconsistent('at', 'Must not lie in the future.'));
  if (isLater(receivedAt, at)) findings.push(inconsistent('at', 'Must not be before the complaint came.'));
  refuseOn(findings, [['CASE_INCONSISTENT', 'The message does not fit into the case.']]);
}
