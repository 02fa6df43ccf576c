/** `C-001`: a pseudonym. The employer's own reference is not stored, only who can show the original (domain.md §6.1). */
export const CASE_REF = /^C-(?!000$)(\d{3}|[1-9]\d{3,5})$/;

/** `Customer A`, `Customer AB`, `Customer 12`: enough to count distinct customers without knowing any (§6.3). */
export const CUSTOMER_LABEL = /^Customer ([A-Z]{1,3}|[1-9]\d{0,4})$/;

/** @param number position in the learner's log, from 1 */
export function caseRef(number: number): string {
  return `C-${String(number).padStart(3, '0')}`;
}

/** The number of a case reference, or `null` for a label of another form, such as evidence may carry. */
export function caseNumber(label: string): number | null {
  const match = CASE_REF.exec(label);
  return match === null ? null : Number(match[1]);
}

/**
 * A theme in the form in which cases are compared: "Late delivery", "late  delivery" and "LATE-DELIVERY" are one issue.
 * Empty when the text has no letter or digit.
 */
export function normaliseIssueKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
