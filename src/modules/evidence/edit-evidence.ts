import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../../platform/time/clock.js';
import { redactionConfirmed } from './blank-stages.js';
import { authorRoleFor, type Envelope } from './create-evidence.js';
import { assertAuthor, assertDraft, EvidenceDesk } from './evidence-desk.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** Changes the envelope of a draft. `undefined` keeps a field, `null` clears it. */
@Injectable()
export class EditEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, expected: IfMatch, input: Partial<Envelope>): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:edit', async (evidence) => {
      assertAuthor(actor, evidence);
      assertDraft(evidence);
      assertRevision(evidence.revision, expected);
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      const change = Object.fromEntries(given) as Partial<EvidenceRecord>;
      if (input.method !== undefined) {
        change.authorRole = authorRoleFor(input.method, actor.userId === evidence.learnerId ? 'learner' : 'assessor');
        change.rplState = input.method === 'rpl_claim' ? 'proposed' : null;
      }
      if (input.redaction !== undefined) {
        Object.assign(change, redactionConfirmed(actor, input.redaction, this.clock.now()));
      }
      if (input.activityTo === null) change.activityTo = input.activityFrom ?? evidence.activityFrom;
      const edited = await this.store.change(evidence, change);
      await this.trail.record(
        actor,
        'evidence.edited',
        { ref: evidence.ref, fields: given.map(([field]) => field) },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return edited;
    });
  }
}
