import type { MethodForm } from './form.js';
import { IN_SITU } from './shared-fields.js';

/** Mapped criterion by criterion and assessed like any other evidence (§2.2 RPL, §3.9). */
export const PRIOR_LEARNING_FORM = {
  recordName: 'PriorLearningRecord',
  mainField: 'mapping',
  fields: {
    source: { kind: 'text', label: 'Certificate or experience', isEssential: true },
    priorFrom: { kind: 'day', label: 'From' },
    priorTo: { kind: 'day', label: 'To' },
    priorCriteria: { kind: 'paragraphs', label: 'Criteria of the prior learning' },
    mapping: {
      kind: 'rows',
      label: 'Mapping to the unit',
      hint: 'One row for each criterion claimed.',
      isEssential: true,
      fields: {
        criterion: { kind: 'code', label: 'Criterion', isEssential: true },
        priorCriterion: { kind: 'line', label: 'Prior criterion' },
        match: { kind: 'choice', label: 'Match', choices: { full: 'Full', partial: 'Partial' }, isEssential: true },
        statement: { kind: 'text', label: 'Why it matches', isEssential: true },
      },
    },
    currency: {
      kind: 'text',
      label: 'Why it is still current',
      hint: 'How the skill has been kept up since.',
      isEssential: true,
    },
    aoApprovalRef: { kind: 'line', label: 'Awarding organisation’s approval, if it has been given' },
    ...IN_SITU,
  },
} as const satisfies MethodForm;
