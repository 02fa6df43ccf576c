import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Operation } from '../../domain/access/permissions.js';
import type { Relation } from '../../domain/access/relations.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { WitnessLinks } from './witness-links.js';

/** @throws DomainError NOT_ALLOWED: the words of an item are its author's alone (assurance.md B1, rows 7 to 9). */
export function assertAuthor(actor: Actor, evidence: EvidenceRecord): void {
  if (evidence.authorId !== actor.userId) {
    throw new DomainError('NOT_ALLOWED', 'Only the author of this evidence can do that.');
  }
}

/** @throws DomainError STATE_CONFLICT once an item has been handed in: it is answered by a new version, never edited. */
export function assertDraft(evidence: EvidenceRecord): void {
  if (evidence.status !== 'draft') {
    throw new DomainError(
      'STATE_CONFLICT',
      `${evidence.ref} is ${evidence.status}; only a draft can be edited. Recall it, or open a new version.`,
    );
  }
}

/** What an author does to a draft, and may not do while a witness is being asked about it. */
const AUTHORS_WORK: readonly Operation[] = ['evidence:edit', 'evidence:claim', 'evidence:submit'];

/** Opens one item for change: scope and permission first, then again inside the transaction on the row as it is by then. */
@Injectable()
export class EvidenceDesk {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly links: WitnessLinks,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async change<Result>(
    actor: Actor,
    id: string,
    operation: Operation,
    work: (evidence: EvidenceRecord, relations: readonly Relation[]) => Promise<Result>,
    alsoLock: readonly string[] = [],
  ): Promise<Result> {
    const seen = await this.reader.forOperation(actor, id, operation);
    return this.unitOfWork.run(async () => {
      // Somebody may have decided, recalled or reassigned between the look above and the lock.
      const { evidence, relations } = await this.reader.forOperation(actor, id, operation);
      if (AUTHORS_WORK.includes(operation)) await this.assertNotAwaited(evidence);
      return work(evidence, relations);
    }, [...portfolioLock(seen.evidence.learnerId), ...alsoLock]);
  }

  /** A witness signs what they were asked about; nor may anybody write the account for them meanwhile ([WT-FORM]). */
  private async assertNotAwaited({ id, ref, status, method }: EvidenceRecord): Promise<void> {
    if (status !== 'draft' || METHOD_CARDS[method].coSigner !== 'witness') return;
    if (!(await this.links.isAwaited(id))) return;
    throw new DomainError(
      'STATE_CONFLICT',
      `A witness has been asked for ${ref} and may still answer. Revoke the invitation to change or submit it yourself.`,
    );
  }
}
