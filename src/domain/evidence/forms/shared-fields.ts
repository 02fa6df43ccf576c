import type { FormFields } from './form.js';

/** §2.1: what is told of evidence that stays with the employer; known to every method. */
export const IN_SITU = {
  inSitu: {
    kind: 'group',
    label: 'Held in situ',
    hint: 'For evidence that the employer holds: described here, not copied.',
    isCircumstance: true,
    fields: {
      location: { kind: 'line', label: 'Where it is kept' },
      custodian: { kind: 'line', label: 'Who keeps it' },
      shows: { kind: 'text', label: 'What it shows' },
      seenBy: { kind: 'line', label: 'Who has seen it' },
      seenOn: { kind: 'day', label: 'Seen on' },
    },
  },
} as const satisfies FormFields;

/** When and where something took place that had a beginning and an end. */
export const OCCASION = {
  startTime: { kind: 'time', label: 'Began at' },
  endTime: { kind: 'time', label: 'Ended at' },
  location: { kind: 'line', label: 'Place', hint: 'Or the platform, when it was held online.', isCircumstance: true },
} as const satisfies FormFields;

/** Criteria tied to the paragraphs that show them: a tick without a narrative is the typical error (§2.2 OBS). */
export const SEEN = {
  seen: {
    kind: 'rows',
    label: 'Criteria seen',
    hint: 'Each with the paragraphs of the narrative that show it.',
    isCircumstance: true,
    fields: {
      criterion: { kind: 'code', label: 'Criterion', isEssential: true },
      facets: { kind: 'codes', label: 'Facets' },
      paragraphs: { kind: 'paragraph_numbers', label: 'Paragraphs', isEssential: true },
    },
  },
} as const satisfies FormFields;

/** What an assessor asks and a learner answers. */
export const QUESTION = {
  criterion: { kind: 'code', label: 'Criterion' },
  question: { kind: 'text', label: 'Question', isEssential: true, isCircumstance: true },
  answer: {
    kind: 'text',
    label: 'Answer',
    hint: 'The learner’s own words, or a faithful record of them.',
    isEssential: true,
  },
  prompts: { kind: 'text', label: 'Prompts given', isCircumstance: true },
} as const satisfies FormFields;

/** What the assessor tells the learner at the end. */
export const FEEDBACK = {
  feedback: { kind: 'text', label: 'Feedback' },
  nextSteps: { kind: 'text', label: 'Next steps' },
} as const satisfies FormFields;
