import { checkSubmission } from './check-submission.js'; // breaks
import { DomainError } from '../kernel/domain-error.js';

export const known = [checkSubmission, DomainError];
