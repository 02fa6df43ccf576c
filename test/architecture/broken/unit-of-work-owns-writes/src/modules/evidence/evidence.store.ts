import { InjectRepository } from '@nestjs/typeorm'; // breaks
import type { DataSources } from '../../platform/database/data-sources.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceRecord } from './evidence.record.js';

export class EvidenceStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSources: DataSources,
  ) {}

  async add(evidence: EvidenceRecord): Promise<void> {
    await this.unitOfWork.insert(EvidenceRecord, evidence);
    await this.unitOfWork.manager.save(evidence); // breaks
    await this.dataSources.writer.query('DELETE FROM evidence'); // breaks
    const repository = this.dataSources.reader.getRepository(EvidenceRecord); // breaks
    await repository.save(evidence); // breaks
  }
}

export const known = InjectRepository; // breaks
