import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';
import { WitnessInvitationRecord } from './witness-invitation.record.js';

@Injectable()
export class WitnessesReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  byId(id: string): Promise<WitnessInvitationRecord | null> {
    return this.unitOfWork.reader.findOneBy(WitnessInvitationRecord, { id });
  }

  byToken(token: string): Promise<WitnessInvitationRecord | null> {
    return this.unitOfWork.reader.findOneBy(WitnessInvitationRecord, { tokenSha256: tokenHash(token) });
  }

  /** Everybody ever asked about these items, oldest first. */
  ofEvidence(evidenceIds: readonly string[]): Promise<WitnessInvitationRecord[]> {
    if (evidenceIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(WitnessInvitationRecord, {
      where: { evidenceId: In([...evidenceIds]) },
      order: { id: 'ASC' },
    });
  }
}
