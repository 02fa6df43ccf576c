import type { MethodForm } from './form.js';
import { FEEDBACK, IN_SITU, OCCASION, QUESTION } from './shared-fields.js';

/** What a learner says or writes when an assessor asks (§2.2 PD, OQ, WQ). */

export const DISCUSSION_FORM = {
  recordName: 'DiscussionRecord',
  mainField: 'summary',
  fields: {
    plan: {
      kind: 'group',
      label: 'Plan',
      hint: 'Agreed with the learner in advance.',
      isEssential: true,
      mayBeWords: true,
      fields: {
        topics: { kind: 'paragraphs', label: 'Topics agreed' },
        criteria: { kind: 'codes', label: 'Criteria' },
        givenOn: { kind: 'day', label: 'Given to the learner on' },
      },
    },
    ...OCCASION,
    isRecorded: { kind: 'flag', label: 'Recorded' },
    recording: { kind: 'text', label: 'Recording', isCircumstance: true },
    consent: { kind: 'text', label: 'Consent to the recording', isCircumstance: true },
    prompts: { kind: 'paragraphs', label: 'Prompts used' },
    summary: {
      kind: 'rows',
      label: 'What the learner said',
      hint: 'By time of the recording or by numbered paragraph: a recording without an index cannot be assessed.',
      isEssential: true,
      mayBeWords: true,
      fields: {
        at: { kind: 'place', label: 'At' },
        text: { kind: 'text', label: 'Summary', isEssential: true },
        criteria: { kind: 'codes', label: 'Criteria' },
      },
    },
    artefactsShown: { kind: 'text', label: 'Artefacts shown' },
    depthNotes: {
      kind: 'rows',
      label: 'Depth of knowledge',
      hint: 'For each knowledge criterion: what in the answer reaches the depth of its verb.',
      mayBeWords: true,
      fields: {
        criterion: { kind: 'code', label: 'Criterion' },
        note: { kind: 'text', label: 'Note' },
      },
    },
    outcome: { kind: 'text', label: 'Outcome' },
    ...FEEDBACK,
    ...IN_SITU,
  },
} as const satisfies MethodForm;

const CONDITIONS = {
  kind: 'text',
  label: 'Conditions',
  hint: 'For instance whether notes could be used, and how long it took.',
  isCircumstance: true,
} as const;

const QUESTIONS = {
  kind: 'rows',
  label: 'Questions and answers',
  isEssential: true,
  fields: { ...QUESTION, decision: { kind: 'text', label: 'Decision', isCircumstance: true } },
} as const;

export const ORAL_QUESTIONING_FORM = {
  recordName: 'OralQuestioningRecord',
  mainField: 'questions',
  fields: { conditions: CONDITIONS, questions: QUESTIONS, ...FEEDBACK, ...IN_SITU },
} as const satisfies MethodForm;

export const WRITTEN_QUESTIONING_FORM = {
  recordName: 'WrittenQuestioningRecord',
  mainField: 'questions',
  fields: {
    setBy: { kind: 'line', label: 'Set by', isCircumstance: true },
    conditions: CONDITIONS,
    questions: QUESTIONS,
    ...FEEDBACK,
    ...IN_SITU,
  },
} as const satisfies MethodForm;
