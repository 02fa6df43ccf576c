import type { FormFields, MethodForm } from './form.js';
import { IN_SITU } from './shared-fields.js';

/** What somebody else saw (§2.2 WT, EW). A witness records and makes no assessment decision. */
const TESTIMONY = {
  witness: {
    kind: 'group',
    label: 'Witness',
    isEssential: true,
    fields: {
      name: { kind: 'line', label: 'Name', isEssential: true },
      jobRole: { kind: 'line', label: 'Job role', isEssential: true },
      organisation: { kind: 'line', label: 'Organisation' },
      relationship: { kind: 'line', label: 'Relationship to the learner', isEssential: true },
      knownFor: { kind: 'line', label: 'Has known the learner for' },
      status: { kind: 'line', label: 'Category on the witness status list' },
      contactDetails: {
        kind: 'line',
        label: 'Contact details',
        hint: 'For the assessor, who makes sure of the witness; never printed.',
      },
      signedOn: {
        kind: 'day',
        label: 'Signed on',
        hint: 'The day beside the signature on paper; a testimony without it counts as unsigned.',
        isEssential: true,
      },
    },
  },
  dates: { kind: 'line', label: 'When it was seen', isCircumstance: true },
  location: { kind: 'line', label: 'Where it was seen', isCircumstance: true },
  account: {
    kind: 'paragraphs',
    label: 'What the witness saw',
    hint: 'In the own words of the witness; never written by the learner.',
    isEssential: true,
  },
  criteria: {
    kind: 'codes',
    label: 'Criteria it may touch',
    hint: 'For the assessor to confirm: a witness makes no assessment decision.',
  },
} as const satisfies FormFields;

export const TESTIMONY_FORM = {
  recordName: 'TestimonyRecord',
  mainField: 'account',
  fields: { ...TESTIMONY, ...IN_SITU },
} as const satisfies MethodForm;

export const EXPERT_TESTIMONY_FORM = {
  recordName: 'ExpertTestimonyRecord',
  mainField: 'account',
  fields: {
    ...TESTIMONY,
    occupationalCompetence: {
      kind: 'text',
      label: 'Proof of occupational competence',
      hint: 'Role and experience, or where the curriculum vitae is kept.',
      isEssential: true,
    },
    unitKnowledge: { kind: 'text', label: 'Working knowledge of the unit', isEssential: true },
    assessingRole: {
      kind: 'text',
      label: 'Assessing qualification, or role in evaluating the practice of staff',
      isEssential: true,
    },
    agreedOn: { kind: 'day', label: 'Agreed in the assessment plan on' },
    inductedOn: { kind: 'day', label: 'Inducted on' },
    ...IN_SITU,
  },
} as const satisfies MethodForm;
