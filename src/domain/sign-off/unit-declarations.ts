import type { Declaration } from '../evidence/declaration.js';
import type { ReleaseRoute, SignOffStage } from './sign-off.js';

/** What each person declares for a unit (own wording after [SQA-DECL], domain.md §3.7); the IQA's depends on the route. */
export const UNIT_DECLARATIONS: Readonly<Record<Exclude<SignOffStage, 'iqa'>, Declaration>> = {
  learner: {
    version: '1',
    text:
      'I confirm that the evidence in this unit is my own work, that any source or tool I used (including AI) is ' +
      'acknowledged, and that I put it forward as meeting the requirements of the unit.',
  },
  assessor: {
    version: '1',
    text:
      'I confirm that the learner has achieved all the requirements of this unit, and that the evidence was judged ' +
      'valid, authentic, reliable, current and sufficient.',
  },
  countersigner: {
    version: '1',
    text:
      'I confirm that I have reviewed the decisions of the trainee assessor on this unit, and that the learner has ' +
      'achieved all its requirements.',
  },
  countersigning_iqa: {
    version: '1',
    text:
      'I confirm that I have reviewed how the trainee IQA verified this unit, that its assessment meets the standard, ' +
      'and that it may go forward to external verification.',
  },
};

export const RELEASE_DECLARATIONS: Readonly<Record<ReleaseRoute, Declaration>> = {
  sampled: {
    version: '1',
    text:
      'I confirm that I have sampled this unit, that the work I sampled meets the standard, that every action is ' +
      'closed, and that the unit may go forward to external verification.',
  },
  not_selected: {
    version: '1',
    text:
      'I confirm that this unit was not selected for sampling and is released under the sampling strategy named in ' +
      'the note, and that it may go forward to external verification.',
  },
};
