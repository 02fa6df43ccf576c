import { METHOD_CARDS } from '../../../domain/evidence/evidence-method.js';
import { addWorkingDays } from '../../../domain/kernel/working-days.js';
import { WORKLOAD_POLICY } from '../../../domain/workload/workload-policy.js';
import {
  type Addressee,
  ASSESSORS,
  claimedUnits,
  type FollowedEvidence,
  type FoundWork,
  holders,
  later,
  type LearnerScope,
  type QueueKind,
} from './queue-kind.js';

const signatureOf = ({ signatures }: FollowedEvidence, role: string) => signatures.find((each) => each.role === role);

/** The author, as the learner or in the part in which they still have to do with this portfolio. */
function author(
  scope: LearnerScope,
  { authorId }: FollowedEvidence,
): (Addressee & { registrationId: string | null })[] {
  if (authorId === scope.learnerId) return [{ id: authorId, part: 'learnerId', registrationId: null }];
  const [held] = scope.units.flatMap(({ registration }) =>
    holders(registration, ASSESSORS, scope)
      .filter(({ id }) => id === authorId)
      .map((holder) => ({ ...holder, registrationId: registration.id })),
  );
  return held ? [held] : [];
}

/** Work about an piece that waits for its author. */
function forAuthor(scope: LearnerScope, piece: FollowedEvidence, since: string | null): FoundWork[] {
  return author(scope, piece).map(({ registrationId, ...addressee }) => ({
    ...{ subjectId: piece.id, evidenceId: piece.id, registrationId, since },
    waitsFor: [addressee],
  }));
}

/** Work about an piece that waits for assessors: one entry for each registration it is claimed on. */
function forAssessors(
  scope: LearnerScope,
  piece: FollowedEvidence,
  states: readonly string[],
  work: Pick<FoundWork, 'since' | 'dueOn'>,
): FoundWork[] {
  return claimedUnits(scope, piece, states).map(({ registration }) => ({
    ...{ subjectId: piece.id, evidenceId: piece.id, registrationId: registration.id, unitKey: registration.unitKey },
    ...work,
    waitsFor: holders(registration, ASSESSORS, scope),
  }));
}

/** The learner has not signed yet what an assessor recorded about them. */
const RECORD_TO_SIGN: QueueKind = {
  kind: 'record_to_sign',
  find: (scope) =>
    scope.evidence
      .filter(
        ({ method, status, onHold }) =>
          METHOD_CARDS[method].coSigner === 'learner' && status === 'submitted' && !onHold,
      )
      .filter((piece) => !signatureOf(piece, 'learner'))
      .map((piece) => ({
        ...{ subjectId: piece.id, evidenceId: piece.id, since: piece.submittedAt },
        waitsFor: [{ id: scope.learnerId, part: 'learnerId' }],
      })),
};

const EVIDENCE_TO_REVISE: QueueKind = {
  kind: 'evidence_to_revise',
  find: (scope) =>
    scope.evidence
      .filter(({ status }) => status === 'returned')
      .flatMap((piece) => forAuthor(scope, piece, piece.decidedAt)),
};

/** Since when an assessor could decide; `null` while somebody else must sign first or it is on hold. */
function decidableSince(piece: FollowedEvidence): string | null {
  if (piece.onHold || !['submitted', 'accepted'].includes(piece.status)) return null;
  const { coSigner } = METHOD_CARDS[piece.method];
  const signature = coSigner === null ? undefined : signatureOf(piece, coSigner);
  if (coSigner !== null && !signature) return null;
  return later(piece.submittedAt, later(signature?.signedAt ?? null, piece.lastDecidedAt));
}

const EVIDENCE_TO_DECIDE: QueueKind = {
  kind: 'evidence_to_decide',
  find: (scope) =>
    scope.evidence.flatMap((piece) => {
      const since = decidableSince(piece);
      if (since === null) return [];
      const dueOn = addWorkingDays(since, WORKLOAD_POLICY.decideWithin);
      return forAssessors(scope, piece, ['proposed'], { since, dueOn });
    }),
};

const WITNESS_TO_VERIFY: QueueKind = {
  kind: 'witness_to_verify',
  find: (scope) =>
    scope.evidence
      .filter(
        ({ method, status }) =>
          METHOD_CARDS[method].coSigner === 'witness' && ['submitted', 'accepted'].includes(status),
      )
      .filter(({ isWitnessVerified }) => !isWitnessVerified)
      .flatMap((piece) => {
        const signature = signatureOf(piece, 'witness');
        if (!signature) return [];
        return forAssessors(scope, piece, ['proposed', 'confirmed'], { since: signature.signedAt });
      }),
};

/** Only where there are files to remove customers' data from, and only what an assessor recorded: a learner's drafts are theirs. */
const REDACTION_TO_FINISH: QueueKind = {
  kind: 'redaction_to_finish',
  find: (scope) =>
    scope.evidence
      .filter(({ status, redaction, hasFiles }) => status === 'draft' && redaction === 'pending' && hasFiles)
      .filter(({ authorId }) => authorId !== scope.learnerId)
      .flatMap((piece) => forAuthor(scope, piece, piece.createdAt)),
};

const RPL_TO_APPROVE: QueueKind = {
  kind: 'rpl_to_approve',
  find: (scope) =>
    scope.evidence
      .filter(({ status, onHold, rplState }) => status === 'accepted' && !onHold && rplState === 'assessed')
      .flatMap((piece) =>
        claimedUnits(scope, piece, ['confirmed']).map(({ registration }) => ({
          ...{ subjectId: piece.id, evidenceId: piece.id, registrationId: registration.id },
          ...{ unitKey: registration.unitKey, since: piece.decidedAt },
          waitsFor: holders(registration, ['iqaId'], scope),
        })),
      ),
};

export const EVIDENCE_KINDS: readonly QueueKind[] = [
  RECORD_TO_SIGN,
  EVIDENCE_TO_REVISE,
  EVIDENCE_TO_DECIDE,
  WITNESS_TO_VERIFY,
  REDACTION_TO_FINISH,
  RPL_TO_APPROVE,
];
