import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceRecord } from './evidence.record.js';

export const add = (unitOfWork: UnitOfWork, id: string): unknown => unitOfWork.insert(EvidenceRecord, { id });
