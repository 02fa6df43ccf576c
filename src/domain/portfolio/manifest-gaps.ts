import type { Mark } from './manifest.js';

export interface ManifestGap {
  readonly severity: Mark;
  readonly message: string;
  readonly closedBy: string;
  readonly who: string;
}

export interface CriterionGaps {
  /** Criterion code, or "Unit". */
  readonly code: string;
  readonly statement: string;
  readonly status: Mark;
  readonly gaps: readonly ManifestGap[];
}
