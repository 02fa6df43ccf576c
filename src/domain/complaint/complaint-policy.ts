/** Numbers that no source fixes (POL, domain.md §6.3): they only ever warn. */
export interface ComplaintPolicy {
  readonly version: string;
  /** Distinct customers with the same issue that make it a repeated one. */
  readonly repeatThreshold: number;
  /** Days within which they must have complained. */
  readonly repeatWindowDays: number;
}

export const COMPLAINT_POLICY: ComplaintPolicy = { version: '1', repeatThreshold: 3, repeatWindowDays: 90 };
