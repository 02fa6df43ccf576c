import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { Evidence } from '../evidence/evidence.js'; // breaks

export type Known = EvidenceMethod | Evidence;
