import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { isReleased } from '../../domain/evidence/screening.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { DomainError, type FieldError } from '../../domain/kernel/domain-error.js';
import { Anonymiser } from '../../domain/standardisation/anonymise.js';
import { type Mask, masksFor } from '../../domain/standardisation/masks.js';
import { type SharedSheet, sharedSheet } from '../../domain/standardisation/shared-sheet.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import { EvidenceReader, type WholeEvidence } from '../evidence/evidence.reader.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { KnownNamesReader } from './known-names.reader.js';
import type { SharedEvidenceRecord, SharedFile } from './shared-evidence.record.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';

/** What participants see of one piece of evidence. */
export interface ShownEvidence {
  readonly sheet: SharedSheet;
  readonly sheetSha256: string;
  readonly files: readonly SharedFile[];
}

/** Makes of evidence what may be shared of it. */
@Injectable()
export class SharingDesk {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly names: KnownNamesReader,
  ) {}

  /**
   * Evidence that whoever arranges the exercise may read themselves, handed in and as it was handed in.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED, STATE_CONFLICT
   */
  async chosen(actor: Actor, evidenceIds: readonly string[]): Promise<(EvidenceRecord & { contentSha256: string })[]> {
    const chosen: (EvidenceRecord & { contentSha256: string })[] = [];
    const errors: FieldError[] = [];
    for (const [index, id] of evidenceIds.entries()) {
      const { evidence } = await this.evidence.forOperation(actor, id, 'evidence:read');
      const { contentSha256, status } = evidence;
      if (contentSha256 !== null && status !== 'draft' && status !== 'withdrawn') {
        chosen.push({ ...evidence, contentSha256 });
      } else errors.push({ path: `evidence[${index}].evidenceId`, message: `is ${status}` });
    }
    if (errors.length === 0) return chosen;
    throw new DomainError('STATE_CONFLICT', 'Only evidence that has been handed in and stands can be shared.', errors);
  }

  /** What is masked: frozen once the facilitator has confirmed it, until then as names stand now. */
  async masks(event: StandardisationEventRecord, shared: readonly SharedEvidenceRecord[]): Promise<readonly Mask[]> {
    if (event.masks !== null) return event.masks;
    const known = await this.names.around(event.centreId, shared);
    return masksFor([...known, ...event.alsoMask.map((name) => ({ role: 'Person' as const, who: name, name }))]);
  }

  async anonymiser(event: StandardisationEventRecord, shared: readonly SharedEvidenceRecord[]): Promise<Anonymiser> {
    return new Anonymiser(await this.masks(event, shared), event.ordinaryWords);
  }

  /**
   * What there is to see, as confirmed, or as it is going to be.
   * @throws DomainError STATE_CONFLICT when the evidence is not what it was, or was withdrawn for data protection
   */
  async shown(
    event: StandardisationEventRecord,
    shared: SharedEvidenceRecord,
    anonymiser: Anonymiser,
  ): Promise<ShownEvidence> {
    const evidence = await this.evidence.byId(shared.evidenceId);
    if (evidence.status === 'withdrawn' && evidence.withdrawalReason === 'data_protection') {
      throw new DomainError('STATE_CONFLICT', 'This evidence was withdrawn for data protection and is shown no more.');
    }
    const { sheet, sheetSha256, files } = shared;
    if (sheet !== null && sheetSha256 !== null && files !== null) return { sheet, sheetSha256, files };
    if (evidence.contentSha256 !== shared.contentSha256) {
      throw new DomainError(
        'STATE_CONFLICT',
        `Evidence ${shared.number} is no longer what was chosen; arrange the exercise anew.`,
      );
    }
    const whole = await this.evidence.whole(evidence);
    const registrations = await this.registrations.byIds(whole.claims.map(({ registrationId }) => registrationId));
    const onUnit = new Set(registrations.filter(({ unitKey }) => unitKey === event.unitKey).map(({ id }) => id));
    const claims = whole.claims.filter(({ registrationId }) => onUnit.has(registrationId));
    return toShown({ ...whole, claims }, event.criteria, anonymiser);
  }

  /** A file of shared evidence as it is now: `null` when it has been taken out, sealed, purged or put in quarantine since. */
  async file(shared: SharedEvidenceRecord, { fileId, sha256 }: SharedFile): Promise<EvidenceFileRecord | null> {
    const file = await this.evidence.file(shared.evidenceId, fileId);
    return file !== null && file.sha256 === sha256 && mayBeShared(file) ? file : null;
  }
}

/** A sealed original holds people's data; what stands for it is its redacted copy. */
const mayBeShared = ({ sealedAt, purgedAt, screening }: EvidenceFileRecord): boolean =>
  sealedAt === null && purgedAt === null && isReleased(screening);

function toShown(
  { evidence, files, claims }: WholeEvidence,
  criteria: readonly string[],
  anonymiser: Anonymiser,
): ShownEvidence {
  const { method, activityFrom, activityTo, setting, channel, contextStatement, record } = evidence;
  const facts = { method, activityFrom, activityTo, setting, channel, contextStatement, record, claims };
  const sheet = sharedSheet(facts, criteria, anonymiser);
  return {
    sheet,
    sheetSha256: createHash('sha256').update(canonicalJson(sheet)).digest('hex'),
    files: files.filter(mayBeShared).map(({ id, sha256, mediaType, kind, derivation }, index) => ({
      ...{ number: index + 1, fileId: id, sha256, mediaType, kind },
      isRedactedCopy: derivation === 'redaction',
    })),
  };
}
