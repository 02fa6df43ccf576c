import { RETURN_REASON_WORDS } from '../../domain/portfolio/wording.js';
import { STAGE_WORDS } from '../../domain/sign-off/sign-off.js';
import type { AuditEventType } from '../audit/audit-event.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';

type Facts = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);
const list = (value: unknown): string => texts(value).join(', ');
/** Codes in the words that a portfolio has for them elsewhere. */
const inWords = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
  codes.map((code) => words[code] ?? code).join(', ');

const APPEAL_OUTCOME_WORDS: Readonly<Record<string, string>> = {
  upheld: 'upheld',
  partly: 'upheld in part',
  rejected: 'rejected',
};

/** The key events of a portfolio's history (domain.md §5.2, section 15), each as one plain sentence. */
const SENTENCES: Partial<Record<AuditEventType, (facts: Facts) => string>> = {
  'registration.created': (facts) => `Registered on ${text(facts.unit)}.`,
  'evidence.submitted': (facts) => `${text(facts.ref)} was submitted.`,
  'testimony.given': (facts) => `${text(facts.ref)} was given and signed by its witness through a personal link.`,
  'witness.verified': (facts) => `The witness of ${text(facts.ref)} was verified.`,
  'evidence.signed': (facts) => `${text(facts.ref)} was signed by the ${text(facts.role)}.`,
  'evidence.accepted': (facts) => `${text(facts.ref)} was accepted for ${list(facts.confirmed)}.`,
  'evidence.returned': (facts) =>
    `${text(facts.ref)} was returned (${inWords(texts(facts.reasons), RETURN_REASON_WORDS)}).`,
  'evidence.withdrawn': (facts) => `${text(facts.ref)} was withdrawn (${text(facts.reason).replaceAll('_', ' ')}).`,
  'evidence.files_purged': (facts) => `The files of ${text(facts.ref)} were removed for data protection.`,
  'evidence.reopened': (facts) => `${text(facts.ref)} was re-opened.`,
  'evidence.superseded': (facts) => `${text(facts.ref)} was superseded by ${text(facts.by)}.`,
  'judgement.recorded': (facts) => `AC${text(facts.criterion)} was judged ${text(facts.outcome).replaceAll('_', ' ')}.`,
  'judgement.countersigned': (facts) =>
    `The judgement on AC${text(facts.criterion)} was countersigned: ${text(facts.result)}.`,
  'judgement.released': (facts) =>
    `The judgement on AC${text(facts.criterion)} was released, its assessor having qualified (${text(facts.reason)}).`,
  'portfolio.imported': (facts) =>
    `A package of ${text(facts.centre)} was taken in${texts(facts.drafts).length > 0 ? `: ${list(facts.drafts)} as drafts` : ''}.`,
  'assessment_plan.recorded': (facts) => `Assessment plan ${text(facts.version)} was recorded.`,
  'assessment_plan.answered': (facts) =>
    `The learner ${facts.isAgreed === true ? 'agreed with' : 'commented on'} assessment plan ${text(facts.version)}.`,
  'review.recorded': (facts) => `A review held on ${text(facts.heldOn)} was recorded.`,
  'review.answered': (facts) =>
    `The learner ${facts.isAgreed === true ? 'signed' : 'commented on'} the review of ${text(facts.heldOn)}.`,
  'unit.signed': (facts) => `The unit was signed by the ${inWords([text(facts.stage)], STAGE_WORDS)}.`,
  'unit.signatures_voided': (facts) => `Signatures became void (${inWords(texts(facts.stages), STAGE_WORDS)}).`,
  'sample.signed': (facts) =>
    `An IQA signed ${text(facts.stage) === 'interim' ? 'an interim' : 'a summative'} sample: ${text(facts.decision).replaceAll('_', ' ')}.`,
  'action.raised': (facts) =>
    `The IQA raised ${text(facts.severity) === 'essential' ? 'an essential' : 'a recommended'} action.`,
  'action.closed': () => 'The IQA closed an action.',
  'unit.externally_decided': (facts) =>
    `The external verifier ${text(facts.decision) === 'released' ? 'released the unit' : 'did not release the unit'}.`,
  'appeal.lodged': () => 'The learner lodged an appeal.',
  'appeal.decided': (facts) =>
    `An appeal was decided at ${text(facts.stage).replace('stage', 'stage ')}: ${APPEAL_OUTCOME_WORDS[text(facts.outcome)] ?? ''}.`,
  'appeal.ao_reported': (facts) =>
    `The awarding organisation decided an appeal: ${APPEAL_OUTCOME_WORDS[text(facts.outcome)] ?? ''}.`,
  'appeal.withdrawn': () => 'The learner withdrew an appeal.',
  'appeal.redecided': () => 'What an appeal was granted about was decided again.',
  'unit.reopened': () => 'The unit was re-opened.',
  'claim.submitted': () => 'A certificate was claimed from the awarding organisation.',
  'claim.certificated': () => 'The awarding organisation issued the certificate.',
  'claim.withdrawn': () => 'The claim for a certificate was withdrawn.',
  'claim.revoked': () => 'The certificate was revoked.',
  'ao_notification.opened': () => 'A change after the claim became due to be told to the awarding organisation.',
  'ao_notification.sent': () => 'The awarding organisation was told of a change after the claim.',
};

export const KEY_EVENTS = Object.keys(SENTENCES) as AuditEventType[];

export function auditSentence(event: AuditEventRecord): string {
  return SENTENCES[event.type as AuditEventType]?.(event.facts) ?? event.type;
}
