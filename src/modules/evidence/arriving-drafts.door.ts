import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Actor } from '../../domain/access/actor.js';
import { checkLocator } from '../../domain/evidence/check-locator.js';
import { EVIDENCE_METHODS } from '../../domain/evidence/evidence-method.js';
import type { EvidenceOrigin } from '../../domain/evidence/evidence-origin.js';
import { DomainError, type FieldError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { cleanFileName } from '../../platform/files/file-name.js';
import { FileStore } from '../../platform/files/file-store.js';
import { assertAcceptedName } from '../../platform/files/media-type.js';
import { toFieldErrors, VALIDATION_OPTIONS } from '../../platform/http/validation.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { MAX_FILES } from './attach-file.door.js';
import { type ClaimInput, ClaimsPolicy } from './claims.policy.js';
import { assertStillKept, CONTENT_REMOVAL } from './content-lock.js';
import { authorRoleFor } from './create-evidence.js';
import type { KeptContent } from './evidence-files.door.js';
import { AS_UPLOADED, type EvidenceFileRecord } from './evidence-file.record.js';
import { ClaimBody, CreateEvidenceBody, MAX_CLAIMS } from './evidence.dto.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { checkRecord } from './forms/check-record.js';
import { type Envelope, newDraft } from './new-draft.js';
import { QuarantineDesk } from './quarantine-desk.js';

/** An item in its author's words as it stood at another centre. */
export interface ArrivingDraft {
  readonly envelope: Envelope;
  readonly claims: readonly Omit<ClaimInput, 'registrationId'>[];
  readonly fileNames: readonly string[];
  readonly origin: EvidenceOrigin;
}

/** A file of such an item, in the store already. */
export type ArrivedContent = Omit<KeptContent, 'extension'> & { readonly name: string };

/** Makes drafts of what a learner wrote at another centre. Only inside the caller's unit of work. */
@Injectable()
export class ArrivingDraftsDoor {
  constructor(
    private readonly store: EvidenceStore,
    private readonly policy: ClaimsPolicy,
    private readonly files: FileStore,
    private readonly quarantine: QuarantineDesk,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What the caller has to serialise on, beside the portfolio: no content may go while rows come to name it. */
  get locks(): readonly string[] {
    return [CONTENT_REMOVAL];
  }

  /** What keeps an item from being written here as it stands: the rules of every request, by the paths of one. */
  misfitsOf({ envelope, claims, fileNames }: ArrivingDraft): FieldError[] {
    if (!(EVIDENCE_METHODS as readonly string[]).includes(envelope.method)) {
      return [{ path: 'method', message: 'is not known here' }];
    }
    const errors = toFieldErrors(validateSync(plainToInstance(CreateEvidenceBody, envelope), VALIDATION_OPTIONS));
    for (const check of [
      () => authorRoleFor(envelope.method, 'learner'),
      () => checkRecord(envelope.method, envelope.record ?? null),
      ...fileNames.map((name) => () => assertAcceptedName(name)),
    ]) {
      errors.push(...refusalOf(check));
    }
    claims.forEach((claim, index) => {
      const body = plainToInstance(ClaimBody, { ...claim, registrationId: newId() });
      errors.push(...toFieldErrors(validateSync(body, VALIDATION_OPTIONS), `claims[${index}]`));
      if (claim.locator) errors.push(...checkLocator(claim.locator));
    });
    if (claims.length > MAX_CLAIMS) errors.push({ path: 'claims', message: `must be at most ${MAX_CLAIMS}` });
    if (fileNames.length > MAX_FILES) errors.push({ path: 'files', message: `must be at most ${MAX_FILES}` });
    return errors;
  }

  /**
   * Opens the draft in the portfolio of the registration's learner, as its author's, under the next free reference.
   * Claims are proposals; that customers' data is gone, somebody here has to say again.
   * @throws DomainError CRITERION_UNKNOWN, FACET_UNKNOWN for claims that the registration's unit does not have;
   *   UNAVAILABLE when content was removed this very moment
   */
  async open(
    actor: Actor,
    { id: registrationId, centreId, learnerId }: RegistrationRecord,
    { envelope, claims, origin }: ArrivingDraft,
    contents: readonly ArrivedContent[],
  ): Promise<EvidenceRecord> {
    const now = this.clock.now();
    const number = await this.store.nextNumber(learnerId);
    const evidence: EvidenceRecord = {
      ...newDraft(
        { ...{ centreId, learnerId, number, authorId: learnerId, authorRole: 'learner' }, ...{ origin, now } },
        { ...envelope, redaction: envelope.redaction === 'done' ? 'pending' : envelope.redaction },
      ),
      hasAudioVisualFile: contents.some(({ kind }) => kind === 'audio' || kind === 'video'),
    };
    await this.store.add(evidence);
    const proposals = (
      await this.policy.fitting(
        actor,
        evidence,
        claims.map((claim) => ({ ...claim, registrationId })),
      )
    ).map((claim) => ({ ...claim, claimedById: learnerId }));
    await this.store.addClaims(proposals);
    await this.store.keepRevision(evidence, proposals, actor.userId, now);
    const about = { learnerId, evidenceId: evidence.id };
    await this.trail.record(actor, 'evidence.created', { ref: evidence.ref, method: evidence.method }, about);
    for (const { name, ...content } of contents) {
      await assertStillKept(this.files, content.sha256);
      const file: EvidenceFileRecord = {
        ...{ id: newId(), evidenceId: evidence.id, name: cleanFileName(name), ...content },
        ...{ screening: this.quarantine.arrival, addedById: learnerId, addedAt: now },
        ...AS_UPLOADED,
      };
      await this.store.addFiles([file]);
      await this.quarantine.order(file);
      const { id: fileId, sha256, size, mediaType } = file;
      await this.trail.record(
        actor,
        'evidence.file_added',
        { ref: evidence.ref, fileId, sha256, size, mediaType },
        about,
      );
    }
    return evidence;
  }
}

function refusalOf(check: () => unknown): FieldError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.errors.length > 0 ? [...error.errors] : [{ path: '', message: error.message }];
  }
}
