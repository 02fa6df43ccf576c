import { DomainError, type ErrorCode, type FieldError } from '../kernel/domain-error.js';

/** One thing wrong with a request, and the code it would be refused with if it were the only one. */
export interface Finding extends FieldError {
  readonly code: ErrorCode;
}

/** A code a check may answer with, and the sentence that goes with it. */
export type Refusal = readonly [code: ErrorCode, sentence: string];

/**
 * Refuses once and names everything, so that nobody mends one field only to be told of the next. The answer carries the
 * code of the gravest finding: `refusals` lists a check's codes, gravest first.
 */
export function refuseOn(findings: readonly Finding[], refusals: readonly Refusal[]): void {
  const gravest = refusals.find(([code]) => findings.some((finding) => finding.code === code));
  if (gravest === undefined) return;
  const [code, sentence] = gravest;
  throw new DomainError(
    code,
    sentence,
    findings.map(({ path, message }) => ({ path, message })),
  );
}

/** Nothing a reader could read: absent, or white space only. */
export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}
