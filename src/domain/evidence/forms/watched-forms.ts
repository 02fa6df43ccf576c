import type { MethodForm } from './form.js';
import { FEEDBACK, IN_SITU, OCCASION, QUESTION, SEEN } from './shared-fields.js';

/** What an assessor sees and writes down (§2.2 OBS, SIM). */

export const OBSERVATION_FORM = {
  recordName: 'ObservationRecord',
  mainField: 'narrative',
  fields: {
    ...OCCASION,
    isPlanned: { kind: 'flag', label: 'Planned in advance' },
    othersPresent: { kind: 'text', label: 'Others present' },
    consent: { kind: 'text', label: 'Consent of the customer, or notice given' },
    narrative: {
      kind: 'paragraphs',
      label: 'What the learner did and said',
      hint: 'Past tense and specific: detailed enough for another person to judge the quality of performance.',
      isEssential: true,
    },
    ...SEEN,
    knowledgeQuestions: {
      kind: 'rows',
      label: 'Questions asked on the spot',
      mayBeWords: true,
      fields: QUESTION,
    },
    productsSeen: { kind: 'text', label: 'Work products seen, and where they are kept' },
    notSeen: { kind: 'text', label: 'What was not seen' },
    ...FEEDBACK,
    ...IN_SITU,
  },
} as const satisfies MethodForm;

export const SIMULATION_FORM = {
  recordName: 'SimulationRecord',
  mainField: 'narrative',
  fields: {
    ...OCCASION,
    scenario: { kind: 'text', label: 'Scenario', isEssential: true },
    players: { kind: 'text', label: 'Who played whom', isEssential: true },
    rationale: { kind: 'text', label: 'Why it was simulated', isEssential: true },
    narrative: { kind: 'paragraphs', label: 'What the learner did and said', isEssential: true },
    ...SEEN,
    notSeen: { kind: 'text', label: 'What was not seen' },
    ...FEEDBACK,
    ...IN_SITU,
  },
} as const satisfies MethodForm;
