import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { type ClaimStatus, claimStatus } from '../../domain/certification/certificate-claim.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CertificateClaimRecord } from './certificate-claim.record.js';
import { CertificateClaimStepRecord } from './certificate-claim-step.record.js';
import { ClaimedUnitRecord } from './claimed-unit.record.js';
import { DirectClaimsEntryRecord } from './direct-claims-entry.record.js';
import { QualificationRecord } from './qualification.record.js';

/** A claim with what has happened to it, in order, and the units in it. */
export interface WholeClaim {
  readonly claim: CertificateClaimRecord;
  readonly steps: readonly CertificateClaimStepRecord[];
  readonly units: readonly ClaimedUnitRecord[];
}

/** A claim as one of its units sees it. */
export interface ClaimOnUnit extends Pick<ClaimedUnitRecord, 'claimId' | 'registrationId' | 'releaseId'> {
  readonly status: ClaimStatus;
  readonly eqaReleaseReference: string | null;
}

/** A qualification with the history of its direct claims, oldest first. */
export interface QualificationWithHistory {
  readonly qualification: QualificationRecord;
  readonly history: readonly DirectClaimsEntryRecord[];
}

@Injectable()
export class CertificationReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async qualification(centreId: string, id: string): Promise<QualificationWithHistory | null> {
    const found = await this.unitOfWork.reader.findOneBy(QualificationRecord, { id, centreId });
    const [first] = found ? await this.withHistory([found]) : [];
    return first ?? null;
  }

  async qualifications(centreId: string, limit: number, after: string | null): Promise<QualificationWithHistory[]> {
    const rows = await this.unitOfWork.reader.find(QualificationRecord, {
      where: { centreId, ...(after === null ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
    return this.withHistory(rows);
  }

  /** Those of a centre that have one of these units: a centre offers a few dozen qualifications at most. */
  async qualificationsWith(centreId: string, unitKeys: readonly string[]): Promise<QualificationWithHistory[]> {
    const rows = await this.unitOfWork.reader.find(QualificationRecord, { where: { centreId }, order: { id: 'ASC' } });
    return this.withHistory(rows.filter(({ units }) => units.some((unit) => unitKeys.includes(unit))));
  }

  async qualificationsById(ids: readonly string[]): Promise<Map<string, QualificationRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await this.unitOfWork.reader.findBy(QualificationRecord, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  async claim(centreId: string, id: string): Promise<WholeClaim | null> {
    const found = await this.unitOfWork.reader.findOneBy(CertificateClaimRecord, { id, centreId });
    const [first] = found ? await this.whole([found]) : [];
    return first ?? null;
  }

  async claims(centreId: string, limit: number, after: string | null): Promise<WholeClaim[]> {
    const rows = await this.unitOfWork.reader.find(CertificateClaimRecord, {
      where: { centreId, ...(after === null ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
    return this.whole(rows);
  }

  /** Every claim ever made on these registrations. */
  async claimsOn(registrationIds: readonly string[]): Promise<ClaimOnUnit[]> {
    if (registrationIds.length === 0) return [];
    const units = await this.unitOfWork.reader.findBy(ClaimedUnitRecord, { registrationId: In([...registrationIds]) });
    if (units.length === 0) return [];
    const ids = [...new Set(units.map(({ claimId }) => claimId))];
    const claims = await this.unitOfWork.reader.findBy(CertificateClaimRecord, { id: In(ids) });
    const steps = await this.stepsOf(ids);
    const referenceOf = new Map(claims.map(({ id, eqaReleaseReference }) => [id, eqaReleaseReference]));
    return units.map(({ claimId, registrationId, releaseId }) => ({
      ...{ claimId, registrationId, releaseId },
      status: claimStatus(steps.get(claimId) ?? []),
      eqaReleaseReference: referenceOf.get(claimId) ?? null,
    }));
  }

  /** Registrations in a prepared claim that names an external verifier's release: those may be claimable by it alone. */
  async underEqaRelease(centreId: string): Promise<Set<string>> {
    const rows = await this.unitOfWork.reader.findBy(CertificateClaimRecord, {
      centreId,
      eqaReleaseReference: Not(IsNull()),
    });
    const prepared = (await this.whole(rows)).filter(({ steps }) => claimStatus(steps) === 'prepared');
    return new Set(prepared.flatMap(({ units }) => units.map(({ registrationId }) => registrationId)));
  }

  private async withHistory(rows: readonly QualificationRecord[]): Promise<QualificationWithHistory[]> {
    if (rows.length === 0) return [];
    const entries = await this.unitOfWork.reader.find(DirectClaimsEntryRecord, {
      where: { qualificationId: In(rows.map(({ id }) => id)) },
      order: { id: 'ASC' },
    });
    const historyOf = groupBy(entries, ({ qualificationId }) => qualificationId);
    return rows.map((qualification) => ({ qualification, history: historyOf.get(qualification.id) ?? [] }));
  }

  private async whole(rows: readonly CertificateClaimRecord[]): Promise<WholeClaim[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const steps = await this.stepsOf(ids);
    const units = await this.unitOfWork.reader.find(ClaimedUnitRecord, {
      where: { claimId: In(ids) },
      order: { id: 'ASC' },
    });
    const unitsOf = groupBy(units, ({ claimId }) => claimId);
    return rows.map((claim) => ({
      claim,
      steps: steps.get(claim.id) ?? [],
      units: unitsOf.get(claim.id) ?? [],
    }));
  }

  private async stepsOf(claimIds: readonly string[]): Promise<Map<string, CertificateClaimStepRecord[]>> {
    const steps = await this.unitOfWork.reader.find(CertificateClaimStepRecord, {
      where: { claimId: In([...claimIds]) },
      order: { id: 'ASC' },
    });
    return groupBy(steps, ({ claimId }) => claimId);
  }
}
