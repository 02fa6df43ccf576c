import type { FormFields, MethodForm } from './form.js';
import { IN_SITU } from './shared-fields.js';

/** What a learner makes or writes (§2.2 WP, CL, RA, ASG). The assessor's evaluation (U40-R6) stands with the decision. */

const PRODUCT_FIELDS = {
  productType: { kind: 'line', label: 'Kind of product', hint: 'Such as e-mail thread, letter, spreadsheet.' },
  originator: { kind: 'line', label: 'Who made it' },
  learnerPart: {
    kind: 'text',
    label: 'The learner’s part in it',
    hint: 'Which parts are your own. A team mailbox proves nothing without this.',
    isEssential: true,
  },
  createdOn: { kind: 'day', label: 'Made on' },
  systemOfOrigin: { kind: 'line', label: 'System it comes from' },
  redactionNote: { kind: 'text', label: 'What was redacted' },
} as const satisfies FormFields;

export const WORK_PRODUCT_FORM = {
  recordName: 'WorkProductRecord',
  mainField: 'learnerPart',
  fields: { ...PRODUCT_FIELDS, ...IN_SITU },
} as const satisfies MethodForm;

export const COMPLAINT_RECORD_FORM = {
  recordName: 'ComplaintLogRecord',
  mainField: 'learnerPart',
  fields: {
    ...PRODUCT_FIELDS,
    outcome: { kind: 'text', label: 'Outcome', hint: 'How the complaint ended, and for whom.', isEssential: true },
    ...IN_SITU,
  },
} as const satisfies MethodForm;

export const REFLECTIVE_FORM = {
  recordName: 'ReflectiveAccountRecord',
  mainField: 'account',
  fields: {
    account: {
      kind: 'paragraphs',
      label: 'Account',
      hint: 'First person, past tense, real events; customers by pseudonym. Claims point at its paragraphs.',
    },
    situation: { kind: 'paragraphs', label: 'Situation' },
    whatIDid: { kind: 'paragraphs', label: 'What I did', hint: '“I did”, not “I would”.' },
    why: {
      kind: 'paragraphs',
      label: 'Why',
      hint: 'How you decided, and which policy or law you used: this is what makes an account reflective.',
      isEssential: true,
    },
    outcome: { kind: 'paragraphs', label: 'Outcome' },
    learning: { kind: 'paragraphs', label: 'What I learned and would change' },
    ...IN_SITU,
  },
} as const satisfies MethodForm;

export const ASSIGNMENT_FORM = {
  recordName: 'AssignmentRecord',
  mainField: 'submission',
  fields: {
    brief: { kind: 'line', label: 'Brief', isCircumstance: true },
    briefVersion: { kind: 'line', label: 'Version of the brief', isCircumstance: true },
    task: { kind: 'text', label: 'Task', isEssential: true },
    submission: { kind: 'paragraphs', label: 'Submission' },
    attempt: { kind: 'count', label: 'Attempt' },
    markSheet: {
      kind: 'rows',
      label: 'Assessor’s mark sheet',
      mayBeWords: true,
      fields: {
        criterion: { kind: 'code', label: 'Criterion' },
        mark: { kind: 'line', label: 'Mark' },
        comment: { kind: 'text', label: 'Comment' },
      },
    },
    ...IN_SITU,
  },
} as const satisfies MethodForm;
