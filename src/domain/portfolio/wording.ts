import { AUTHOR_ROLES, type AuthorRole } from '../evidence/evidence-method.js';
import type {
  Channel,
  ClaimState,
  CustomerType,
  EvidenceStatus,
  Redaction,
  ReturnReason,
  RplState,
  Setting,
} from '../evidence/evidence.js';
import type { WitnessCheck } from './portfolio-facts.js';
import type { VarcsLetter } from '../evidence/varcs.js';
import type { JudgementOutcome } from '../judgement/judgement.js';
import type { ClaimReason, CoverageStatus, GapSeverity } from '../coverage/coverage.js';
import type { GapExplanation } from '../coverage/explain-gap.js';
import type { CriterionKind } from '../specification/unit.js';
import type { Mark } from './manifest.js';

/** Invariant 12: a fact nobody knows is said to be unknown; none is ever invented. */
export const NOT_STATED = 'not stated';

export function orNotStated(value: string | number | null): string {
  return value === null || value === '' ? NOT_STATED : String(value);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "2026-11-02" or an instant → "2 Nov 2026". Works on the text, so no time zone can move the day. */
export function formatDate(date: string): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1];
  if (month === undefined) throw new TypeError(`not a date: ${date}`);
  return `${Number(date.slice(8, 10))} ${month} ${date.slice(0, 4)}`;
}

/** "2026-11-02T09:30:00.000Z" → "2 Nov 2026, 09:30 UTC". */
export function formatInstant(instant: string): string {
  return `${formatDate(instant)}, ${instant.slice(11, 16)} UTC`;
}

/** Says what both ends share only once: "11 to 29 May 2026", "28 May to 3 Jun 2026". */
export function formatPeriod(from: string, to: string): string {
  if (from === to) return formatDate(from);
  const [day, month, year] = formatDate(from).split(' ') as [string, string, string];
  const said =
    from.slice(0, 7) === to.slice(0, 7)
      ? [day]
      : from.slice(0, 4) === to.slice(0, 4)
        ? [day, month]
        : [day, month, year];
  return `${said.join(' ')} to ${formatDate(to)}`;
}

/** Decimal units, as file managers print them. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Order by code unit, which no locale can change. For use as a sort comparator. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const AUTHOR_ROLE_WORDS: Readonly<Record<AuthorRole, string>> = {
  learner: 'Learner',
  assessor: 'Assessor',
  witness: 'Witness',
};

/** The order in which signatures of one item are printed. */
export const SIGNATURE_ORDER: readonly AuthorRole[] = AUTHOR_ROLES;

export const SETTING_WORDS: Readonly<Record<Setting, string>> = {
  workplace: 'Workplace',
  realistic_working_environment: 'Realistic working environment',
  classroom: 'Classroom',
  simulated: 'Simulated',
};

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  face_to_face: 'Face to face',
  telephone: 'Telephone',
  email: 'E-mail',
  chat: 'Chat',
  social: 'Social media',
  letter: 'Letter',
};

export const CUSTOMER_WORDS: Readonly<Record<CustomerType, string>> = {
  internal: 'Internal customer',
  external: 'External customer',
};

export const REDACTION_WORDS: Readonly<Record<Redaction, string>> = {
  not_needed: 'Not needed',
  done: 'Done',
  pending: 'Pending',
};

export const RPL_WORDS: Readonly<Record<RplState, string>> = {
  proposed: 'Proposed',
  mapped: 'Mapped to criteria',
  assessed: 'Assessed',
  iqa_approved: 'Approved by IQA',
  ao_approved: 'Approved by the awarding organisation',
};

export const KIND_WORDS: Readonly<Record<CriterionKind, string>> = {
  K: 'Knowledge',
  AK: 'Applied knowledge',
  P: 'Performance',
};

export const EVIDENCE_STATUS_MARKS: Readonly<Record<EvidenceStatus, Mark>> = {
  draft: { label: 'Draft', mood: 'quiet' },
  submitted: { label: 'Submitted', mood: 'open' },
  accepted: { label: 'Accepted', mood: 'good' },
  returned: { label: 'Returned', mood: 'bad' },
  superseded: { label: 'Superseded', mood: 'quiet' },
  withdrawn: { label: 'Withdrawn', mood: 'quiet' },
};

export const CLAIM_STATE_MARKS: Readonly<Record<ClaimState, Mark>> = {
  proposed: { label: 'Proposed', mood: 'open' },
  confirmed: { label: 'Confirmed', mood: 'good' },
  declined: { label: 'Declined', mood: 'bad' },
  revoked: { label: 'Revoked', mood: 'bad' },
};

export const OUTCOME_MARKS: Readonly<Record<JudgementOutcome, Mark>> = {
  met: { label: 'Met', mood: 'good' },
  not_yet_met: { label: 'Not yet met', mood: 'open' },
  referred: { label: 'Referred', mood: 'bad' },
};

/** The absence of a decision (§3.5). */
export const NOT_YET_ASSESSED: Mark = { label: 'Not yet assessed', mood: 'quiet' };
export const AWAITING_COUNTERSIGNATURE: Mark = { label: 'Awaiting countersignature', mood: 'open' };

export const COVERAGE_MARKS: Readonly<Record<CoverageStatus, Mark>> = {
  unclaimed: { label: 'Unclaimed', mood: 'bad' },
  planned: { label: 'Planned', mood: 'quiet' },
  claimed: { label: 'Claimed', mood: 'open' },
  evidenced_weak: { label: 'Evidenced (weak)', mood: 'open' },
  evidenced: { label: 'Evidenced', mood: 'good' },
  met: { label: 'Met', mood: 'good' },
  met_at_risk: { label: 'Met – at risk', mood: 'bad' },
};

export const SEVERITY_MARKS: Readonly<Record<GapSeverity, Mark>> = {
  blocker: { label: 'Blocker', mood: 'bad' },
  warning: { label: 'Warning', mood: 'open' },
  info: { label: 'For information', mood: 'quiet' },
};

/** Whose move it is. */
export const WHO_WORDS: Readonly<Record<GapExplanation['who'], string>> = {
  learner: 'Learner',
  assessor: 'Assessor',
  countersigner: 'Countersigner',
  iqa: 'IQA',
};

export const WITNESS_CHECK_WORDS: Readonly<Record<WitnessCheck['method'], string>> = {
  telephone: 'Confirmed by telephone',
  email: 'Confirmed by e-mail',
  in_person: 'Confirmed in person',
  known_to_assessor: 'Known to the assessor, confirmed',
};

/** Why a claim does not count, short enough for a matrix cell (§7.2, §7.3). */
export const CLAIM_REASON_WORDS: Readonly<Record<ClaimReason, string>> = {
  SIMULATED_EVIDENCE: 'simulated',
  NOT_WORKPLACE: 'not from the workplace',
  NO_WORKPLACE_CONTEXT: 'not tied to own workplace',
  METHOD_UNSUITABLE: 'method does not suit',
  ASSESSOR_COMMENT_MISSING: 'assessor’s comment missing',
  WITNESS_UNSIGNED: 'witness has not signed',
  WITNESS_UNVERIFIED: 'witness not verified',
  SIGNATURE_MISSING: 'signature missing',
  AUTHENTICITY_MISSING: 'not declared as own work',
  VARCS_FAILED: 'VARCS not met',
  CONFLICT_OF_INTEREST: 'conflict of interest',
  RPL_ROUTE_REQUIRED: 'before registration',
  RPL_NOT_APPROVED: 'RPL not approved',
  LOCATOR_MISSING: 'locator missing',
  ON_HOLD: 'on hold',
  AWAITING_ASSESSMENT: 'awaiting assessment',
  RETURNED: 'returned to author',
  CLAIM_NOT_CONFIRMED: 'claim not confirmed',
  ONLY_DRAFT: 'draft only',
};

export const RETURN_REASON_WORDS: Readonly<Record<ReturnReason, string>> = {
  not_valid: 'not valid',
  not_authentic: 'not authentic',
  not_reliable: 'not reliable',
  not_current: 'not current',
  not_sufficient: 'not sufficient',
  wrong_method: 'wrong method',
  simulated: 'simulated',
  unsigned: 'unsigned',
  pii_present: 'personal data present',
  illegible: 'illegible',
  locator_missing: 'locator missing',
  depth: 'depth not reached',
};

/** The five questions of §3.4 in few words. */
export const VARCS_WORDS: Readonly<Record<VarcsLetter, { readonly label: string; readonly question: string }>> = {
  valid: { label: 'Valid', question: 'relevant to the criteria claimed, and the relevance is shown' },
  authentic: { label: 'Authentic', question: 'the learner’s own work' },
  reliable: { label: 'Reliable', question: 'a true reflection of performance; another assessor would agree' },
  current: { label: 'Current', question: 'recent enough to show that the skill exists now' },
  sufficient: { label: 'Sufficient', question: 'enough, in full, for what is claimed' },
};
