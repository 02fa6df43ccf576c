import { interestBars, type InterestSpell } from '../../domain/access/declared-interest.js';
import type { Evidence } from '../../domain/evidence/evidence.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import type { EvidenceRecord } from './evidence.record.js';

/** The facts of one item as the core knows them. `interests` are all that were ever declared in its learner (SOD6). */
export function toEvidence(
  row: EvidenceRecord,
  claims: readonly EvidenceClaimRecord[],
  interests: readonly InterestSpell[],
): Evidence {
  const { id, ref, method, status, onHold, authorRole, learnerId, activityFrom, activityTo } = row;
  const { setting, workplaceContext, channel, caseRefs, hasAudioVisualFile, signatures, varcs, rplState } = row;
  return {
    ...{ id, ref, method, status, onHold, authorRole, learnerId, activityFrom, activityTo },
    // Whoever filed a testimony given on paper is not its author: the witness is, and has no account.
    authorId: authorRole === 'witness' ? `witness of ${ref}` : row.authorId,
    ...{ setting, workplaceContext, channel, caseRefs, hasAudioVisualFile, signatures, varcs, rplState },
    isDeclared: row.declarationVersion !== null,
    assessorComment: row.decisionComment,
    witnessVerified: row.witnessVerification !== null,
    hasConflictOfInterest:
      interestBars(interests, row.authorId, row.createdAt) ||
      signatures.some(({ personId, signedAt }) => personId !== null && interestBars(interests, personId, signedAt)),
    claims: claims.map((claim) => ({
      id: claim.id,
      registrationId: claim.registrationId,
      criterion: claim.criterion,
      facets: claim.facets,
      locator: claim.locator,
      rationale: claim.rationale,
      state: claim.state,
      depthMet: claim.depthMet,
    })),
  };
}
