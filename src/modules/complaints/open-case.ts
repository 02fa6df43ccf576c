import type { Actor } from '../../domain/access/actor.js';
import { caseRef } from '../../domain/complaint/case-labels.js';
import { checkCase } from '../../domain/complaint/check-case.js';
import type { CaseContent } from '../../domain/complaint/complaint-case.js';
import { startingStatus } from '../../domain/complaint/lifecycle.js';
import { newId } from '../../platform/database/new-id.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import type { UsedNumbers } from './complaints.reader.js';

export interface Opening {
  readonly learnerId: string;
  readonly number: number;
  readonly content: CaseContent;
  /** Hash of the log it was read from. */
  readonly importSha256: string | null;
  readonly now: string;
}

/**
 * The row of a new case, which starts where its content says it has come to.
 * @throws DomainError CASE_INCONSISTENT, CASE_INCOMPLETE
 */
export function openCase(
  actor: Actor,
  { learnerId, number, content, importSha256, now }: Opening,
): ComplaintCaseRecord {
  const status = startingStatus(content);
  checkCase(content, status, now);
  return {
    ...content,
    id: newId(),
    centreId: actor.centreId,
    learnerId,
    number,
    caseRef: caseRef(number),
    status,
    importSha256,
    createdById: actor.userId,
    createdAt: now,
    revision: 1,
  };
}

/** The numbers that no case has and no evidence speaks of, from the first. */
export function* freeNumbers({ taken, spokenOf }: UsedNumbers): Generator<number, never> {
  for (let number = 1; ; number += 1) {
    if (!taken.has(number) && !spokenOf.has(number)) yield number;
  }
}
