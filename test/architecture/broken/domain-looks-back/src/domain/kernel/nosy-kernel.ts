import type { Evidence } from '../evidence/evidence.js'; // breaks

export type Known = Evidence;
