import { Injectable } from '@nestjs/common';
import { isSettledByJudging } from '../../domain/appeal/redecision.js';
import { type JudgementEntry, JudgementsReader } from '../assessment/judgements.reader.js';
import type { EvidenceDecisionRecord } from '../evidence/evidence-decision.record.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import type { AppealRecord } from './appeal.record.js';

/** What a decision that is appealed rests on. */
export interface AppealCase {
  readonly judgements: readonly JudgementEntry[];
  readonly evidence: readonly EvidenceRecord[];
  readonly files: readonly EvidenceFileRecord[];
  readonly decisions: readonly EvidenceDecisionRecord[];
}

/**
 * The record of what is appealed and nothing else of the portfolio: of a criterion its ledger, and the evidence handed in
 * for it; of a decision on evidence the item; of a failing of the whole unit the ledger alone.
 */
@Injectable()
export class AppealCaseReader {
  constructor(
    private readonly judgements: JudgementsReader,
    private readonly evidence: EvidenceReader,
  ) {}

  async of(appeal: AppealRecord): Promise<AppealCase> {
    const judgements = await this.ledger(appeal);
    const evidence = await this.items(appeal, judgements);
    const ids = evidence.map(({ id }) => id);
    return {
      judgements,
      evidence,
      files: await this.evidence.files(ids),
      decisions: await this.evidence.decisions(ids),
    };
  }

  private async ledger({ registrationId, criterion, kind }: AppealRecord): Promise<JudgementEntry[]> {
    if (criterion === null && !isSettledByJudging(kind)) return [];
    const ledger = await this.judgements.ofRegistration(registrationId);
    return criterion === null ? ledger : ledger.filter((judgement) => judgement.criterion === criterion);
  }

  private async items(appeal: AppealRecord, ledger: readonly JudgementEntry[]): Promise<EvidenceRecord[]> {
    if (appeal.evidenceId !== null) return [await this.evidence.byId(appeal.evidenceId)];
    if (appeal.criterion === null) return [];
    const named = new Set(ledger.flatMap(({ evidenceIds }) => evidenceIds));
    const claimed = await this.evidence.claimedOn(appeal.registrationId);
    return claimed
      .filter(({ claims }) => claims.some(({ criterion }) => criterion === appeal.criterion))
      .map(({ evidence }) => evidence)
      .concat(claimed.map(({ evidence }) => evidence).filter(({ id }) => named.has(id)))
      .filter((evidence, index, all) => all.findIndex(({ id }) => id === evidence.id) === index)
      .filter(({ submittedAt }) => submittedAt !== null)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
