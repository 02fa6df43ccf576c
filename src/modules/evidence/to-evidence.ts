import type { Evidence } from '../../domain/evidence/evidence.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import type { EvidenceRecord } from './evidence.record.js';

/** The facts of one item as the core knows them. `conflictedPersonIds` have a declared interest in its learner (SOD6). */
export function toEvidence(
  row: EvidenceRecord,
  claims: readonly EvidenceClaimRecord[],
  conflictedPersonIds: readonly string[],
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
    hasConflictOfInterest: [row.authorId, ...signatures.map(({ personId }) => personId)].some(
      (personId) => personId !== null && conflictedPersonIds.includes(personId),
    ),
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
