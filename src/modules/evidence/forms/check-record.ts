import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { EvidenceMethod } from '../../../domain/evidence/evidence-method.js';
import { formOf } from '../../../domain/evidence/forms/method-forms.js';
import { findBeyondLimits } from '../../../domain/evidence/forms/record-limits.js';
import { DomainError } from '../../../domain/kernel/domain-error.js';
import { toFieldErrors } from '../../../platform/http/validation.js';
import type { MethodRecord } from '../evidence.record.js';
import { RECORD_BODIES } from './record-bodies.js';

/**
 * Holds a record against the form of its method, which a change may name or leave as it is: that is why the pipe, which
 * sees only the request, does not do it. Boxes the form does not know pass, within limits.
 * @throws DomainError VALIDATION_FAILED with paths such as `record.questions[2].answer`
 */
export function checkRecord(method: EvidenceMethod, record: MethodRecord | null): void {
  if (record === null) return;
  const filled = plainToInstance(RECORD_BODIES[method], record);
  const errors = [
    ...toFieldErrors(validateSync(filled, { stopAtFirstError: true, forbidUnknownValues: false }), 'record'),
    ...findBeyondLimits(formOf(method).fields, record),
  ];
  if (errors.length === 0) return;
  throw new DomainError('VALIDATION_FAILED', 'The record does not fit the form of its method.', errors);
}
