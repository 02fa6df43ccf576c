import { Injectable } from '@nestjs/common';
import { checkSubmission } from '../../domain/evidence/check-submission.js';
import { TESTIMONY_DECLARATION } from '../../domain/evidence/declaration.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord, MethodRecord } from './evidence.record.js';
import { type HandedIn, HandIn } from './hand-in.js';

/** A testimony as its witness gives it through a link. */
export interface Testimony {
  readonly invitationId: string;
  /** The form of the method in the words of the witness: `witness`, `account` and what else they said. */
  readonly record: MethodRecord;
  /** The name under it, as the witness signed. */
  readonly signedName: string;
  /** Their account at this centre, if they happen to have one. */
  readonly accountId: string | null;
}

/** The way for a witness's own words into a portfolio. Only inside the caller's unit of work. */
@Injectable()
export class TestimonyDoor {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly handIn: HandIn,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether a witness could answer: nobody should write an account that is then refused for what its draft lacks.
   * @throws DomainError STATE_CONFLICT, SUBMISSION_INCOMPLETE
   */
  async assertCanBeAsked(evidence: EvidenceRecord): Promise<void> {
    const { coSigner, label } = METHOD_CARDS[evidence.method];
    if (coSigner !== 'witness') {
      throw new DomainError('STATE_CONFLICT', `${label} is not given by a witness; open a draft of a testimony.`);
    }
    if (evidence.status !== 'draft') {
      throw new DomainError('STATE_CONFLICT', `${evidence.ref} is ${evidence.status}; a witness is asked for a draft.`);
    }
    await this.checkComplete({ ...evidence, record: { ...evidence.record, account: ['to be given by the witness'] } });
  }

  /**
   * Replaces whatever the draft's form held by the words of the witness, and hands it in under their signature.
   * @throws DomainError STATE_CONFLICT, SUBMISSION_INCOMPLETE
   */
  async give(evidence: EvidenceRecord, testimony: Testimony): Promise<HandedIn> {
    await this.assertCanBeAsked(evidence);
    const { invitationId, record, signedName, accountId } = testimony;
    const given = { ...evidence, record };
    await this.checkComplete(given);
    // Nobody signed in: whose account it would be is for the separation of duties, not for the trail.
    const witness = { centreId: evidence.centreId, userId: null };
    const submitted = await this.handIn.run(witness, given, {
      declarationVersion: null,
      sign: (contentSha256, signedAt) => ({
        role: 'witness',
        personId: accountId,
        personName: signedName,
        statement: TESTIMONY_DECLARATION.text,
        ...{ signedAt, contentSha256 },
        givenThrough: 'link',
      }),
    });
    const { contentSha256 } = submitted;
    await this.trail.record(
      witness,
      'testimony.given',
      { ref: evidence.ref, invitationId, contentSha256, declarationVersion: TESTIMONY_DECLARATION.version },
      { learnerId: evidence.learnerId, evidenceId: evidence.id },
    );
    return submitted;
  }

  private async checkComplete(evidence: EvidenceRecord): Promise<void> {
    const { files, claims } = await this.reader.whole(evidence);
    const today = this.clock.today();
    const screenings = files.map(({ screening }) => screening);
    checkSubmission({ ...evidence, fileCount: files.length, screenings, claims, declaration: false, today });
  }
}
