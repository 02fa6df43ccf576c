import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { evidenceRef } from '../../domain/evidence/evidence-ref.js';
import { isGivenThroughLink } from '../../domain/evidence/witness.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { NOT_SUBMITTED, UNDECIDED } from './blank-stages.js';
import { assertAuthor, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/**
 * Opens version n+1 of returned or accepted evidence as a draft that starts from everything the last one said. The old
 * version stays readable with its feedback.
 */
@Injectable()
export class OpenVersion {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:edit', async (old) => {
      assertAuthor(actor, old);
      if (old.status !== 'returned' && old.status !== 'accepted') {
        throw new DomainError(
          'STATE_CONFLICT',
          `${old.ref} is ${old.status}; only returned or accepted evidence gets a new version.`,
        );
      }
      const versions = await this.reader.versions(old);
      const later = versions.find(({ version, status }) => version > old.version && status !== 'withdrawn');
      if (later) throw new DomainError('STATE_CONFLICT', `${later.ref} exists already; carry on there.`);
      const { files, claims } = await this.reader.whole(old);
      // A withdrawn version keeps its number; refs are never used twice.
      const version = Math.max(...versions.map((each) => each.version)) + 1;
      const now = this.clock.now();
      const next: EvidenceRecord = {
        ...old,
        id: newId(),
        version,
        ref: evidenceRef(old.number, version),
        replacesId: old.id,
        status: 'draft',
        onHold: false,
        heldById: null,
        // Words that a witness gave are theirs: a new version asks them again.
        record: isGivenThroughLink(old.signatures) ? null : old.record,
        ...NOT_SUBMITTED,
        ...UNDECIDED,
        aoReference: null,
        rplState: old.rplState === null ? null : 'proposed',
        revision: 1,
        createdAt: now,
      };
      await this.store.add(next);
      await this.store.addFiles(copiesOf(files, next.id));
      const claimedAgain = claims
        .filter(({ state }) => state !== 'revoked')
        .map((claim) => ({
          ...claim,
          id: newId(),
          evidenceId: next.id,
          facets: claim.claimedFacets,
          state: 'proposed' as const,
          depthMet: null,
          decidedById: null,
          decidedAt: null,
        }));
      await this.store.addClaims(claimedAgain);
      await this.store.keepRevision(next, claimedAgain, actor.userId, now);
      await this.trail.record(
        actor,
        'evidence.version_opened',
        { ref: next.ref, replaces: old.ref },
        { learnerId: old.learnerId, evidenceId: next.id },
      );
      return next;
    });
  }
}

/** The same files in another version: which was made from which is said of the copies. */
function copiesOf(files: readonly EvidenceFileRecord[], evidenceId: string): EvidenceFileRecord[] {
  const copyOf = new Map(files.map(({ id }) => [id, newId()]));
  return files.map((file) => ({
    ...file,
    id: copyOf.get(file.id)!,
    evidenceId,
    derivedFromId: file.derivedFromId && (copyOf.get(file.derivedFromId) ?? null),
  }));
}
