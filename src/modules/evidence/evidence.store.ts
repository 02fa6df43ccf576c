import { Injectable } from '@nestjs/common';
import { revisionContent } from '../../domain/evidence/revision.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceDecisionRecord } from './evidence-decision.record.js';
import { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceRevisionRecord } from './evidence-revision.record.js';
import { EvidenceRecord } from './evidence.record.js';

@Injectable()
export class EvidenceStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The next free number in a learner's portfolio; numbers are never reused, so withdrawn items keep theirs. */
  async nextNumber(learnerId: string): Promise<number> {
    const highest = await this.unitOfWork.manager.maximum(EvidenceRecord, 'number', { learnerId });
    return (highest ?? 0) + 1;
  }

  add(evidence: EvidenceRecord): Promise<void> {
    return this.unitOfWork.insert(EvidenceRecord, evidence);
  }

  /** Changes an item and raises its revision; gives back what it is now. */
  async change(evidence: EvidenceRecord, change: Partial<EvidenceRecord>): Promise<EvidenceRecord> {
    const revised = { ...change, revision: evidence.revision + 1 };
    await this.unitOfWork.update(EvidenceRecord, { id: evidence.id }, revised);
    return { ...evidence, ...revised };
  }

  /** Keeps a draft's own words as they are now, under its revision: whatever changes them calls this as well. */
  keepRevision(
    evidence: EvidenceRecord,
    claims: readonly EvidenceClaimRecord[],
    changedById: string,
    changedAt: string,
  ): Promise<void> {
    return this.unitOfWork.insert(EvidenceRevisionRecord, {
      id: newId(),
      evidenceId: evidence.id,
      revision: evidence.revision,
      content: revisionContent(evidence, claims),
      changedById,
      changedAt,
    });
  }

  addFiles(files: readonly EvidenceFileRecord[]): Promise<void> {
    return this.unitOfWork.insert(EvidenceFileRecord, files);
  }

  async changeFile(id: string, change: Partial<EvidenceFileRecord>): Promise<void> {
    await this.unitOfWork.update(EvidenceFileRecord, { id }, change);
  }

  async removeFile(id: string): Promise<void> {
    await this.unitOfWork.delete(EvidenceFileRecord, { id });
  }

  /** Lets a file out of quarantine; one that was condemned meanwhile stays so. */
  async release(fileId: string): Promise<void> {
    await this.unitOfWork.update(EvidenceFileRecord, { id: fileId, screening: 'waiting' }, { screening: 'clean' });
  }

  async condemn(fileId: string): Promise<void> {
    await this.unitOfWork.update(EvidenceFileRecord, { id: fileId }, { screening: 'infected' });
  }

  addClaims(claims: readonly EvidenceClaimRecord[]): Promise<void> {
    return this.unitOfWork.insert(EvidenceClaimRecord, claims);
  }

  async replaceClaims(evidenceId: string, claims: readonly EvidenceClaimRecord[]): Promise<void> {
    await this.unitOfWork.delete(EvidenceClaimRecord, { evidenceId });
    await this.addClaims(claims);
  }

  async changeClaim(id: string, change: Partial<EvidenceClaimRecord>): Promise<void> {
    await this.unitOfWork.update(EvidenceClaimRecord, { id }, change);
  }

  /** Takes every decision on the claims of an item back to `proposed`, for a decision to be taken anew. */
  async reproposeClaims(claims: readonly EvidenceClaimRecord[]): Promise<void> {
    for (const claim of claims) {
      await this.changeClaim(claim.id, {
        state: 'proposed',
        facets: claim.claimedFacets,
        depthMet: null,
        decidedById: null,
        decidedAt: null,
      });
    }
  }

  /** Adds a decision to the ledger and puts it in force on the item. */
  async decide(
    evidence: EvidenceRecord,
    decision: EvidenceDecisionRecord,
    change: Partial<EvidenceRecord>,
  ): Promise<EvidenceRecord> {
    await this.unitOfWork.insert(EvidenceDecisionRecord, decision);
    return this.change(evidence, {
      ...change,
      decisionId: decision.id,
      decidedAt: decision.decidedAt,
      decidedById: decision.assessorId,
      varcs: decision.varcs,
      decisionComment: decision.comment,
      returnReasons: decision.reasons,
    });
  }

  /** Adds a decision on further claims of an item that another assessor has accepted: theirs stays in force. */
  addDecision(decision: EvidenceDecisionRecord): Promise<void> {
    return this.unitOfWork.insert(EvidenceDecisionRecord, decision);
  }
}
