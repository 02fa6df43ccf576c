import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkSubmission } from '../../domain/evidence/check-submission.js';
import { AUTHENTICITY_DECLARATION, AUTHORSHIP_STATEMENT } from '../../domain/evidence/declaration.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertAuthor, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { HandIn } from './hand-in.js';
import { LocatorsPolicy } from './locators.policy.js';
import { paperSignature } from './paper-signature.js';
import { PaperWitnessPolicy } from './paper-witness.policy.js';

/** Hands a draft in: from here its content is frozen and known by its hash. */
@Injectable()
export class SubmitEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly handIn: HandIn,
    private readonly locators: LocatorsPolicy,
    private readonly paperWitness: PaperWitnessPolicy,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: { declaration: boolean }): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:submit', async (evidence) => {
      assertAuthor(actor, evidence);
      moveEvidence(evidence.status, 'submit');
      const { files, claims } = await this.reader.whole(evidence);
      checkSubmission({
        ...evidence,
        ...input,
        fileCount: files.length,
        screenings: files.map(({ screening }) => screening),
        claims,
        today: this.clock.today(),
      });
      await this.locators.assertFit(evidence, claims, (claim) => `claims[${claims.indexOf(claim)}]`);
      if (evidence.authorRole === 'witness') await this.paperWitness.check(evidence, claims);

      const isDeclared = input.declaration && METHOD_CARDS[evidence.method].needsDeclaration;
      const declarationVersion = isDeclared ? AUTHENTICITY_DECLARATION.version : null;
      const submitted = await this.handIn.run(actor, evidence, {
        declarationVersion,
        sign: (contentSha256, signedAt) =>
          evidence.authorRole === 'witness'
            ? paperSignature(evidence, contentSha256)
            : // Handing in is signing: an authenticated person, a statement, a time and the hash of the content (§3.4).
              {
                role: evidence.authorRole,
                personId: actor.userId,
                personName: actor.name,
                statement: isDeclared ? AUTHENTICITY_DECLARATION.text : AUTHORSHIP_STATEMENT,
                ...{ signedAt, contentSha256 },
              },
      });
      await this.trail.record(
        actor,
        'evidence.submitted',
        { ref: evidence.ref, contentSha256: submitted.contentSha256, declarationVersion },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return submitted;
    });
  }
}
