import type { ReturnReason } from '../../domain/evidence/evidence.js';
import type { VarcsCheck } from '../../domain/evidence/varcs.js';
import { newId } from '../../platform/database/new-id.js';
import type { EvidenceDecisionRecord } from './evidence-decision.record.js';
import type { EvidenceRecord, WitnessVerification } from './evidence.record.js';

/** What an assessor says of submitted evidence. */
export interface EvidenceDecision {
  readonly outcome: 'accepted' | 'returned';
  readonly varcs?: VarcsCheck | null;
  readonly comment?: string | null;
  readonly reasons?: readonly ReturnReason[];
  readonly claims?: readonly {
    readonly registrationId: string;
    readonly criterion: string;
    readonly outcome: 'confirmed' | 'declined';
    readonly facets?: readonly string[];
    readonly depthMet?: boolean | null;
  }[];
  readonly witnessVerification?: Omit<WitnessVerification, 'byId'> | null;
}

/** A row for the ledger of decisions, bound to the content it was taken on. */
export function decisionOn(
  evidence: EvidenceRecord,
  said: Omit<EvidenceDecisionRecord, 'id' | 'evidenceId' | 'contentSha256'>,
): EvidenceDecisionRecord {
  return { id: newId(), evidenceId: evidence.id, contentSha256: evidence.contentSha256 ?? '', ...said };
}
