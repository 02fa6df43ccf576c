import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Relation } from '../../domain/access/relations.js';
import { EVIDENCE_TRANSITIONS } from '../../domain/evidence/lifecycle.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertAuthor, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { FileKeepers } from './file-keepers.js';
import { nameless } from './file-names.js';
import { PURGE_FILES } from './purge-files.job.js';
import { SignedUnitsPolicy } from './signed-units.policy.js';

/**
 * The withdrawal for data protection (§3.3, §6.4): every version of the item goes out of play and the bytes of all its files
 * are given up; what is known about them (size, hash, dates) stays. Its author may until it is accepted, an assessor or the
 * centre manager at any time before a release. Portfolios that were issued before keep what they printed.
 */
@Injectable()
export class PurgeEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly signedUnits: SignedUnitsPolicy,
    private readonly keepers: FileKeepers,
    private readonly jobs: JobQueue,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:withdraw', async (evidence, relations) => {
      const versions = await this.reader.versions(evidence);
      const ids = versions.map((version) => version.id);
      const files = (await this.reader.files(ids)).filter(({ purgedAt }) => purgedAt === null);
      const live = versions.filter(({ status }) => EVIDENCE_TRANSITIONS[status].withdraw !== undefined);
      if (live.length + files.length === 0) {
        throw new DomainError('STATE_CONFLICT', `${evidence.ref} is withdrawn and nothing of it is left to remove.`);
      }
      const claims = await this.reader.claims(ids);
      this.assertMay(actor, relations, versions);
      await this.signedUnits.assertNoneReleased(claims);

      const purgedAt = this.clock.now();
      for (const file of files) await this.store.changeFile(file.id, { purgedAt, name: nameless('purged', file.name) });
      const withdrawn = { status: 'withdrawn', withdrawalReason: 'data_protection' } as const;
      for (const version of live) {
        await this.store.change(version, withdrawn);
        await this.trail.record(
          actor,
          'evidence.withdrawn',
          { ref: version.ref, reason: withdrawn.withdrawalReason },
          { learnerId: version.learnerId, evidenceId: version.id },
        );
      }
      const sha256s = [...new Set(files.map(({ sha256 }) => sha256))];
      await this.trail.record(
        actor,
        'evidence.files_purged',
        { ref: evidence.ref, fileIds: files.map((file) => file.id), sha256s },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      await this.keepers.letGo(evidence.learnerId, sha256s);
      if (sha256s.length > 0) await this.jobs.enqueue(PURGE_FILES, { sha256s });
      await this.signedUnits.changed(
        ...([actor, claims, 'evidence_withdrawn'] as const),
        `${evidence.ref} was withdrawn for data protection`,
      );
      return this.reader.byId(id);
    });
  }

  private assertMay(actor: Actor, relations: readonly Relation[], versions: readonly EvidenceRecord[]): void {
    if (relations.includes('assessor') || relations.includes('centre_manager')) return;
    for (const version of versions) assertAuthor(actor, version);
    if (versions.some(({ status }) => status === 'accepted')) {
      throw new DomainError(
        'NOT_ALLOWED',
        'Accepted evidence is removed by the assessor or the centre manager; ask them.',
      );
    }
  }
}
