import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceRecord } from './evidence.record.js';

export const forget = (unitOfWork: UnitOfWork, id: string): unknown =>
  unitOfWork.reader.softDelete(EvidenceRecord, { id }); // breaks
