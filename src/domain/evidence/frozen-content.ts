import type { Json } from '../kernel/canonical-json.js';
import type { RevisedClaim, RevisionContent } from './revision.js';

/** What an author hands in: the part of an item that never changes after submission (P5). */
export interface SubmittedContent extends Omit<RevisionContent, 'claims'> {
  readonly ref: string;
  readonly version: number;
  readonly learnerId: string;
  readonly authorId: string;
  readonly declarationVersion: string | null;
}

/**
 * The value whose canonical text is hashed at submission and which every signature on the item binds. Files are in it by
 * their own hash, and so are the claims as the author made them; what an assessor adds later is not the author’s word.
 */
export function frozenContent(
  content: SubmittedContent,
  files: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
    readonly sha256: string;
  }[],
  claims: readonly RevisedClaim[],
): Json {
  const { ref, version, method, learnerId, authorId, title, contextStatement, activityFrom, activityTo, setting } =
    content;
  const { workplaceContext, channel, customerType, caseRefs, storage, redaction, record, declarationVersion } = content;
  return {
    ...{ ref, version, method, learnerId, authorId, title, contextStatement, activityFrom, activityTo, setting },
    ...{ workplaceContext, channel, customerType, caseRefs, storage, redaction, record, declarationVersion },
    files: files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })),
    claims: claims.map(({ registrationId, criterion, facets, locator, rationale }) => ({
      registrationId,
      criterion,
      facets,
      locator: locator as Json,
      rationale,
    })),
  };
}
