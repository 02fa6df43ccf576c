import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EvidenceSignature } from '../../domain/evidence/evidence.js';
import { frozenContent } from '../../domain/evidence/frozen-content.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { moveRpl } from '../../domain/evidence/rpl-flow.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { Clock } from '../../platform/time/clock.js';
import { type AuditAuthor, AuditTrail } from '../audit/audit-trail.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** What is handed in, and who signs it. */
export interface HandingIn {
  readonly declarationVersion: string | null;
  /** The signature under the content with this hash at this moment; `null` when it is still missing. */
  readonly sign: (contentSha256: string, signedAt: string) => EvidenceSignature | null;
}

/** An item as it is once it is handed in. */
export type HandedIn = EvidenceRecord & { readonly contentSha256: string; readonly submittedAt: string };

/**
 * Freezes a draft that was found complete: its content is hashed, signed and never changes again. Part of `SubmitEvidence`
 * and `TestimonyDoor`, in their transaction; they record what happened.
 */
@Injectable()
export class HandIn {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param evidence as it is to be frozen; the caller has written down what it says */
  async run(author: AuditAuthor, evidence: EvidenceRecord, { declarationVersion, sign }: HandingIn): Promise<HandedIn> {
    const status = moveEvidence(evidence.status, 'submit');
    const { files, claims } = await this.reader.whole(evidence);
    const content = frozenContent({ ...evidence, declarationVersion }, files, claims);
    const contentSha256 = createHash('sha256').update(canonicalJson(content)).digest('hex');
    const submittedAt = this.clock.now();
    const signature = sign(contentSha256, submittedAt);
    const submitted = await this.store.change(evidence, {
      ...{ status, declarationVersion, contentSha256, submittedAt, record: evidence.record },
      signatures: signature ? [signature] : [],
      ...(evidence.rplState === null ? {} : { rplState: moveRpl(evidence.rplState, 'map') }),
    });
    await this.retireReturnedVersion(author, evidence);
    return { ...submitted, contentSha256, submittedAt };
  }

  /** A returned version is answered by this one: its claims are no longer live, its feedback stays with it. */
  private async retireReturnedVersion(author: AuditAuthor, evidence: EvidenceRecord): Promise<void> {
    if (evidence.replacesId === null) return;
    const answered = await this.reader.byId(evidence.replacesId);
    if (answered.status !== 'returned') return;
    await this.store.change(answered, { status: moveEvidence(answered.status, 'supersede') });
    await this.trail.record(
      author,
      'evidence.superseded',
      { ref: answered.ref, by: evidence.ref },
      { learnerId: evidence.learnerId, evidenceId: answered.id },
    );
  }
}
