import type { EvidenceMethod } from '../evidence-method.js';
import type { MethodForm, RecordOf } from './form.js';
import { PRIOR_LEARNING_FORM } from './prior-learning-form.js';
import { DISCUSSION_FORM, ORAL_QUESTIONING_FORM, WRITTEN_QUESTIONING_FORM } from './spoken-forms.js';
import { EXPERT_TESTIMONY_FORM, TESTIMONY_FORM } from './testimony-forms.js';
import { OBSERVATION_FORM, SIMULATION_FORM } from './watched-forms.js';
import { ASSIGNMENT_FORM, COMPLAINT_RECORD_FORM, REFLECTIVE_FORM, WORK_PRODUCT_FORM } from './written-forms.js';

/** The form of every method: what its card in domain.md §2.2 records. */
export const METHOD_FORMS = {
  direct_observation: OBSERVATION_FORM,
  professional_discussion: DISCUSSION_FORM,
  work_product: WORK_PRODUCT_FORM,
  complaint_record: COMPLAINT_RECORD_FORM,
  reflective_account: REFLECTIVE_FORM,
  witness_testimony: TESTIMONY_FORM,
  expert_witness_testimony: EXPERT_TESTIMONY_FORM,
  oral_questioning: ORAL_QUESTIONING_FORM,
  written_questioning: WRITTEN_QUESTIONING_FORM,
  assignment: ASSIGNMENT_FORM,
  rpl_claim: PRIOR_LEARNING_FORM,
  simulation: SIMULATION_FORM,
} as const satisfies Readonly<Record<EvidenceMethod, MethodForm>>;

/** The record of one method, filled in. */
export type MethodRecordOf<Method extends EvidenceMethod> = RecordOf<(typeof METHOD_FORMS)[Method]['fields']>;

/** The form of a method known only at run time. */
export const formOf = (method: EvidenceMethod): MethodForm => METHOD_FORMS[method];
