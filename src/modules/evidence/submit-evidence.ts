import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkSubmission } from '../../domain/evidence/check-submission.js';
import { AUTHENTICITY_DECLARATION, AUTHORSHIP_STATEMENT } from '../../domain/evidence/declaration.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import type { EvidenceSignature } from '../../domain/evidence/evidence.js';
import { frozenContent } from '../../domain/evidence/frozen-content.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { moveRpl } from '../../domain/evidence/rpl-flow.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertAuthor, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { paperSignature } from './paper-signature.js';

/** Hands a draft in: from here its content is frozen and known by its hash. */
@Injectable()
export class SubmitEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: { declaration: boolean }): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:submit', async (evidence) => {
      assertAuthor(actor, evidence);
      const status = moveEvidence(evidence.status, 'submit');
      const { files, claims } = await this.reader.whole(evidence);
      checkSubmission({ ...evidence, ...input, fileCount: files.length, claims, today: this.clock.today() });

      const isDeclared = input.declaration && METHOD_CARDS[evidence.method].needsDeclaration;
      const declarationVersion = isDeclared ? AUTHENTICITY_DECLARATION.version : null;
      const content = frozenContent({ ...evidence, declarationVersion }, files, claims);
      const contentSha256 = createHash('sha256').update(canonicalJson(content)).digest('hex');
      const submittedAt = this.clock.now();
      const signature =
        evidence.authorRole === 'witness'
          ? paperSignature(evidence, contentSha256)
          : this.authorSignature(actor, evidence, { isDeclared, contentSha256, submittedAt });

      const submitted = await this.store.change(evidence, {
        status,
        declarationVersion,
        contentSha256,
        signatures: signature ? [signature] : [],
        submittedAt,
        ...(evidence.rplState === null ? {} : { rplState: moveRpl(evidence.rplState, 'map') }),
      });
      await this.retireReturnedVersion(actor, evidence);
      await this.trail.record(
        actor,
        'evidence.submitted',
        { ref: evidence.ref, contentSha256, declarationVersion },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return submitted;
    });
  }

  /** Handing in is signing: an authenticated person, a statement, a time and the hash of the content (§3.4). */
  private authorSignature(
    actor: Actor,
    evidence: EvidenceRecord,
    facts: { isDeclared: boolean; contentSha256: string; submittedAt: string },
  ): EvidenceSignature {
    return {
      role: evidence.authorRole,
      personId: actor.userId,
      personName: actor.name,
      statement: facts.isDeclared ? AUTHENTICITY_DECLARATION.text : AUTHORSHIP_STATEMENT,
      signedAt: facts.submittedAt,
      contentSha256: facts.contentSha256,
    };
  }

  /** A returned version is answered by this one: its claims are no longer live, its feedback stays with it. */
  private async retireReturnedVersion(actor: Actor, evidence: EvidenceRecord): Promise<void> {
    if (evidence.replacesId === null) return;
    const answered = await this.reader.byId(evidence.replacesId);
    if (answered.status !== 'returned') return;
    await this.store.change(answered, { status: moveEvidence(answered.status, 'supersede') });
    await this.trail.record(
      actor,
      'evidence.superseded',
      { ref: answered.ref, by: evidence.ref },
      { learnerId: evidence.learnerId, evidenceId: answered.id },
    );
  }
}
