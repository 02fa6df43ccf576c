import { DomainError } from '../kernel/domain-error.js';

const TEN_DIGITS = /^[1-9][0-9]{9}$/;

/**
 * Whether `text` could be a unique learner number (domain.md §5.3): ten digits, the first not zero, and the digits weighted
 * 10, 9, … 1 leave 10 on division by 11. One random number in eleven passes, so this finds typing errors, not people.
 */
export function isValidUln(text: string): boolean {
  if (!TEN_DIGITS.test(text)) return false;
  const sum = [...text].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return sum % 11 === 10;
}

/** @throws DomainError ULN_INVALID; having none is fine, a learner may decline one */
export function checkUln(uln: string | null | undefined): void {
  if (uln === null || uln === undefined || isValidUln(uln)) return;
  throw new DomainError('ULN_INVALID', 'The unique learner number is mistyped: its check digit does not fit.', [
    { path: 'uln', message: 'must be ten digits with a valid check digit' },
  ]);
}
