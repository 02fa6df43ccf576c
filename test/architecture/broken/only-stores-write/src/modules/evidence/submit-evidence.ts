import { createHash } from 'node:crypto';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceRecord } from './evidence.record.js';

export class SubmitEvidence {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(id: string): Promise<string> {
    await this.unitOfWork.insert(EvidenceRecord, { id }); // breaks
    await this.unitOfWork.update(EvidenceRecord, { id }, { status: 'submitted' }); // breaks
    const { manager } = this.unitOfWork;
    await manager.delete(EvidenceRecord, { id }); // breaks
    const found = await manager.findOneBy(EvidenceRecord, { id });
    return createHash('sha256').update(String(found)).digest('hex');
  }
}
