export { EvidenceRecord } from './evidence.record.js'; // breaks
export type { Evidence } from '../../domain/evidence/evidence.js'; // breaks
const own = 1;
export { own };
